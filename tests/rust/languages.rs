//! Language tags.

use aicc_core::{Language, Wording};

#[test]
fn a_tag_is_read_by_its_first_part() {
    for tag in ["en", "EN", "en-GB", "en_US", "en-"] {
        assert_eq!(Language::from_tag(tag), Some(Language::English), "{tag}");
    }
    for tag in ["zh", "Zh", "zh-CN", "zh_Hans", "zh-Hant-TW"] {
        assert_eq!(Language::from_tag(tag), Some(Language::Chinese), "{tag}");
    }
    for tag in ["", "e", "eng", "zho", "fr", "-en", "fr-en", " en"] {
        assert_eq!(Language::from_tag(tag), None, "{tag}");
    }
    assert_eq!(Language::default(), Language::English);
}

#[test]
fn a_wording_has_both_languages() {
    let wording = Wording { english: "busy", chinese: "示忙" };
    assert_eq!(wording.in_language(Language::English), "busy");
    assert_eq!(wording.in_language(Language::Chinese), "示忙");
}
