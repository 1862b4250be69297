//! The Kotlin package.

use std::collections::BTreeSet;
use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};

use anyhow::ensure;
use xshell::{Shell, cmd};

use crate::bindings::{HOST_LIBRARY, jna_folder, with_own_library};
use crate::step::{Step, Toolchain};

/// Every test, and the jars.
pub(crate) const PACKAGE: Step = Step::new("kotlin package", package).needs(&MAVEN).after(&HOST_LIBRARY);
/// The archive for Android, as far as it can be made here.
pub(crate) const ANDROID: Step = Step::new("android archive", android).after(&PACKAGE);

/// The folder that tells what became of each test, in the format of JUnit.
pub(crate) const REPORTS: &str = "bindings/kotlin/target/surefire-reports";

pub(crate) const MAVEN: Toolchain =
    Toolchain { name: "Maven 3.6.3 or newer as `mvn`, with a JDK 17 or newer", is_installed: maven_is_installed };

fn maven_is_installed(shell: &Shell) -> bool {
    // `java` of the JDK that Maven itself uses: "Java version: 17.0.15, …".
    let version = cmd!(shell, "mvn --version").quiet().ignore_stderr().read().unwrap_or_default();
    let java = version.split("Java version: ").nth(1).and_then(|rest| rest.split(['.', ',']).next());
    java.and_then(|number| number.parse::<u32>().ok()).is_some_and(|number| number >= 17)
}

fn package(shell: &Shell) -> anyhow::Result<()> {
    // Maven leaves classes whose source is gone.
    shell.remove_path("bindings/kotlin/target")?;
    // The profile shrinks a small app with the rules of the package, and runs it.
    let pom = "bindings/kotlin/pom.xml";
    with_own_library(cmd!(
        shell,
        "mvn --file {pom} --batch-mode --no-transfer-progress --quiet -DskipLibrary -Pshrunk verify"
    ))
    .run()?;
    // One version for all packages.
    let jar = concat!("bindings/kotlin/target/aicc-", env!("CARGO_PKG_VERSION"), ".jar");
    let library = format!("{}/{DLL_PREFIX}aicc_ffi{DLL_SUFFIX}", jna_folder());
    let entries = entries(shell, jar)?;
    for expected in ["META-INF/LICENSE-APACHE", "META-INF/LICENSE-MIT", &library] {
        ensure!(entries.contains(expected), "{jar} lacks {expected}");
    }
    let module = cmd!(shell, "jar --describe-module --file {jar}").quiet().read()?;
    ensure!(module.contains("dev.aicc@"), "{jar} has no module name: {module}");
    Ok(())
}

/// The files in a jar or an archive for Android.
fn entries(shell: &Shell, archive: &str) -> anyhow::Result<BTreeSet<String>> {
    let list = cmd!(shell, "jar --list --file {archive}").quiet().read()?;
    Ok(list.lines().filter(|entry| !entry.ends_with('/')).map(str::to_owned).collect())
}

/// What an archive holds, apart from the libraries that were built.
const LAYOUT: [&str; 7] = [
    "AndroidManifest.xml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "META-INF/com/android/build/gradle/aar-metadata.properties",
    "R.txt",
    "classes.jar",
    "proguard.txt",
];

/// What the POM of an archive says, and that of the jar does not.
const POM: [&str; 3] = [
    "<packaging>aar</packaging>",
    "<artifactId>aicc-android</artifactId>",
    "<artifactId>jna</artifactId>\n      <type>aar</type>",
];

fn android(shell: &Shell) -> anyhow::Result<()> {
    let archive = concat!("bindings/kotlin/target/aicc-android-", env!("CARGO_PKG_VERSION"), ".aar");
    cmd!(shell, "bindings/kotlin/android/build-aar.sh").run()?;
    let mut held = entries(shell, archive)?;
    held.retain(|entry| !entry.starts_with("jni/"));
    ensure!(held == LAYOUT.map(str::to_owned).into(), "{archive} holds {held:?}");

    let library = classes(shell, archive)?
        .into_iter()
        .find(|entry| !entry.starts_with("dev/") && !entry.starts_with("META-INF/"));
    ensure!(library.is_none(), "the classes of {archive} hold {library:?}");

    let pom = shell.read_file(archive.replace(".aar", ".pom"))?;
    for expected in POM {
        ensure!(pom.matches(expected).count() == 1, "the POM of {archive} has not one `{expected}`");
    }
    Ok(())
}

/// The files in the jar of an archive for Android.
fn classes(shell: &Shell, archive: &str) -> anyhow::Result<BTreeSet<String>> {
    let archive = shell.current_dir().join(archive);
    let temporary = shell.create_temp_dir()?;
    let _folder = shell.push_dir(temporary.path());
    cmd!(shell, "jar --extract --file {archive} classes.jar").quiet().run()?;
    entries(shell, "classes.jar")
}
