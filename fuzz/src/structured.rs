//! Messages made from the tables: valid ones, and ones with any number of errors of every kind.

use aicc_core::spec::{Characters, Field, Format, Integer, Kind, Literal, Object, Text};
use aicc_core::{Edition, Interface, PasswordPolicy, Profile, interfaces};
use arbitrary::{Arbitrary, Result, Unstructured};

/// A message of an interface that is close to a valid one.
#[derive(Debug)]
pub struct NearMessage {
    pub(crate) interface: &'static Interface,
    pub(crate) profile: Profile,
    pub(crate) path: Vec<(String, String)>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

/// A body that breaks no rule of the default profile.
#[derive(Debug)]
pub struct ValidBody {
    pub(crate) interface: &'static Interface,
    pub(crate) json: String,
}

impl<'a> Arbitrary<'a> for NearMessage {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let interface = *u.choose(interfaces::ALL)?;
        let mut make = Maker { u, has_faults: true };
        Ok(Self {
            interface,
            path: make.texts(interface.path_parameters)?,
            headers: make.texts(interface.headers)?,
            body: make.body(interface)?,
            profile: make.profile()?,
        })
    }
}

impl<'a> Arbitrary<'a> for ValidBody {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let interface = *u.choose(interfaces::ALL)?;
        let json = Maker { u, has_faults: false }.object(interface.request.object)?;
        Ok(Self { interface, json })
    }
}

/// Makes parts of messages. When the arbitrary bytes are used up, the parts are valid.
struct Maker<'u, 'a> {
    u: &'u mut Unstructured<'a>,
    has_faults: bool,
}

const UNKNOWN_NAMES: &[&str] =
    &["x", "", "a/b", "~", "~1", "*", "0", "Password", "passwd", "requestParam", "schema", "\u{1b}"];

const JUNK: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "-0",
    "4",
    "4.0",
    "4e0",
    "1e400",
    "-1",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "\"\"",
    "\"4\"",
    "\"-0\"",
    "\"007\"",
    "\"true\"",
    "[]",
    "{}",
    "[null]",
    "[[[[{}]]]]",
    "{\"password\":\"hunter2\"}",
    "[{\"skillId\":\"x\"},4,{}]",
    "\"\\ud83d\\ude00\"",
    "\"\\ud83d\"",
    "nul",
    "01",
];

const ODD_TEXTS: &[&str] = &[
    "",
    " ",
    "é",
    "中文",
    "😀",
    "¦",
    "\u{0}",
    "\r\n",
    "a@b",
    "\"\\\"\"@[]",
    "a@b@c",
    "a..b@c",
    "10.0.0.5",
    "255.255.255.255",
    "01.0.0.0",
    "Bearer x",
    "bearer x",
    "Bearer  x",
    "application/json; charset=latin1",
    "101",
    "59999",
    "60000",
    "999999",
    "0",
    "4",
];

impl Maker<'_, '_> {
    /// Returns whether to make an error here: once in the given number of calls.
    fn is_faulty(&mut self, times: u8) -> Result<bool> {
        Ok(self.has_faults && self.u.int_in_range(0..=times)? == times)
    }

    fn profile(&mut self) -> Result<Profile> {
        let mut profile = Profile { edition: *self.u.choose(Edition::ALL)?, ..Profile::default() };
        if self.is_faulty(3)? {
            let minimum = self.u.int_in_range(0..=12)?;
            let policy =
                PasswordPolicy::new(minimum, minimum + self.u.int_in_range(0..=4)?, self.u.int_in_range(0..=4)?, 90);
            profile.password = policy.unwrap_or_default();
        }
        if self.is_faulty(3)? {
            let queue_type = [4, 5, 11, 99];
            let queues = (0..4).map(|queue| Ok((queue, *self.u.choose(&queue_type)?))).collect::<Result<_>>();
            profile.skill_queues = Some(queues?);
        }
        if self.is_faulty(15)? {
            profile.maximum_size = self.u.int_in_range(0..=300)?;
        }
        Ok(profile)
    }

