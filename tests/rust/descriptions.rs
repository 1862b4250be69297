//! Labels and descriptions of rows, in both languages, under every edition and password policy (reading R8).

use aicc_core::spec::{Array, Characters, Field, Integer, Interface, Kind, Object, Text};
use aicc_core::{Edition, Language, PasswordPolicy, Profile, Wording, interfaces};
use serde_json::{Value, json};

const LANGUAGES: [Language; 2] = [Language::English, Language::Chinese];

fn described(interface: &'static Interface, pointer: &str, profile: &Profile) -> [String; 2] {
    let row = rows(interface).into_iter().find(|(found, _)| found == pointer).unwrap().1;
    LANGUAGES.map(|language| row.description(profile, language))
}

/// Returns every row of an interface, with a pointer that shows whether the row is of the header, the path, the reply or
/// the request body.
fn rows(interface: &'static Interface) -> Vec<(String, &'static Field)> {
    let mut rows = Vec::new();
    add(interface.path_parameters, "path", &mut rows);
    add(interface.headers, "header", &mut rows);
    add(interface.request.object, "", &mut rows);
    add(interface.reply.object, "reply", &mut rows);
    rows
}

fn add(object: &'static Object, prefix: &str, rows: &mut Vec<(String, &'static Field)>) {
    for row in object.fields {
        let pointer = format!("{prefix}/{}", row.name);
        if let Kind::Object(inner) | Kind::Array(Array { element: Kind::Object(inner), .. }) = &row.kind {
            add(inner, &pointer, rows);
        }
        rows.push((pointer, row));
    }
}

fn policy(minimum: usize, maximum: usize, classes: usize, days: u32) -> Profile {
    Profile { password: PasswordPolicy::new(minimum, maximum, classes, days).unwrap(), ..Profile::default() }
}

#[test]
fn a_description_follows_the_edition() {
    let of =
        |edition| described(&interfaces::AGENT_SIGN_IN, "path/agentid", &Profile { edition, ..Profile::default() });
    let (form, form_in_chinese) =
        ("a decimal number without sign or leading zeros", "不带正负号、没有前导零的十进制整数");
    assert_eq!(
        of(Edition::E2023),
        [
            format!("Agent ID. Form: {form}; the value ranges from 101 to 59999."),
            format!("座席工号。格式：{form_in_chinese}；取值范围为 101～59999。"),
        ]
    );
    assert_eq!(
        of(Edition::E2025),
        [
            format!("Agent ID. Form: {form}; the value ranges from 101 to 999999."),
            format!("座席工号。格式：{form_in_chinese}；取值范围为 101～999999。"),
        ]
    );
}

#[test]
fn a_description_follows_the_password_policy() {
    let of = |profile: &Profile| described(&interfaces::AGENT_ACCOUNT_CREATE, "/password", profile);
    let [english, chinese] = of(&Profile::default());
    assert!(
        english.starts_with("Password. The password rule group of the tenant applies. Exactly 8 characters; only letters, digits, ASCII punctuation, and the special characters “¦”; "),
        "{english}"
    );
    assert!(
        english.ends_with(
            "all 4 kinds of characters: uppercase letters, lowercase letters, digits, special characters; valid for 90 days."
        ),
        "{english}"
    );
    assert!(
        chinese.starts_with(
            "密码。适用租户的密码规则组。必须为 8 个字符；只能包含字母、数字、英文标点符号和特殊字符“¦”；"
        ),
        "{chinese}"
    );
    assert!(
        chinese.ends_with("必须包含全部 4 类字符：大写字母、小写字母、数字、特殊字符；有效期为 90 天。"),
        "{chinese}"
    );

    let [english, chinese] = of(&policy(8, 32, 3, 180));
    assert!(english.contains(" 8 to 32 characters; "), "{english}");
    assert!(english.contains("; at least 3 of the 4 kinds of characters: uppercase"), "{english}");
    assert!(english.ends_with("; valid for 180 days."), "{english}");
    assert!(chinese.contains("8～32 个字符；"), "{chinese}");
    assert!(chinese.contains("；至少包含以下 4 类字符中的 3 类：大写字母"), "{chinese}");
    assert!(chinese.ends_with("；有效期为 180 天。"), "{chinese}");

    let [english, _] = of(&policy(0, 1, 0, 1));
    assert!(english.contains(" At most 1 character; "), "{english}");
    assert!(!english.contains("kinds of characters"), "{english}");
}

