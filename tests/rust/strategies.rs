//! Messages made from the tables: valid ones, and ones with known faults.
//!
//! Values are sampled from the sets that a row allows, never filtered. What a fault must give is said here, beside the
//! fault, and not asked of the checks.

use aicc_core::Profile;
use aicc_core::spec::{
    Array, CharacterClass, CharacterSet, Characters, Field, Format, Integer, Kind, Literal, Object, Text,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Map, Value, json};

/// A value of a row, and the findings that it must give: pointers inside the row, with rules.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The value; `None` leaves the member out.
    pub value: Option<Value>,
    /// What it must give.
    pub findings: Vec<(String, &'static str)>,
}

/// A body, and the violations that it must give, in the documented order.
#[derive(Clone, Debug)]
pub struct Body {
    /// The body, its members in any order.
    pub json: Value,
    /// Pointers with rules.
    pub violations: Vec<(String, String)>,
}

/// Bodies without a fault.
pub fn valid_bodies(object: &'static Object) -> BoxedStrategy<Body> {
    bodies(object, valid_member)
}

/// Bodies in which every row may have a fault.
pub fn faulty_bodies(object: &'static Object) -> BoxedStrategy<Body> {
    bodies(object, |field| prop_oneof![2 => valid_member(field), 1 => faulty_member(field)].boxed())
}

/// Bodies in which exactly one row has a fault.
pub fn bodies_with_one_fault(object: &'static Object) -> BoxedStrategy<Body> {
    (0..object.fields.len())
        .prop_flat_map(move |chosen| {
            bodies(object, move |field| {
                let position = object.find(field.name).unwrap().0;
                if position == chosen { faulty_member(field) } else { valid_member(field) }
            })
        })
        .boxed()
}

fn bodies(object: &'static Object, member: impl Fn(&'static Field) -> BoxedStrategy<Sample>) -> BoxedStrategy<Body> {
    let samples: Vec<BoxedStrategy<Sample>> = object.fields.iter().map(member).collect();
    let order: Vec<usize> = (0..object.fields.len()).collect();
    (samples, Just(order).prop_shuffle())
        .prop_map(move |(samples, order)| {
            let violations = object.fields.iter().zip(&samples).flat_map(|(field, sample)| {
                let inside = sample.findings.iter();
                inside.map(|(pointer, rule)| (format!("/{}{pointer}", field.name), (*rule).to_owned()))
            });
            let violations = violations.collect();
            let members = order.into_iter().filter_map(|position| {
                Some((object.fields[position].name.to_owned(), samples[position].value.clone()?))
            });
            Body { json: Value::Object(members.collect::<Map<_, _>>()), violations }
        })
        .boxed()
}

fn good(value: Value) -> Sample {
    Sample { value: Some(value), findings: Vec::new() }
}