    /// Makes the parameters of a path or the fields of a header.
    fn texts(&mut self, object: &Object) -> Result<Vec<(String, String)>> {
        let mut texts = Vec::new();
        for field in object.fields {
            if self.is_faulty(9)? {
                texts.push(((*self.u.choose(UNKNOWN_NAMES)?).to_owned(), self.odd_text()?));
            }
            let name = if self.u.arbitrary()? { field.name.to_ascii_uppercase() } else { field.name.to_owned() };
            for _ in 0..self.occurrences()? {
                let Kind::Text(text) = &field.kind else { continue };
                texts.push((name.clone(), self.text(text, true)?));
            }
        }
        Ok(texts)
    }

    /// Returns how often a member occurs in its object.
    fn occurrences(&mut self) -> Result<usize> {
        if !self.has_faults {
            return Ok(1);
        }
        Ok(match self.u.int_in_range(0..=15)? {
            14 => 0,
            15 => 2,
            _ => 1,
        })
    }

    fn body(&mut self, interface: &Interface) -> Result<String> {
        let mut body = self.object(interface.request.object)?;
        if let Some(wrapper) = &interface.request.wrapper
            && self.u.ratio(1, 4)?
        {
            let more = if self.is_faulty(4)? { ",\"x\":1" } else { "" };
            let before = if self.is_faulty(4)? { "\"password\":1," } else { "" };
            body = format!("{{{before}\"{}\":{body}{more}}}", wrapper.name);
        }
        if self.is_faulty(30)? {
            let end = self.u.int_in_range(0..=body.len())?;
            body = body.chars().take(end).collect();
        }
        Ok(body)
    }

    fn object(&mut self, object: &Object) -> Result<String> {
        let mut members = Vec::new();
        for field in object.fields {
            if self.is_faulty(12)? {
                let name =
                    if self.u.arbitrary()? { self.u.choose(UNKNOWN_NAMES)? } else { self.u.arbitrary::<&str>()? };
                members.push(format!("{}:{}", self.string(name)?, self.u.choose(JUNK)?));
            }
            if !field.is_mandatory(Edition::default()) && self.u.ratio(1, 4)? {
                continue;
            }
            for _ in 0..self.occurrences()? {
                members.push(format!("{}:{}", self.string(field.name)?, self.member(field)?));
            }
        }
        let middle = self.u.int_in_range(0..=members.len())?;
        members.rotate_left(middle);
        let space = if self.u.ratio(1, 8)? { "\t\n" } else { "" };
        Ok(format!("{{{space}{}{space}}}", members.join(&format!(",{space}"))))
    }

    fn member(&mut self, field: &Field) -> Result<String> {
        let is_mandatory = field.is_mandatory(Edition::default());
        if !is_mandatory && self.u.ratio(1, 12)? {
            return Ok("null".to_owned());
        }
        self.value(&field.kind, is_mandatory)
    }

    fn value(&mut self, kind: &Kind, is_mandatory: bool) -> Result<String> {
        if self.is_faulty(9)? {
            return Ok((*self.u.choose(JUNK)?).to_owned());
        }
        match kind {
            Kind::Text(text) => {
                let text = self.text(text, is_mandatory)?;
                self.string(&text)
            }
            Kind::Integer(limits) => {
                let number = self.integer(limits)?.to_string();
                Ok(if limits.or_text && self.u.arbitrary()? { format!("\"{number}\"") } else { number })
            }
            Kind::Boolean { or_text } => {
                let truth = self.u.arbitrary::<bool>()?.to_string();
                Ok(if *or_text && self.u.arbitrary()? { format!("\"{truth}\"") } else { truth })
            }
            Kind::Array(array) => {
                let most = array.maximum.unwrap_or(4) + if self.is_faulty(9)? { 3 } else { 0 };
                let count = self.u.int_in_range(0..=most)?;
                let elements: Result<Vec<_>> = (0..count).map(|_| self.value(array.element, false)).collect();
                Ok(format!("[{}]", elements?.join(",")))
            }
            Kind::Object(object) => self.object(object),
        }
    }

