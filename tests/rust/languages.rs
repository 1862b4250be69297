//! Language tags.

use aicc_core::spec::{Choice, Literal};
use aicc_core::{AgentEvent, AgentRole, AgentType, CallType, Language, SignInStatus, Wording, interfaces};

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

fn chinese_labels(choices: &[Choice]) -> Vec<(Literal, &'static str)> {
    choices.iter().map(|choice| (choice.value, choice.label.chinese)).collect()
}

/// The terms are the vendor's own, not translated from English.
#[test]
fn documented_values_have_the_chinese_terms_of_the_vendor() {
    let integers = |terms: &[(i64, &'static str)]| -> Vec<_> {
        terms.iter().map(|(number, term)| (Literal::Integer(*number), *term)).collect()
    };
    let types = [(4, "音频座席"), (5, "多媒体座席"), (11, "视频座席"), (99, "全能座席")];
    assert_eq!(chinese_labels(AgentType::SET.choices), integers(&types));
    let roles = chinese_labels(AgentRole::SET.choices);
    for role in integers(&[(2, "话务员"), (3, "质检员"), (4, "外呼座席")]) {
        assert!(roles.contains(&role), "{role:?} {roles:?}");
    }
    let status = [(3, "示忙"), (4, "空闲"), (5, "整理态")];
    assert_eq!(chinese_labels(SignInStatus::SET.choices), integers(&status));
    let call_types = ["直呼", "双呼", "透显呼叫"];
    assert_eq!(CallType::SET.choices.iter().map(|choice| choice.label.chinese).collect::<Vec<_>>(), call_types);
    let begins = (Literal::Text("AgentOther_InService"), "座席开始执行签入动作");
    assert!(chinese_labels(AgentEvent::SET.choices).contains(&begins));
}

#[test]
fn statuses_and_codes_have_the_chinese_terms_of_the_vendor() {
    for interface in interfaces::ALL {
        for status in interface.statuses {
            let term = match status.status {
                401 => "未授权",
                404 => "请求的内容未找到",
                _ => continue,
            };
            assert_eq!(status.meaning.chinese, term, "{}", interface.name);
        }
    }
    let code = interfaces::AGENT_SIGN_IN.result_codes.find("999-001").unwrap();
    assert!(code.meaning.chinese.ends_with("WAS 地址无效"), "{}", code.meaning.chinese);
}