fn bad(value: Value, rules: &[&'static str]) -> Sample {
    Sample { value: Some(value), findings: rules.iter().map(|rule| (String::new(), *rule)).collect() }
}

fn is_mandatory(field: &Field) -> bool {
    field.is_mandatory(Profile::default().edition)
}

fn valid_member(field: &'static Field) -> BoxedStrategy<Sample> {
    let value = valid(&field.kind, is_mandatory(field)).prop_map(good);
    if is_mandatory(field) {
        return value.boxed();
    }
    let absent = select(vec![Sample { value: None, findings: vec![] }, good(Value::Null)]);
    prop_oneof![3 => value, 1 => absent].boxed()
}

fn valid(kind: &'static Kind, mandatory: bool) -> BoxedStrategy<Value> {
    match kind {
        Kind::Text(text) => valid_text(text, mandatory).prop_map(Value::from).boxed(),
        Kind::Integer(limits) => valid_integer(limits),
        Kind::Boolean { or_text } => {
            let texts: &[Value] = if *or_text { &[json!("true"), json!("false")] } else { &[] };
            select([&[json!(true), json!(false)], texts].concat()).boxed()
        }
        Kind::Array(array) => {
            vec(valid(array.element, false), 0..=array.maximum.unwrap_or(4)).prop_map(Value::from).boxed()
        }
        Kind::Object(object) => valid_bodies(object).prop_map(|body| body.json).boxed(),
    }
}

fn valid_integer(limits: &'static Integer) -> BoxedStrategy<Value> {
    if limits.choices.is_empty() {
        return (limits.minimum.unwrap_or(i64::MIN)..=i64::MAX).prop_map(Value::from).boxed();
    }
    let values: Vec<Value> = limits.choices.iter().map(|choice| json!(choice.value)).collect();
    let texts = values.iter().filter(|_| limits.or_text).map(|value| json!(value.to_string()));
    let all: Vec<Value> = texts.chain(values.iter().cloned()).collect();
    select(all).boxed()
}

fn text_of(characters: BoxedStrategy<char>, lengths: std::ops::RangeInclusive<usize>) -> BoxedStrategy<String> {
    vec(characters, lengths).prop_map(String::from_iter).boxed()
}

fn allowed(characters: Option<Characters>) -> BoxedStrategy<char> {
    match characters {
        None => any::<char>().boxed(),
        Some(Characters::Only(set)) => select(set.iter().collect::<Vec<_>>()).boxed(),
        Some(Characters::NoneOf(set)) => {
            any::<char>().prop_map(move |character| if set.contains(character) { '中' } else { character }).boxed()
        }
    }
}

/// Characters that a set leaves out.
fn outside(characters: Characters) -> BoxedStrategy<char> {
    match characters {
        Characters::Only(_) => select(vec!['é', ' ', '\n', '中', '😀', '\u{7f}']).boxed(),
        Characters::NoneOf(set) => select(set.iter().collect::<Vec<_>>()).boxed(),
    }
}

fn of_class(class: CharacterClass, set: &'static CharacterSet) -> BoxedStrategy<char> {
    let members: Vec<char> =
        set.iter().filter(|character| Characters::Only(set).class_of(*character) == Some(class)).collect();
    select(members).boxed()
}

/// Eight characters with all four classes, or with all but `missing`.
fn password(set: &'static CharacterSet, missing: Option<CharacterClass>) -> BoxedStrategy<String> {
    let classes: Vec<CharacterClass> =
        CharacterClass::ALL.iter().copied().filter(|class| Some(*class) != missing).collect();
    let one_of_each: Vec<BoxedStrategy<char>> = classes.iter().map(|class| of_class(*class, set)).collect();
    let filler = select(classes.clone()).prop_flat_map(move |class| of_class(class, set));
    (one_of_each, vec(filler, 8 - classes.len()))
        .prop_map(|(first, rest)| [first, rest].concat())
        .prop_shuffle()
        .prop_map(String::from_iter)
        .boxed()
}

const ATOM: &str = "abcXYZ019!#$%&'*+/=?^_`{|}~-";

fn email() -> BoxedStrategy<String> {
    let atom = || text_of(select(ATOM.chars().collect::<Vec<_>>()).boxed(), 1..=9);
    let dot_atom = move || vec(atom(), 1..=4).prop_map(|atoms| atoms.join("."));
    let quoted = vec(select(vec!["a", "!", "@", "[", "\\\"", "\\\\", "\\ ", ".", " ", "\t"]), 0..=9)
        .prop_map(|parts| format!("\"{}\"", parts.concat()));
    let literal =
        vec(select(vec!["1", ".", ":", "\"", "@", "\\]"]), 0..=9).prop_map(|parts| format!("[{}]", parts.concat()));
    let local = prop_oneof![3 => dot_atom(), 1 => quoted];
    let domain = prop_oneof![3 => dot_atom(), 1 => literal];
    (local, domain).prop_map(|(local, domain)| format!("{local}@{domain}")).boxed()
}

/// Content types of JSON in UTF-8, with any parameters that RFC 9110 allows (header row of `loginex`).
pub fn content_types() -> BoxedStrategy<String> {
    let space = || select(vec!["", "", " ", "\t", " \t "]);
    let name = vec(select("aZ09!#$%&'*+.^_`|~-".chars().collect::<Vec<_>>()), 1..=5).prop_map(String::from_iter);
    let quoted = vec(select(vec!["a", "é", "中", "\u{a0}", " ", "\t", ";", "=", "\\\"", "\\\\", "\\a", "\\é"]), 0..=6)
        .prop_map(|parts| format!("\"{}\"", parts.concat()));
    let other = (name.clone(), prop_oneof![name, quoted]).prop_map(|(name, value)| format!("{name}={value}"));
    let charset = (any_case("charset"), charset()).prop_map(|(name, value)| format!("{name}={value}"));
    let parameter = prop_oneof![2 => other, 1 => charset, 1 => Just(String::new())];
    let parameters = vec((space(), space(), parameter), 0..=4).prop_map(|parameters| {
        let written = parameters.iter().map(|(before, after, parameter)| format!("{before};{after}{parameter}"));
        written.collect::<String>()
    });
    (any_case("application/json"), parameters).prop_map(|(json, parameters)| json + &parameters).boxed()
}

/// UTF-8 as a token, or in quotes and with any of its characters escaped.
fn charset() -> BoxedStrategy<String> {
    let escaped = (any_case("utf-8"), vec(any::<bool>(), 5)).prop_map(|(charset, is_escaped)| {
        let escaped = charset
            .chars()
            .zip(is_escaped)
            .flat_map(|(letter, is_escaped)| is_escaped.then_some('\\').into_iter().chain([letter]));
        format!("\"{}\"", String::from_iter(escaped))
    });
    prop_oneof![any_case("utf-8"), escaped].boxed()
}

fn any_case(text: &'static str) -> BoxedStrategy<String> {
    let cased = |(letter, is_upper): (char, bool)| if is_upper { letter.to_ascii_uppercase() } else { letter };
    vec(any::<bool>(), text.len()).prop_map(move |upper| text.chars().zip(upper).map(cased).collect()).boxed()
}

fn valid_text(text: &'static Text, mandatory: bool) -> BoxedStrategy<String> {
    if !text.choices.is_empty() {
        return select(text.choices).prop_map(|choice| text_of_literal(choice.value)).boxed();
    }
    if let (true, Some(Characters::Only(set))) = (text.password_policy, text.characters) {
        return password(set, None);
    }
    match text.format {
        Some(Format::Email) => email(),
        Some(Format::Ipv4) => any::<[u8; 4]>().prop_map(|bytes| bytes.map(|byte| byte.to_string()).join(".")).boxed(),
        Some(other) => panic!("no strategy for {other:?}"),
        None => {
            let minimum = text.minimum.max(usize::from(mandatory && !text.can_be_empty));
            text_of(allowed(text.characters), minimum..=text.maximum.unwrap_or(40))
        }
    }
}

fn text_of_literal(literal: Literal) -> String {
    match literal {
        Literal::Text(text) => text.to_owned(),
        other => panic!("{other:?} is not a text"),
    }
}

fn faulty_member(field: &'static Field) -> BoxedStrategy<Sample> {
    let mut faults = faults(&field.kind, is_mandatory(field));
    if is_mandatory(field) {
        let missing = |value| Sample { value, findings: vec![(String::new(), "required")] };
        faults.push(select(vec![missing(None), missing(Some(Value::Null))]).boxed());
    }
    proptest::strategy::Union::new(faults).boxed()
}

fn faults(kind: &'static Kind, mandatory: bool) -> Vec<BoxedStrategy<Sample>> {
    let mut faults = match kind {
        Kind::Text(text) => text_faults(text, mandatory),
        Kind::Integer(limits) => integer_faults(limits),
        Kind::Array(array) => array_faults(array),
        Kind::Boolean { .. } | Kind::Object(_) => Vec::new(),
    };
    faults.push(select(wrong_types(kind)).prop_map(|value| bad(value, &["type"])).boxed());
    faults
}

fn wrong_types(kind: &Kind) -> Vec<Value> {
    let samples = [json!("x"), json!(7), json!(4.0), json!(u64::MAX), json!(true), json!([]), json!({})];
    let expected = match kind {
        Kind::Text(_) => 0..1,
        Kind::Integer(_) => 1..2,
        Kind::Boolean { .. } => 4..5,
        Kind::Array(_) => 5..6,
        Kind::Object(_) => 6..7,
    };
    samples.into_iter().enumerate().filter(|(index, _)| !expected.contains(index)).map(|(_, value)| value).collect()
}

fn integer_faults(limits: &'static Integer) -> Vec<BoxedStrategy<Sample>> {
    let mut faults = Vec::new();
    if !limits.choices.is_empty() {
        let is_choice = |value: &i64| limits.choices.iter().any(|choice| choice.value == Literal::Integer(*value));
        let values: Vec<i64> = [-1, 0, 1, 98, i64::MAX].into_iter().filter(|value| !is_choice(value)).collect();
        faults.push(select(values).prop_map(|value| bad(json!(value), &["enum"])).boxed());
    }
    if let Some(minimum) = limits.minimum {
        faults.push((i64::MIN..minimum).prop_map(|value| bad(json!(value), &["minimum"])).boxed());
    }
    faults
}

fn array_faults(array: &'static Array) -> Vec<BoxedStrategy<Sample>> {
    let mut faults = Vec::new();
    if let Some(maximum) = array.maximum {
        let elements = vec(valid(array.element, false), maximum + 1..maximum + 9);
        faults.push(elements.prop_map(|elements| bad(elements.into(), &["maxItems"])).boxed());
    }
    faults.push(vec(faulty_element(array.element), 1..=array.maximum.unwrap_or(4)).prop_map(at_index).boxed());
    faults
}

fn faulty_element(kind: &'static Kind) -> BoxedStrategy<Sample> {
    let null = Just(bad(Value::Null, &["type"]));
    match kind {
        Kind::Object(object) => {
            let inside = faulty_bodies(object).prop_map(|body| Sample {
                value: Some(body.json),
                findings: body.violations.into_iter().map(|(pointer, rule)| (pointer, leaked(rule))).collect(),
            });
            prop_oneof![3 => inside, 1 => null].boxed()
        }
        _ => proptest::strategy::Union::new(faults(kind, false)).boxed(),
    }
}

/// Rules are few: their names live as long as the tests.
fn leaked(rule: String) -> &'static str {
    aicc_core::Code::ALL.iter().map(|code| code.as_str()).find(|code| *code == rule).unwrap()
}

