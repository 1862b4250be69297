//! Faults of this program.

use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

use aicc_core::{Language, Wording};

/// The line of the source code where the last panic began.
static PLACE: Mutex<String> = Mutex::new(String::new());

/// A panic of this program.
pub(super) struct Fault {
    /// The line of the source code where it began.
    place: String,
}

/// Calls a function.
///
/// # Errors
///
/// Returns an error if it panics. The message of the panic, which can contain data of a file, is not shown.
pub(super) fn guarded<T>(call: impl FnOnce() -> T) -> Result<T, Fault> {
    let before = panic::take_hook();
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        *PLACE.lock().unwrap_or_else(PoisonError::into_inner) = place.unwrap_or_default();
    }));
    let result = catch_unwind(AssertUnwindSafe(call));
    panic::set_hook(before);
    result.map_err(|_| Fault { place: PLACE.lock().unwrap_or_else(PoisonError::into_inner).clone() })
}

impl Fault {
    /// Returns what is wrong, and what to do.
    pub(super) fn sentence(&self, language: Language) -> String {
        let wording = Wording {
            english: "a fault of this program stopped the command ({place}); please report it with the smallest input that shows it",
            chinese: "本程序的一个缺陷使命令中止（{place}）；请附上能重现问题的最小输入进行反馈",
        };
        wording.in_language(language).replace("{place}", &self.place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_sentence_without_its_message() {
        let fault = guarded(|| panic!("Hunter2!")).err().unwrap();
        let sentence = fault.sentence(Language::English);
        assert!(
            sentence.starts_with("a fault of this program stopped the command (crates/aicc-cli/src/process/fault.rs:")
        );
        assert!(!sentence.contains("Hunter2"));
        assert!(fault.sentence(Language::Chinese).contains("fault.rs"));
    }
}
