//! A form for one request: the texts typed so far, what each of them amounts to, and what they make together.
//!
//! Nothing typed is nothing said: an empty field is an absent member where its row is optional, and an element of an
//! array in which nothing is typed is left out.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use zeroize::Zeroize;

use crate::finding::Finding;
use crate::message::{Check, RequestBody, Valid};
use crate::place::{Location, index_of};
use crate::profile::Profile;
use crate::read::{boolean_of_text, integer_of_text};
use crate::report::Report;
use crate::secret::Secret;
use crate::spec::{Field, Format, Interface, Kind, Object};
use crate::typing::{FieldReport, NoSuchField, State, check_field};

/// A field of a form, as the interface's tables describe it.
#[derive(Clone, Debug)]
pub struct FormField {
    /// The part of the request that it stands in: the path or the body.
    pub location: Location,
    /// Its JSON Pointer, with `*` for the index of an array element: `/skills/*/skillId`.
    pub pointer: String,
    /// Its row.
    pub row: &'static Field,
    /// What is typed in it: the kind of the row, or of an element where the row is an array of scalars.
    pub kind: &'static Kind,
    /// The most elements of the array that it stands in, where the page names a maximum.
    pub maximum_items: Option<usize>,
}

/// The keyboard that suits a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Keyboard {
    /// Any text.
    Text,
    /// Digits.
    Digits,
    /// An e-mail address.
    Email,
    /// An IP address: digits and dots.
    Ip,
}

impl FormField {
    /// The least and the greatest number of characters, Unicode code points; `None` for a field that is no text.
    #[must_use]
    pub fn length_range(&self, profile: &Profile) -> Option<(usize, Option<usize>)> {
        match self.kind {
            Kind::Text(text) => Some(text.length_range(self.is_mandatory(profile), &profile.password)),
            _ => None,
        }
    }

    /// Whether the request is refused without it.
    #[must_use]
    pub fn is_mandatory(&self, profile: &Profile) -> bool {
        self.row.is_mandatory(profile.edition) && !matches!(self.row.kind, Kind::Array(_))
    }

    /// The keyboard that suits it.
    #[must_use]
    pub fn keyboard(&self) -> Keyboard {
        match self.kind {
            Kind::Integer(_) => Keyboard::Digits,
            Kind::Text(text) => match text.format {
                Some(Format::Email) => Keyboard::Email,
                Some(Format::Ipv4) => Keyboard::Ip,
                Some(Format::Decimal) => Keyboard::Digits,
                _ => Keyboard::Text,
            },
            _ => Keyboard::Text,
        }
    }
}

/// The texts typed so far for one request. They may be secrets: they print as `***`, and are wiped when they are dropped.
///
/// ```
/// use aicc_core::{AgentSignIn, Form, Profile, State, interfaces};
/// let mut form = Form::new(&interfaces::AGENT_SIGN_IN, Profile::default());
/// assert_eq!(form.edit("/agentid", "29")?.state, State::Incomplete);
/// assert!(!form.can_be_submitted());
/// assert_eq!(form.edit("/agentid", "291")?.state, State::Acceptable);
/// assert!(form.can_be_submitted());
/// # Ok::<(), aicc_core::NoSuchField>(())
/// ```
#[derive(Clone, Debug)]
pub struct Form {
    interface: &'static Interface,
    profile: Profile,
    path: Texts,
    body: Texts,
}

/// The texts that are not empty, by the tokens of their pointers. Elements stand in the order of their index.
type Texts = BTreeMap<Vec<Token>, Secret>;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Token {
    Name(String),
    Index(usize),
}

impl Form {
    /// A form in which nothing is typed.
    #[must_use]
    pub fn new(interface: &'static Interface, profile: Profile) -> Self {
        Self { interface, profile, path: Texts::new(), body: Texts::new() }
    }