fn at_index(elements: Vec<Sample>) -> Sample {
    let findings = elements.iter().enumerate().flat_map(|(index, element)| {
        element.findings.iter().map(move |(pointer, rule)| (format!("/{index}{pointer}"), *rule))
    });
    let findings = findings.collect();
    let values: Vec<Value> = elements.into_iter().filter_map(|element| element.value).collect();
    Sample { value: Some(values.into()), findings }
}

fn text_faults(text: &'static Text, mandatory: bool) -> Vec<BoxedStrategy<Sample>> {
    let mut faults = Vec::new();
    if mandatory && !text.can_be_empty {
        faults.push(Just(bad(json!(""), &["minLength"])).boxed());
    }
    if !text.choices.is_empty() {
        let is_choice = |value: &&'static str| text.choices.iter().any(|choice| choice.value == Literal::Text(value));
        let values: Vec<&'static str> = ["", "3", "00", " 0"].into_iter().filter(|value| !is_choice(value)).collect();
        faults.push(select(values).prop_map(|value| bad(json!(value), &["enum"])).boxed());
        return faults;
    }
    if let (true, Some(Characters::Only(set))) = (text.password_policy, text.characters) {
        faults.extend(password_faults(set));
        return faults;
    }
    match text.format {
        Some(Format::Email) => faults.extend(email_faults()),
        Some(_) => {
            faults.push(
                select(vec!["", "1.2.3", "1.2.3.256", "01.2.3.4", "::1"])
                    .prop_map(|value| bad(json!(value), &["format"]))
                    .boxed(),
            );
            faults.push(
                text_of(any::<char>().boxed(), 16..=40)
                    .prop_map(|value| bad(json!(value), &["maxLength", "format"]))
                    .boxed(),
            );
        }
        None => faults.extend(plain_faults(text)),
    }
    faults
}