#[test]
fn a_description_states_the_limits_of_its_row() {
    let of = |interface, pointer| described(interface, pointer, &Profile::default());
    let create = |pointer| of(&interfaces::AGENT_ACCOUNT_CREATE, pointer);
    assert_eq!(
        create("/userAccount"),
        [
            "Agent account. 6 to 50 characters; only letters, digits, and the special characters “-.@_”.",
            "座席账号。6～50 个字符；只能包含字母、数字和特殊字符“-.@_”。",
        ]
    );
    assert_eq!(
        create("/userName"),
        [
            "Agent name. At most 20 characters; none of the characters “\"&'(),;<=>[]”.",
            "座席名称。最多 20 个字符；不能包含字符“\"&'(),;<=>[]”。",
        ]
    );
    assert_eq!(
        create("/email"),
        [
            "Email address. Form: an e-mail address (name@domain); at most 64 characters before the @, at most 255 after it, and at most 63 between the dots.",
            "邮箱地址。格式：电子邮件地址（name@domain）；@ 之前最多 64 个字符，@ 之后最多 255 个字符，点与点之间最多 63 个字符。",
        ]
    );
    assert_eq!(
        create("/skills/agentWeight"),
        [
            "Agent weight. A larger weight indicates a higher priority. The minimum value is 1.",
            "座席权重。权重越高，优先级越高。最小值为 1。",
        ]
    );
    assert_eq!(
        of(&interfaces::AGENT_SETTINGS_CREATE, "/callNumber"),
        [
            "Agent softphone number. At most 5 elements; each element: at most 15 characters; none of the characters “,”.",
            "座席软电话号码。最多 5 个元素；每个元素：最多 15 个字符；不能包含字符“,”。",
        ]
    );
    assert_eq!(
        of(&interfaces::AGENT_SIGN_IN, "/password"),
        ["Agent password. At most 32 characters; can be empty.", "座席密码。最多 32 个字符；可以为空。"]
    );
    assert_eq!(of(&interfaces::AGENT_SIGN_IN, "/autoanswer"), ["Automatic answering.", "自动应答。"]);
}

/// What a page to come can say.
#[test]
fn a_description_states_any_length() {
    const LABEL: Wording = Wording { english: "A", chinese: "甲" };
    const TEXT: Kind = Text::up_to(1).kind();
    let of = |kind: Kind| {
        LANGUAGES.map(|language| Field::new("1", "a", kind, LABEL).description(&Profile::default(), language))
    };
    assert_eq!(of(Text::ANY.kind()), ["A.", "甲。"]);
    assert_eq!(of(Text { minimum: 1, ..Text::ANY }.kind()), ["A. At least 1 character.", "甲。至少 1 个字符。"]);
    assert_eq!(of(Text { minimum: 2, ..Text::ANY }.kind()), ["A. At least 2 characters.", "甲。至少 2 个字符。"]);
    assert_eq!(of(Text::up_to(1).kind()), ["A. At most 1 character.", "甲。最多 1 个字符。"]);
    assert_eq!(of(Text::from_to(1, 1).kind()), ["A. Exactly 1 character.", "甲。必须为 1 个字符。"]);
    assert_eq!(of(Text::from_to(1, 2).kind()), ["A. 1 to 2 characters.", "甲。1～2 个字符。"]);
    assert_eq!(of(Integer::ANY.kind()), ["A.", "甲。"]);
    assert_eq!(
        of(Kind::Array(Array { element: &TEXT, maximum: None })),
        ["A. Each element: at most 1 character.", "甲。每个元素：最多 1 个字符。"]
    );
}

