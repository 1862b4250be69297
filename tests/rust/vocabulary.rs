//! The vocabulary of the tables: what a row can express, and how a row is found.

use aicc_core::spec::{
    ByEdition, CharacterClass, CharacterSet, Characters, EmailParts, Field, Format, Integer, JsonType, Kind, Literal,
    Method, Presence, Service, SkillQueueRole, Text,
};
use aicc_core::{
    AgentEvent, AgentType, CallType, Edition, InterfaceId, Language, PasswordPolicy, Profile, Rule, SignInStatus,
    Wording, interfaces,
};
use serde_json::json;

#[test]
fn a_set_has_the_characters_that_it_was_given() {
    let set = CharacterSet::of("-.").and_letters_and_digits().and(&['¦', '，']);
    let listed = "-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz¦，";
    assert_eq!(set.iter().collect::<String>(), listed, "ASCII in code order, then the others");
    for character in (0..0x3000).filter_map(char::from_u32).chain(['，', '𠮷']) {
        assert_eq!(set.contains(character), listed.contains(character), "{character:?}");
    }
    assert!(!CharacterSet::of("").contains('\0'));
}

#[test]
#[should_panic(expected = "list characters outside ASCII with `and`")]
fn a_set_is_listed_in_ascii_first() {
    let _ = CharacterSet::of("é");
}

#[test]
fn characters_are_those_of_a_set_or_all_but_those() {
    const SET: CharacterSet = CharacterSet::of("aB1!").and(&['¦']);
    for character in ['a', 'B', '1', '!', '¦'] {
        assert!(Characters::Only(&SET).allow(character) && !Characters::NoneOf(&SET).allow(character), "{character}");
    }
    for character in ['b', '\0', '¥', '李'] {
        assert!(!Characters::Only(&SET).allow(character) && Characters::NoneOf(&SET).allow(character), "{character}");
    }
    let classes = ['B', 'a', '1', '!', '¦', 'b'].map(|character| Characters::Only(&SET).class_of(character));
    let [upper, lower, digit, special] = [0, 1, 2, 3].map(|index| Some(CharacterClass::ALL[index]));
    assert_eq!(classes, [upper, lower, digit, special, special, None]);
    let names: Vec<&str> = CharacterClass::ALL.iter().map(|class| class.as_str()).collect();
    assert_eq!(names, ["uppercase", "lowercase", "digit", "special"]);
}

#[test]
fn a_row_is_optional_and_plain_until_it_says_more() {
    const A: Wording = Wording { english: "A", chinese: "甲" };
    const NOTE: Wording = Wording { english: "It is first.", chinese: "排在首位。" };
    let row = Field::new("1", "a", Text::ANY.kind(), A);
    assert_eq!((row.row, row.name, row.label, row.field, row.type_name), ("1", "a", A, "", ""));
    let described = |row: &Field, language| row.description(&Profile::default(), language);
    let [english, chinese] = [Language::English, Language::Chinese];
    assert_eq!([described(&row, english), described(&row, chinese)], ["A.", "甲。"]);
    let row = row.note(NOTE);
    assert_eq!([described(&row, english), described(&row, chinese)], ["A. It is first.", "甲。排在首位。"]);
    assert!(Edition::ALL.iter().all(|edition| !row.is_mandatory(*edition)));
    assert!(!row.secret && row.default.is_none() && row.advice.is_none() && row.companion.is_none());
    assert_eq!(row.skill_queue, SkillQueueRole::None);

    const ADVICE: &Rule = &Rule::MailmUnsupported {};
    let row =
        row.in_code("b", "String").mandatory().default(Literal::Text("d")).advises(Literal::Boolean(true), ADVICE);
    let row = row.together_with("c").skill_queue(SkillQueueRole::QueueId);
    assert_eq!((row.row, row.name, row.field, row.type_name), ("1", "a", "b", "String"));
    assert!(Edition::ALL.iter().all(|edition| row.is_mandatory(*edition)));
    assert_eq!((row.default, row.advice), (Some(Literal::Text("d")), Some((Literal::Boolean(true), ADVICE))));
    assert_eq!((row.companion, row.skill_queue), (Some("c"), SkillQueueRole::QueueId));

    let row = row.present(ByEdition::of(Presence::Optional, Presence::Mandatory));
    assert_eq!((row.is_mandatory(Edition::E2023), row.is_mandatory(Edition::E2025)), (false, true));
}