fn plain_faults(text: &'static Text) -> Vec<BoxedStrategy<Sample>> {
    let mut faults = Vec::new();
    if let Some(maximum) = text.maximum {
        let long = text_of(allowed(text.characters), maximum + 1..=maximum + 40);
        faults.push(long.prop_map(|value| bad(json!(value), &["maxLength"])).boxed());
    }
    if text.minimum > 1 {
        let short = text_of(allowed(text.characters), 1..=text.minimum - 1);
        faults.push(short.prop_map(|value| bad(json!(value), &["minLength"])).boxed());
    }
    if let (Some(characters), Some(maximum)) = (text.characters, text.maximum) {
        let lengths = text.minimum.max(1) - 1..=maximum - 1;
        let with_one = (text_of(allowed(text.characters), lengths), outside(characters));
        faults.push(with_one.prop_map(|(rest, wrong)| bad(json!(format!("{rest}{wrong}")), &["characters"])).boxed());
    }
    faults
}

fn password_faults(set: &'static CharacterSet) -> Vec<BoxedStrategy<Sample>> {
    let missing = select(CharacterClass::ALL).prop_flat_map(move |class| password(set, Some(class)));
    let long = password(set, None).prop_map(|password| bad(json!(format!("{password}a")), &["maxLength"]));
    let cut = |password: String| password.chars().skip(1).collect::<String>();
    let wrong = (password(set, Some(CharacterClass::Special)), outside(Characters::Only(set)));
    vec![
        missing.clone().prop_map(|password| bad(json!(password), &["characterClasses"])).boxed(),
        missing.prop_map(move |password| bad(json!(cut(password)), &["minLength", "characterClasses"])).boxed(),
        long.boxed(),
        wrong
            .prop_map(move |(password, wrong)| {
                bad(json!(format!("{}{wrong}", &password[..7])), &["characters", "characterClasses"])
            })
            .boxed(),
    ]
}

fn email_faults() -> Vec<BoxedStrategy<Sample>> {
    let forms = select(vec!["a", "@", "a@", "@a", "a@b@c", "a b@c", ".a@b", "a@b.", "\"a\nb\"@c", "a@[b", "é@b"]);
    let parts = subsequence(vec!["local", "domain", "label"], 1..=3).prop_map(|parts| {
        let local = if parts.contains(&"local") { 65 } else { 64 };
        let label = if parts.contains(&"label") { 64 } else { 63 };
        let labels = if parts.contains(&"domain") { 5 } else { 2 };
        let domain = vec!["d".repeat(label); labels].join(".");
        let rules: Vec<&'static str> =
            [("local", "localPartLength"), ("domain", "domainPartLength"), ("label", "labelLength")]
                .iter()
                .filter(|(part, _)| parts.contains(part))
                .map(|(_, rule)| *rule)
                .collect();
        bad(json!(format!("{}@{domain}", "l".repeat(local))), &rules)
    });
    vec![forms.prop_map(|form| bad(json!(form), &["format"])).boxed(), parts.boxed()]
}