    fn integer(&mut self, limits: &Integer) -> Result<i64> {
        if self.is_faulty(9)? {
            return self.u.arbitrary();
        }
        let choices: Vec<i64> = limits
            .choices
            .iter()
            .filter_map(|choice| if let Literal::Integer(number) = choice.value { Some(number) } else { None })
            .collect();
        match choices.as_slice() {
            [] => self.u.int_in_range(limits.minimum.unwrap_or(i64::MIN)..=i64::MAX),
            choices => Ok(*self.u.choose(choices)?),
        }
    }

    fn text(&mut self, limits: &Text, is_mandatory: bool) -> Result<String> {
        if self.is_faulty(9)? {
            return self.odd_text();
        }
        let choices: Vec<&str> = limits
            .choices
            .iter()
            .filter_map(|choice| if let Literal::Text(text) = choice.value { Some(text) } else { None })
            .collect();
        if !choices.is_empty() {
            return Ok((*self.u.choose(&choices)?).to_owned());
        }
        let (least, most) = limits.length_range(is_mandatory, &PasswordPolicy::default());
        match limits.format {
            _ if limits.password_policy => Ok(format!("Aa1!{}", self.characters(limits.characters, 4..=4)?)),
            Some(format) => self.shaped(format),
            None => self.characters(limits.characters, least..=most.unwrap_or(40)),
        }
    }

    fn shaped(&mut self, format: Format) -> Result<String> {
        let number = self.u.arbitrary::<u8>()?;
        Ok(match format {
            Format::Email => {
                let local = self.u.choose(&["a", "a.b", "!#$%&'*+-/=?^_`{|}~", "\"\"", "\"a\\\"@\"", "\"\u{7f}\""])?;
                let domain = self.u.choose(&["a", "b.c", "x1.example.com", "[]", "[10.0.0.5]", "[\\]]"])?;
                format!("{local}@{domain}")
            }
            Format::Ipv4 => format!("{number}.0.255.{}", self.u.arbitrary::<u8>()?),
            Format::Bearer => format!("Bearer {number}-._~+/A=="),
            Format::AppKey => format!("!~{number}"),
            Format::ContentType => "application/json; charset=\"utf-8\"".to_owned(),
            _ => (101 + u32::from(number)).to_string(),
        })
    }

    fn characters(
        &mut self,
        characters: Option<Characters>,
        lengths: std::ops::RangeInclusive<usize>,
    ) -> Result<String> {
        let length = self.u.int_in_range(lengths)?;
        let one = |maker: &mut Self| -> Result<char> {
            Ok(match characters {
                Some(Characters::Only(set)) => *maker.u.choose(&set.iter().collect::<Vec<char>>())?,
                Some(Characters::NoneOf(set)) => {
                    let character = maker.u.arbitrary()?;
                    if set.contains(character) { '中' } else { character }
                }
                None => maker.u.arbitrary()?,
            })
        };
        (0..length).map(|_| one(self)).collect()
    }

    /// Makes a text that no row requires.
    fn odd_text(&mut self) -> Result<String> {
        let odd = *self.u.choose(ODD_TEXTS)?;
        Ok(match self.u.int_in_range(0..=2)? {
            0 => odd.to_owned(),
            1 => self.u.arbitrary::<&str>()?.to_owned(),
            _ => format!("{odd}{}", "a".repeat(self.u.int_in_range(0..=70)?)),
        })
    }

    /// Writes a text as JSON, with or without escapes.
    fn string(&mut self, text: &str) -> Result<String> {
        if self.u.ratio(1, 8)? {
            let escaped: String = text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
            return Ok(format!("\"{escaped}\""));
        }
        Ok(serde_json::Value::from(text).to_string())
    }
}
