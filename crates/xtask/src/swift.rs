//! The Swift package.

use std::path::{Path, PathBuf};

use anyhow::ensure;
use xshell::{Shell, cmd};

use crate::bindings::{HOST_LIBRARY, with_own_library};
use crate::search_path;
use crate::step::{Step, Toolchain};

pub(crate) const TESTS: Step = Step::new("swift tests", tests).needs(&SWIFT).after(&HOST_LIBRARY);

/// The package that apps take by URL, with stand-ins for what only macOS has.
pub(crate) const RELEASE: Step = Step::new("swift package for apps", release).needs(&SWIFT);

/// What became of each test, in the format of JUnit.
pub(crate) const REPORT: &str = "bindings/swift/.build/tests.xml";

pub(crate) const SWIFT: Toolchain = Toolchain {
    name: "Swift 6 as `swift` (on Debian, as root: `.ci/swift --version`)",
    is_installed: swift_is_installed,
};

fn is_on_the_path(shell: &Shell) -> bool {
    cmd!(shell, "swift --version").quiet().ignore_stdout().ignore_stderr().run().is_ok()
}

fn swift_is_installed(shell: &Shell) -> bool {
    is_on_the_path(shell) || shell.path_exists(".cache/swift")
}

/// The command `swift`, with the root of the repository as the folder.
pub(crate) fn swift(shell: &Shell) -> PathBuf {
    if is_on_the_path(shell) { "swift".into() } else { shell.current_dir().join(".ci/swift") }
}

fn tests(shell: &Shell) -> anyhow::Result<()> {
    let swift = swift(shell);
    let _folder = shell.push_dir("bindings/swift");
    Ok(with_own_library(cmd!(shell, "{swift} test --parallel --xunit-output .build/tests.xml")).run()?)
}

const URL: &str = "https://aicc.dev/AICCFFI.xcframework.zip";

/// What only macOS has. The libraries that the stand-ins make hold the names of their targets.
const STAND_INS: [(&str, &str); 3] = [
    (
        "cargo",
        r#"#!/bin/sh
[ "$1" = rustc ] || exec "$CARGO" "$@"
while [ "$1" != --target ]; do shift; done
mkdir -p "$CARGO_TARGET_DIR/$2/mobile"
echo "$2" >"$CARGO_TARGET_DIR/$2/mobile/libaicc_ffi.a"
"#,
    ),
    (
        "lipo",
        r#"#!/bin/sh
shift
parts=
while [ "$1" != -output ]; do
    parts="$parts $1"
    shift
done
cat $parts >"$2"
"#,
    ),
    (
        "xcodebuild",
        r#"#!/bin/sh
for output; do :; done
shift
while [ "$1" = -library ]; do
    slice=$output/$(basename "$(dirname "$2")")
    mkdir -p "$slice"
    cp "$2" "$slice"
    cp -R "$4" "$slice/Headers"
    shift 4
done
"#,
    ),
];

/// The parts of the framework, and what is in each.
const SLICES: [(&str, &str); 4] = [
    ("catalyst", "aarch64-apple-ios-macabi\nx86_64-apple-ios-macabi\n"),
    ("device", "aarch64-apple-ios\n"),
    ("mac", "aarch64-apple-darwin\nx86_64-apple-darwin\n"),
    ("simulator", "aarch64-apple-ios-sim\nx86_64-apple-ios\n"),
];

fn release(shell: &Shell) -> anyhow::Result<()> {
    let folder = shell.current_dir().join("target/swift-stand-ins");
    for (name, script) in STAND_INS {
        let program = folder.join("bin").join(name);
        shell.write_file(&program, script)?;
        cmd!(shell, "chmod +x {program}").quiet().run()?;
    }
    let path = search_path::beginning_with(shell, folder.join("bin"))?;
    cmd!(shell, "bindings/swift/build-xcframework.sh {URL}")
        .env("PATH", path)
        .env("CARGO_TARGET_DIR", &folder)
        .run()?;
    let release = folder.join("aicc-swift");
    framework_is_whole(shell, &release.join("AICCFFI.xcframework"))?;
    package_is_whole(shell, &release)
}

fn framework_is_whole(shell: &Shell, framework: &Path) -> anyhow::Result<()> {
    for (slice, targets) in SLICES {
        let folder = framework.join(slice);
        let library = shell.read_file(folder.join("libaicc_ffi.a"))?;
        ensure!(library == targets, "{slice} holds {library:?}");
        // Another framework with a file of the same name there does not build beside this one.
        let headers = shell.read_dir(folder.join("Headers"))?;
        ensure!(headers == [folder.join("Headers/AICCFFI")], "{slice} has headers outside of a folder of their own");
        ensure!(shell.path_exists(folder.join("Headers/AICCFFI/AICCFFI.h")), "{slice} has no header");
    }
    Ok(())
}

fn package_is_whole(shell: &Shell, release: &Path) -> anyhow::Result<()> {
    let swift = swift(shell);
    let package = release.join("package");
    for expected in ["LICENSE-APACHE", "LICENSE-MIT", "README.md", "Sources/AICC/PrivacyInfo.xcprivacy"] {
        ensure!(shell.path_exists(package.join(expected)), "the package lacks {expected}");
    }
    // The compiler finds the C module in its folder, and the sources of the package agree with it.
    let headers = release.join("AICCFFI.xcframework/mac/Headers");
    let sources = swift_files(shell, &package.join("Sources/AICC"))?;
    cmd!(shell, "{swift} -frontend -typecheck -module-name AICC -I {headers} {sources...}").quiet().run()?;

    let _folder = shell.push_dir(&package);
    let manifest = cmd!(shell, "{swift} package dump-package").quiet().read()?.replace("\\/", "/");
    let checksum = cmd!(shell, "{swift} package compute-checksum ../AICCFFI.xcframework.zip").quiet().read()?;
    for expected in [URL, &checksum] {
        ensure!(manifest.contains(expected), "the manifest does not name {expected}");
    }
    // SwiftPM refuses a dependency that has them.
    ensure!(!manifest.contains("unsafeFlags"), "the manifest has unsafe flags");
    Ok(())
}

fn swift_files(shell: &Shell, folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in shell.read_dir(folder)? {
        match path.extension() {
            Some(extension) if extension == "swift" => files.push(path),
            None => files.extend(swift_files(shell, &path)?),
            Some(_) => {}
        }
    }
    Ok(files)
}
