//! The Kotlin package as the JVM sees it: what Kotlin and Java are compiled against.

use xshell::{Shell, cmd};

use super::{Listing, without};

/// What UniFFI and the Kotlin compiler leave public for themselves, and what is `internal`, which the JVM does not know.
const MACHINERY: &[&str] = &[
    "niffi",
    "FfiConverter",
    "RustBuffer",
    "ForeignBytes",
    "CallArguments",
    "CallMemory",
    "CloudParts",
    "EndpointParts",
    "LoadedLibrary",
    "PasswordPolicyParts",
    "RequestParts",
    "dev.aicc.TextKt",
    "$aicc",
    "access$",
    "DefaultConstructorMarker",
    "$DefaultImpls",
    "$ErrorHandler",
    "$WhenMappings",
    "Compiled from",
];

pub(super) fn listings(shell: &Shell) -> anyhow::Result<Vec<Listing>> {
    let _folder = shell.push_dir("bindings/kotlin");
    cmd!(shell, "mvn --batch-mode --no-transfer-progress --quiet -DskipLibrary compile").run()?;
    let mut classes = shell.read_dir("target/classes/dev/aicc")?;
    classes.retain(|path| path.extension().is_some_and(|extension| extension == "class"));
    let listing = cmd!(shell, "javap -public {classes...}").quiet().read()?;
    let text = without(&listing, |line| MACHINERY.iter().any(|name| line.contains(name)));
    Ok(vec![Listing { file: "api/kotlin.txt".to_owned(), text }])
}
