//! The Kotlin package.

use anyhow::bail;
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
    let _folder = shell.push_dir("bindings/kotlin");
    with_own_library(cmd!(shell, "mvn --batch-mode --no-transfer-progress --quiet -DskipLibrary package")).run()?;
    // One version for all packages.
    let jar = concat!("target/aicc-", env!("CARGO_PKG_VERSION"), ".jar");
    let library = format!("{}/", jna_folder());
    if !cmd!(shell, "jar --list --file {jar}").quiet().read()?.lines().any(|entry| entry == library) {
        bail!("{jar} holds no library for this machine");
    }
    Ok(())
}

/// What an archive holds, apart from the libraries that were built.
const LAYOUT: &[&str] = &[
    "AndroidManifest.xml",
    "R.txt",
    "classes.jar",
    "consumer-rules.pro",
    "proguard.txt",
    "META-INF/com/android/build/gradle/aar-metadata.properties",
];

fn android(shell: &Shell) -> anyhow::Result<()> {
    let archive = shell.current_dir().join("bindings/kotlin/target/aicc.aar");
    cmd!(shell, "bindings/kotlin/android/build-aar.sh").run()?;
    let entries = cmd!(shell, "jar --list --file {archive}").quiet().read()?;
    for expected in LAYOUT {
        if !entries.lines().any(|entry| entry == *expected) {
            bail!("{} lacks {expected}", archive.display());
        }
    }
    Ok(())
}