    /// The interface that the request is for.
    #[must_use]
    pub const fn interface(&self) -> &'static Interface {
        self.interface
    }

    /// The choices that the form is checked by.
    #[must_use]
    pub const fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Every field of an interface's form, in the order of the page: the parameters of the path, then the body. Header
    /// fields are no matter of a form: they are credentials of the app.
    #[must_use]
    pub fn fields(interface: &'static Interface) -> Vec<FormField> {
        let mut fields = Vec::new();
        collect(Location::Path, "", interface.path_parameters, None, &mut fields);
        collect(Location::Body, "", interface.request.object, None, &mut fields);
        fields
    }

    /// Takes the text that now stands in a field, and tells what it amounts to. Integers and booleans are typed as they
    /// are written in JSON.
    ///
    /// # Errors
    ///
    /// When the form has no field at `pointer`; nothing has changed then.
    pub fn edit(&mut self, pointer: &str, text: &str) -> Result<FieldReport, NoSuchField> {
        let (location, tokens) = self.place(pointer)?;
        let report = self.judge(location, pointer, text)?;
        let texts = match location {
            Location::Path => &mut self.path,
            _ => &mut self.body,
        };
        if text.is_empty() {
            texts.remove(&tokens);
        } else {
            texts.insert(tokens, text.into());
        }
        Ok(report)
    }

    /// What the text in a field amounts to.
    ///
    /// # Errors
    ///
    /// When the form has no field at `pointer`.
    pub fn field(&self, pointer: &str) -> Result<FieldReport, NoSuchField> {
        let (location, tokens) = self.place(pointer)?;
        let texts = match location {
            Location::Path => &self.path,
            _ => &self.body,
        };
        self.judge(location, pointer, texts.get(&tokens).map_or("", Secret::expose))
    }

    /// The report on the request as it would be sent. A finding in an array counts the elements that are sent.
    #[must_use]
    pub fn report(&self) -> Report {
        let mut check = Check::new(self.interface, &self.profile);
        // A value in memory cannot fail to be read.
        check.path(&self.path_value().0).unwrap_or_default();
        check.body(&self.body_value().0).unwrap_or_default();
        check.report()
    }

    /// Whether the request as it would be sent breaks no rule.
    #[must_use]
    pub fn can_be_submitted(&self) -> bool {
        self.report().is_valid()
    }

    /// The message that the body makes.
    ///
    /// # Errors
    ///
    /// The report on path and body.
    pub fn message<T: RequestBody>(&self) -> Result<Valid<T>, Report> {
        let report = self.report();
        if !report.is_valid() {
            return Err(report);
        }
        T::from_deserializer(&self.body_value().0, &self.profile).unwrap_or(Err(report))
    }

    /// The text of a path parameter, empty where nothing is typed.
    #[must_use]
    pub fn path_parameter(&self, name: &str) -> &str {
        self.path.get(&vec![Token::Name(name.to_owned())]).map_or("", Secret::expose)
    }

    fn place(&self, pointer: &str) -> Result<(Location, Vec<Token>), NoSuchField> {
        let found = tokens_of(pointer).and_then(|tokens| {
            let pattern = pattern_of(&tokens);
            let fields = Self::fields(self.interface);
            fields.iter().find(|field| field.pointer == pattern).map(|field| (field.location, tokens))
        });
        found.ok_or_else(|| NoSuchField { interface: self.interface.name, pointer: pointer.to_owned() })
    }

    fn judge(&self, location: Location, pointer: &str, text: &str) -> Result<FieldReport, NoSuchField> {
        let report = check_field(self.interface, location, pointer, text, &self.profile)?;
        let is_absent = text.is_empty() && !self.is_mandatory(location, pointer);
        Ok(if is_absent { FieldReport { state: State::Acceptable, findings: Vec::<Finding>::new() } } else { report })
    }

    fn is_mandatory(&self, location: Location, pointer: &str) -> bool {
        let object = match location {
            Location::Path => self.interface.path_parameters,
            _ => self.interface.request.object,
        };
        let row = pointer.strip_prefix('/').and_then(|name| object.find(name));
        row.is_some_and(|(_, row)| row.is_mandatory(self.profile.edition))
    }

    fn path_value(&self) -> Typed {
        Typed(object_value(self.interface.path_parameters, &entries(&self.path)))
    }

    fn body_value(&self) -> Typed {
        let object = self.interface.request.object;
        let mut body = object_value(object, &entries(&self.body));
        for row in object.fields {
            let can_be_empty = matches!(row.kind, Kind::Text(text) if text.can_be_empty);
            if let Some(members) =
                body.as_object_mut().filter(|_| can_be_empty && row.is_mandatory(self.profile.edition))
            {
                members.entry(row.name).or_insert_with(|| Value::from(""));
            }
        }
        Typed(body)
    }
}

/// What is typed, as a value that is wiped when it is dropped.
struct Typed(Value);