#[test]
fn every_row_has_a_label_and_a_description_in_both_languages() {
    let profile = Profile::default();
    let chinese = |character: char| ('\u{4e00}'..='\u{9fff}').contains(&character);
    for (pointer, row) in interfaces::ALL.iter().flat_map(|interface| rows(interface)) {
        let [english, translated] = LANGUAGES.map(|language| row.description(&profile, language));
        assert!(english.starts_with(row.label.english) && english.ends_with('.'), "{pointer}: {english}");
        assert!(!english.contains(chinese) && !english.contains(['。', '；']), "{pointer}: {english}");
        assert!(translated.starts_with(row.label.chinese) && translated.ends_with('。'), "{pointer}: {translated}");
        assert!(!row.note.chinese.contains([',', ';', ':', '(', ')', '?']), "{pointer}: full-width punctuation");
        assert!(row.note.english.is_empty() || row.note.chinese.contains(chinese), "{pointer}: {translated}");
    }
}

/// A description says "letters, digits" of every set of allowed characters.
#[test]
fn every_set_of_allowed_characters_has_all_letters_and_digits() {
    let mut sets = 0;
    for (pointer, row) in interfaces::ALL.iter().flat_map(|interface| rows(interface)) {
        let Kind::Text(text) = row.kind else { continue };
        let Some(Characters::Only(set)) = text.characters else { continue };
        sets += 1;
        for character in ('0'..='9').chain('A'..='Z').chain('a'..='z') {
            assert!(set.contains(character), "{pointer} {character}");
        }
    }
    assert_eq!(sets, 2);
}

#[test]
fn the_catalogue_can_be_read_in_one_language() {
    let data = json!({ "a": { "en": "one", "zh": "一" }, "b": [{ "en": "two", "zh": "二" }, 3], "en": "kept" });
    let chinese = aicc_export::in_language(data, Language::Chinese);
    assert_eq!(chinese, json!({ "a": "一", "b": ["二", 3], "en": "kept" }));

    let profile = Profile { edition: Edition::E2025, ..Profile::default() };
    let catalogue = aicc_export::in_language(aicc_export::catalogue(&profile), Language::Chinese);
    let sign_in = &catalogue["interfaces"][3];
    assert_eq!(
        (&sign_in["title"], &sign_in["tables"]["path"][0]["label"]),
        (&json!("座席签入平台"), &json!("座席工号"))
    );
    let description = sign_in["tables"]["path"][0]["description"].as_str().unwrap();
    assert!(description.ends_with("取值范围为 101～999999。"), "{description}");
    assert!(!catalogue.to_string().contains("\"en\":"));
}

#[test]
fn the_limits_of_a_row_are_in_words_with_their_rules() {
    let limits = |interface: usize, part: &str, row: usize, profile: &Profile| -> Vec<[String; 3]> {
        let catalogue = aicc_export::catalogue(profile);
        let limits = catalogue["interfaces"][interface]["tables"][part][row]["limits"].as_array().unwrap().clone();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        limits
            .iter()
            .map(|each| [text(&each["rule"]), text(&each["limit"]["en"]), text(&each["limit"]["zh"])])
            .collect()
    };
    let same = |rule: &str, limit: &str| [rule.to_owned(), limit.to_owned(), limit.to_owned()];
    let (profile, newer) = (Profile::default(), Profile { edition: Edition::E2025, ..Profile::default() });
    assert_eq!(
        limits(3, "path", 0, &profile),
        [same("minLength", "1"), same("format", "decimal"), same("minimum", "101"), same("maximum", "59999")]
    );
    assert_eq!(limits(3, "path", 0, &newer)[3], same("maximum", "999999"));
    let account = limits(0, "request", 1, &profile);
    assert!(account.contains(&same("characters", "-.0–9@A–Z_a–z")), "{account:?}");
    let name = limits(0, "request", 2, &profile);
    assert!(
        name.iter().any(|[rule, en, zh]| rule == "characters" && en.starts_with("none of ") && zh.starts_with("不含 "))
    );
    let status = limits(3, "request", 6, &profile);
    let values = ["enum", "3 busy, 4 idle, 5 wrap-up", "3 示忙, 4 空闲, 5 整理态"].map(str::to_owned);
    assert_eq!(status, [values]);
    assert!(limits(3, "request", 11, &profile).contains(&same("mailmUnsupported", "true")));
}
