//! The Java that Apache Spark runs on.

use xshell::{Shell, cmd};

use crate::step::Toolchain;

pub(crate) const JAVA: Toolchain = Toolchain { name: "Java 17 or newer as `java`", is_installed: java_is_installed };

const OLDEST: u32 = 17;

fn java_is_installed(shell: &Shell) -> bool {
    let version = cmd!(shell, "java --version").quiet().ignore_stderr().read();
    version.ok().and_then(|text| release(&text)).is_some_and(|release| release >= OLDEST)
}

/// The 17 of `openjdk 17.0.15 2025-04-15`.
fn release(version: &str) -> Option<u32> {
    let number = version.split_whitespace().nth(1)?;
    number.split(['.', '-', '+']).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::release;

    #[test]
    fn the_release_is_read() {
        assert_eq!(release("openjdk 17.0.15 2025-04-15\nOpenJDK Runtime Environment"), Some(17));
        assert_eq!(release("java 21 2023-09-19 LTS"), Some(21));
        assert_eq!(release("openjdk 25-ea 2025-09-16"), Some(25));
        assert_eq!(release("Unrecognized option: --version"), None);
    }
}