impl Drop for Typed {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

fn wipe(value: &mut Value) {
    match value {
        Value::String(text) => text.zeroize(),
        Value::Array(elements) => elements.iter_mut().for_each(wipe),
        Value::Object(members) => members.values_mut().for_each(wipe),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn collect(
    location: Location,
    prefix: &str,
    object: &'static Object,
    maximum_items: Option<usize>,
    fields: &mut Vec<FormField>,
) {
    for row in object.fields {
        let pointer = format!("{prefix}/{}", row.name);
        let (pointer, kind, maximum_items) = match &row.kind {
            Kind::Array(array) => (format!("{pointer}/*"), array.element, array.maximum),
            kind => (pointer, kind, maximum_items),
        };
        match kind {
            Kind::Object(inner) => collect(location, &pointer, inner, maximum_items, fields),
            kind => fields.push(FormField { location, pointer, row, kind, maximum_items }),
        }
    }
}

/// The tokens of a pointer. No documented name needs an escape.
fn tokens_of(pointer: &str) -> Option<Vec<Token>> {
    let token = |text: &str| index_of(text).map_or_else(|| Token::Name(text.to_owned()), Token::Index);
    pointer.strip_prefix('/').map(|tokens| tokens.split('/').map(token).collect())
}

fn pattern_of(tokens: &[Token]) -> String {
    let pattern = tokens.iter().map(|token| match token {
        Token::Name(name) => format!("/{name}"),
        Token::Index(_) => "/*".to_owned(),
    });
    pattern.collect()
}

type Entry<'a> = (&'a [Token], &'a str);

fn entries(texts: &Texts) -> Vec<Entry<'_>> {
    texts.iter().map(|(tokens, text)| (tokens.as_slice(), text.expose())).collect()
}

fn object_value(object: &Object, entries: &[Entry<'_>]) -> Value {
    let mut members = Map::new();
    for (token, inner) in groups(entries) {
        if let Token::Name(name) = token
            && let Some((_, row)) = object.find(name)
        {
            members.insert(name.clone(), value(&row.kind, &inner));
        }
    }
    Value::Object(members)
}

fn value(kind: &Kind, entries: &[Entry<'_>]) -> Value {
    let text = entries.first().map_or("", |(_, text)| text);
    let typed = match kind {
        Kind::Object(object) => return object_value(object, entries),
        Kind::Array(array) => return groups(entries).iter().map(|(_, inner)| value(array.element, inner)).collect(),
        Kind::Text(_) => None,
        Kind::Integer(_) => integer_of_text(text).map(Value::from),
        Kind::Boolean { .. } => boolean_of_text(text).map(Value::from),
    };
    typed.unwrap_or_else(|| Value::from(text))
}

/// The entries that have their first token in common, without that token.
fn groups<'a>(entries: &[Entry<'a>]) -> Vec<(&'a Token, Vec<Entry<'a>>)> {
    let mut groups: Vec<(&Token, Vec<Entry<'_>>)> = Vec::new();
    for (tokens, text) in entries {
        let Some((first, rest)) = tokens.split_first() else { continue };
        match groups.last_mut() {
            Some((token, group)) if *token == first => group.push((rest, text)),
            _ => groups.push((first, vec![(rest, text)])),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::interfaces;

    fn form(interface: &'static Interface) -> Form {
        Form::new(interface, Profile::default())
    }

    #[test]
    fn no_pointer_leads_to_two_fields() {
        for interface in interfaces::ALL {
            let fields = Form::fields(interface);
            let pointers: std::collections::BTreeSet<&str> =
                fields.iter().map(|field| field.pointer.as_str()).collect();
            assert_eq!(pointers.len(), fields.len(), "{}", interface.name);
        }
    }

    #[test]
    fn an_unknown_field_is_named() {
        let mut form = form(&interfaces::AGENT_ACCOUNT_CREATE);
        for pointer in
            ["", "/", "userName", "/username", "/skills", "/skills/0", "/skills/00/skillId", "/Authorization"]
        {
            assert_eq!(form.edit(pointer, "1").unwrap_err().pointer, pointer);
            assert_eq!(form.field(pointer).unwrap_err().pointer, pointer);
        }
    }

    #[test]
    fn an_empty_field_is_an_absent_member() {
        let mut form = form(&interfaces::AGENT_SIGN_IN);
        form.edit("/agentid", "291").unwrap();
        form.edit("/ip", "1").unwrap();
        assert!(!form.can_be_submitted());
        assert_eq!(form.edit("/ip", "").unwrap().state, State::Acceptable);
        assert_eq!(form.body_value().0, json!({"password": ""}));
        assert!(form.can_be_submitted());
        form.edit("/agentid", "").unwrap();
        assert_eq!(
            form.report().violations()[0].to_string(),
            "path/agentid: agentid is mandatory and is missing. [required]"
        );
    }

    #[test]
    fn texts_become_what_their_rows_document() {
        let mut form = form(&interfaces::AGENT_SIGN_IN);
        for (pointer, text) in [("/status", "3"), ("/autoanswer", "false"), ("/phonenum", "40038")] {
            form.edit(pointer, text).unwrap();
        }
        let expected = json!({"password": "", "phonenum": "40038", "autoanswer": false, "status": 3});
        assert_eq!(form.body_value().0, expected);
        form.edit("/autoanswer", "TRUE").unwrap();
        assert_eq!(form.field("/autoanswer").unwrap().state, State::Rejected);
        assert!(!form.can_be_submitted());
    }

    #[test]
    fn elements_without_text_are_left_out() {
        let mut form = form(&interfaces::AGENT_SETTINGS_CREATE);
        for (pointer, text) in
            [("/userId", "u"), ("/callNumber/11", "3"), ("/callNumber/2", "1"), ("/callNumber/3", "")]
        {
            form.edit(pointer, text).unwrap();
        }
        assert_eq!(form.body_value().0, json!({"userId": "u", "callNumber": ["1", "3"]}));
        assert!(form.can_be_submitted());
    }

    #[test]
    fn no_text_shows() {
        let mut form = form(&interfaces::AGENT_SIGN_IN);
        form.edit("/password", "hunter2").unwrap();
        assert!(!format!("{form:?}").contains("hunter2"));
    }
}