#[test]
fn a_fact_can_differ_by_edition() {
    let (always, differing) = (ByEdition::always(7), ByEdition::of(1, 2));
    assert_eq!(Edition::ALL.iter().map(|edition| always.get(*edition)).collect::<Vec<_>>(), [7, 7]);
    assert_eq!(Edition::ALL.iter().map(|edition| differing.get(*edition)).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn limits_of_a_text_are_those_that_were_said() {
    let policy = PasswordPolicy::new(6, 32, 2, 90).unwrap();
    let range = |text: Text, mandatory| text.length_range(mandatory, &policy);
    assert_eq!([range(Text::ANY, false), range(Text::ANY, true)], [(0, None), (1, None)]);
    assert_eq!([range(Text::up_to(9), false), range(Text::up_to(9), true)], [(0, Some(9)), (1, Some(9))]);
    assert_eq!(range(Text::up_to(9).can_be_empty(), true), (0, Some(9)));
    assert_eq!([range(Text::from_to(3, 9), false), range(Text::from_to(3, 9), true)], [(3, Some(9)); 2]);

    const SET: CharacterSet = CharacterSet::of("a");
    let password = Text::password(Characters::Only(&SET));
    assert!(password.password_policy && password.characters == Some(Characters::Only(&SET)));
    assert_eq!(range(password, true), (6, Some(32)));
    assert_eq!(password.length_range(true, &PasswordPolicy::new(0, 4, 0, 90).unwrap()), (1, Some(4)));
    assert!(Text::ANY.with(Characters::NoneOf(&SET)).characters == Some(Characters::NoneOf(&SET)));

    let email = Text::of(Format::Email).parts(64, 255, 63);
    let Some(EmailParts { local, domain, label }) = email.email_parts else { panic!() };
    assert_eq!((email.format, local, domain, label), (Some(Format::Email), 64, 255, 63));
    let number = Text::up_to(6).shaped(Format::Decimal).range(101, ByEdition::always(59_999));
    assert_eq!((number.maximum, number.format), (Some(6), Some(Format::Decimal)));
    assert_eq!(number.range, Some((101, ByEdition::always(59_999))));
    assert_eq!(Text::choice(CallType::CHOICES).kind().choices(), CallType::CHOICES);
}

#[test]
fn limits_of_an_integer_are_those_that_were_said() {
    assert_eq!((Integer::ANY.minimum, Integer::at_least(-3).minimum), (None, Some(-3)));
    assert!(!Integer::ANY.or_text && Integer::at_least(1).or_text().or_text);
    assert_eq!(Integer::at_least(1).or_text().minimum, Some(1));
    assert_eq!(Integer::choice(AgentType::CHOICES).kind().choices(), AgentType::CHOICES);
    assert_eq!(Kind::Boolean { or_text: true }.choices(), []);
}

#[test]
fn a_documented_value_is_found_by_its_value() {
    assert_eq!(AgentType::from_value(11), Some(AgentType::Video));
    assert_eq!(AgentType::from_value(12), None);
    assert_eq!(CallType::from_value("1").map(CallType::value), Some("1"));
    assert_eq!(AgentEvent::from_value("agentstate_ready"), None);
    assert_eq!(CallType::SET.choices[2].label.english, "pass-through call");
}

#[test]
fn a_literal_is_json() {
    let literals = [Literal::Integer(4), Literal::Boolean(true), Literal::Text("0")];
    assert_eq!(serde_json::to_value(literals).unwrap(), json!([4, true, "0"]));
}

#[test]
fn types_methods_and_services_have_their_names() {
    let types = [
        JsonType::String,
        JsonType::Integer,
        JsonType::Number,
        JsonType::Boolean,
        JsonType::Array,
        JsonType::Object,
        JsonType::Null,
    ];
    let names = ["string", "integer", "number", "boolean", "array", "object", "null"];
    assert_eq!(types.map(JsonType::as_str), names);
    assert_eq!([Method::Post, Method::Put].map(Method::as_str), ["POST", "PUT"]);
    assert_eq!([Service::Configuration, Service::AgentGateway].map(Service::default_port), [443, 8043]);
}

#[test]
fn an_interface_is_found_by_its_name() {
    for interface in interfaces::ALL {
        assert_eq!(interfaces::find(interface.name), Some(*interface));
    }
    assert_eq!(interfaces::find("agentaccount/create"), None);
    assert_ne!(interfaces::AGENT_SIGN_IN, interfaces::AGENT_INFO_QUERY);
}

#[test]
fn events_are_those_of_a_documented_value() {
    let events = interfaces::AGENT_SIGN_IN.events.unwrap();
    assert_eq!(events.of(SignInStatus::Idle.value()), ["AgentOther_InService", "AgentState_Ready"]);
    assert_eq!(events.of(9), [""; 0]);
}

/// A hash of the ends and the length distinguishes names, and only the exact name finds its row.
#[test]
fn a_row_is_found_by_its_very_name() {
    for interface in interfaces::ALL {
        for object in [interface.request.object, interface.reply.object, interface.headers, interface.path_parameters] {
            for (position, row) in object.fields.iter().enumerate() {
                let found = |name: &str| object.find(name).map(|(position, row)| (position, row.name));
                assert_eq!(found(row.name), Some((position, row.name)));
                let name = row.name;
                let (start, end) = (&name[..name.len() - 1], &name[1..]);
                let inside = format!("{}*{}", &name[..name.len() / 2], &name[name.len() / 2 + 1..]);
                for other in [start, end, &inside, &format!("{name}s"), &format!("x{name}"), &name.to_uppercase()] {
                    let known = object.fields.iter().any(|row| row.name == other);
                    assert_eq!(found(other).is_some(), known, "{other} is not {name}");
                }
                let ignoring_case = object.find_ignoring_case(&name.to_uppercase()).map(|(position, _)| position);
                assert_eq!(ignoring_case, Some(position));
                assert!(object.find_ignoring_case(&inside).is_none());
            }
            assert!(object.find("").is_none());
        }
    }
}

#[test]
fn a_format_has_a_name_and_a_pattern() {
    let names: Vec<&str> = Format::ALL.iter().map(|format| format.as_str()).collect();
    assert_eq!(
        names,
        ["email", "ipv4", "bearer", "appKey", "contentType", "decimal", "milliseconds", "mediatype", "remainingDays"]
    );
    for format in Format::ALL {
        let pattern = format.pattern();
        assert!(pattern.starts_with('^') && pattern.ends_with('$'), "the whole text: {pattern}");
    }
}

#[test]
fn the_documented_values_of_a_request_are_an_enum() {
    for field in interfaces::ALL.iter().flat_map(|interface| interface.request.object.fields) {
        let choices = field.kind.choices();
        let is_enum = interfaces::CHOICE_SETS.iter().any(|set| set.choices == choices);
        assert!(choices.is_empty() || is_enum, "{} is not in the list of interfaces.rs", field.name);
    }
}

#[test]
fn an_interface_is_the_table_of_its_id() {
    for interface in interfaces::ALL {
        assert_eq!(InterfaceId::of(interface).table().name, interface.name);
    }
}
