//! A form for one request: the texts of its fields, and the request that they make.
//!
//! An empty field counts as missing if its row is optional. An element of a list without any text is left out of the request;
//! findings use the index that an element has in the form.

use std::collections::BTreeMap;

use crate::check::Check;
use crate::forms::address::Address;
use crate::forms::as_you_type::{FieldState, NoSuchField, judge};
use crate::profile::Profile;
use crate::report::Report;
use crate::report::finding::Finding;
use crate::report::place::Location;
use crate::spec::actual_type::ActualType;
use crate::spec::rule::Rule;
use crate::spec::{Interface, JsonType};
use crate::valid::{RequestBody, Valid};

use crate::forms::field::{self, FormField};
use crate::forms::texts::{FormTexts, Lists, Token, TypedBody, tokens_of};

/// The state of a field of a form, and of the form.
#[derive(Clone, Debug, PartialEq)]
pub struct FormState {
    /// Whether the text of the field is valid, or can become valid.
    pub state: FieldState,
    /// The rules that the field breaks now, also together with other fields.
    pub findings: Vec<Finding>,
    /// Whether the request breaks no rule.
    pub can_be_submitted: bool,
}

/// A form for one request. Its texts may be secrets: they print as `***`, and are wiped when they are dropped.
///
/// ```
/// use aicc_core::{AgentSignIn, Form, Profile, FieldState, interfaces};
/// let mut form = Form::new(&interfaces::AGENT_SIGN_IN, Profile::default());
/// assert_eq!(form.edit("/agentid", "29")?.state, FieldState::Incomplete);
/// assert!(!form.can_be_submitted());
/// assert_eq!(form.edit("/agentid", "291")?.state, FieldState::Acceptable);
/// assert!(form.can_be_submitted());
/// # Ok::<(), aicc_core::NoSuchField>(())
/// ```
#[derive(Clone, Debug)]
pub struct Form {
    interface: &'static Interface,
    profile: Profile,
    path: FormTexts,
    body: FormTexts,
}

impl Form {
    /// Returns an empty form.
    #[must_use]
    pub fn new(interface: &'static Interface, profile: Profile) -> Self {
        Self { interface, profile, path: FormTexts::default(), body: FormTexts::default() }
    }

    /// Returns the interface of the request.
    #[must_use]
    pub const fn interface(&self) -> &'static Interface {
        self.interface
    }

    /// Returns the profile that the form is checked by.
    #[must_use]
    pub const fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Returns every field of an interface's form, in the order of the page: the parameters of the path, then the body. Header
    /// fields are not part of a form: they are credentials of the app.
    #[must_use]
    pub fn fields(interface: &'static Interface) -> Vec<FormField> {
        field::fields(interface)
    }

    /// Replaces the text of a field, and returns the state of the field. Integers and booleans are typed as in JSON: `4`, `true`.
    ///
    /// # Errors
    ///
    /// Returns an error, and changes nothing, if the form has no field at `pointer`.
    pub fn edit(&mut self, pointer: &str, text: &str) -> Result<FormState, NoSuchField> {
        let field = self.address(pointer)?;
        self.texts_mut(field.location).set(tokens_of(field.place.steps()), text);
        Ok(self.state_of(&field))
    }

    /// Returns the state of a field.
    ///
    /// # Errors
    ///
    /// Returns an error if the form has no field at `pointer`.
    pub fn field(&self, pointer: &str) -> Result<FormState, NoSuchField> {
        Ok(self.state_of(&self.address(pointer)?))
    }

    /// Returns the texts that are not empty, by the pointers of their fields. Save them to pass them to
    /// [`restore`](Self::restore) later. Secrets are left out unless `including_secrets`: a caller that saves secrets must
    /// protect them.
    #[must_use]
    pub fn texts(&self, including_secrets: bool) -> BTreeMap<String, &str> {
        let texts = self.path.iter().chain(self.body.iter());
        texts.filter(|(pointer, _)| including_secrets || !self.is_secret(pointer)).collect()
    }

    /// Sets the texts of fields, by their pointers, and returns the pointers without a field. All other fields keep their texts.
    pub fn restore<'t>(&mut self, texts: impl IntoIterator<Item = (&'t str, &'t str)>) -> Vec<String> {
        let mut unknown = Vec::new();
        for (pointer, text) in texts {
            match self.address(pointer) {
                Ok(field) => self.texts_mut(field.location).set(tokens_of(field.place.steps()), text),
                Err(_) => unknown.push(pointer.to_owned()),
            }
        }
        unknown
    }

    /// Empties every field and wipes the texts.
    pub fn clear(&mut self) {
        self.path = FormTexts::default();
        self.body = FormTexts::default();
    }

    /// Removes an element of a list, such as `/skills/1`. The texts of its fields are wiped, and the elements after it move up by
    /// one.
    ///
    /// # Errors
    ///
    /// Returns an error, and changes nothing, if `pointer` is not the pointer of an element.
    pub fn remove(&mut self, pointer: &str) -> Result<(), NoSuchField> {
        let element = Address::of(self.interface, Location::Body, pointer).filter(Address::is_element);
        let element =
            element.filter(|element| !element.place.is_wrapped()).ok_or_else(|| self.no_such_field(pointer))?;
        self.body.remove(&tokens_of(element.place.steps()));
        Ok(())
    }

    /// Returns the report on the request, with each finding at its field: an element keeps the index that it has in the form, and
    /// each element beyond the maximum has the finding `maxItems`.
    #[must_use]
    pub fn report(&self) -> Report {
        let mut check = Check::new(self.interface, &self.profile);
        // A value in memory can always be read.
        check.path(&self.path.value(self.interface.path_parameters).0).unwrap_or_default();
        check.body(&self.body_value().0).unwrap_or_default();
        let (violations, advice) = check.report().into_findings();
        // The path has no lists.
        let lists = self.body.lists();
        Report::new(violations.iter().chain(&advice).flat_map(|finding| self.in_form(finding, &lists)).collect())
    }

    /// Returns whether the request breaks no rule.
    #[must_use]
    pub fn can_be_submitted(&self) -> bool {
        self.report().is_valid()
    }

    /// Returns the message of the form.
    ///
    /// # Errors
    ///
    /// Returns the [`report`](Self::report) if the request breaks a rule.
    pub fn message<T: RequestBody>(&self) -> Result<Valid<T>, Report> {
        let report = self.report();
        if !report.is_valid() {
            return Err(report);
        }
        T::from_deserializer(&self.body_value().0, &self.profile).unwrap_or(Err(report))
    }

    /// Returns the text of a path parameter; empty if nothing is typed.
    #[must_use]
    pub fn path_parameter(&self, name: &str) -> &str {
        let field = Address::of(self.interface, Location::Path, &format!("/{name}"));
        field.map_or("", |field| self.path.get(&tokens_of(field.place.steps())))
    }

    /// Returns the field at a pointer. The wrapper of a body is not part of a form.
    fn address(&self, pointer: &str) -> Result<Address, NoSuchField> {
        let at = |location| Address::of(self.interface, location, pointer);
        let field = at(Location::Path).or_else(|| at(Location::Body));
        let field = field.filter(|field| field.is_scalar() && !field.place.is_wrapped());
        field.ok_or_else(|| self.no_such_field(pointer))
    }

    fn no_such_field(&self, pointer: &str) -> NoSuchField {
        NoSuchField { interface: self.interface.name, pointer: pointer.to_owned() }
    }

    const fn texts_at(&self, location: Location) -> &FormTexts {
        match location {
            Location::Path => &self.path,
            _ => &self.body,
        }
    }

    const fn texts_mut(&mut self, location: Location) -> &mut FormTexts {
        match location {
            Location::Path => &mut self.path,
            _ => &mut self.body,
        }
    }

    fn is_secret(&self, pointer: &str) -> bool {
        self.address(pointer).is_ok_and(|field| field.is_secret())
    }

    fn state_of(&self, field: &Address) -> FormState {
        let report = self.report();
        let is_here = |finding: &&Finding| {
            finding.location() == field.location && finding.place().document_order(&field.place).is_eq()
        };
        let findings: Vec<Finding> = report.violations().iter().filter(is_here).cloned().collect();
        let text = self.texts_at(field.location).get(&tokens_of(field.place.steps()));
        let (_, typed) = judge(field, text, &self.profile);
        let state = match typed {
            _ if findings.is_empty() => FieldState::Acceptable,
            // Another text in the field cannot remove an element.
            _ if findings.iter().any(|finding| matches!(finding.rule(), Rule::MaxItems { .. })) => FieldState::Rejected,
            // With another text, the field can fit the other fields.
            FieldState::Acceptable => FieldState::Incomplete,
            typed => typed,
        };
        FormState { state, findings, can_be_submitted: report.is_valid() }
    }

    /// Returns a finding about the request as findings at fields of the form.
    fn in_form(&self, finding: &Finding, lists: &Lists<'_>) -> Vec<Finding> {
        let indices = |list: &[Token]| lists.get(list).map_or(&[][..], Vec::as_slice);
        let place = finding.place().with_indices(|list, sent| *indices(&tokens_of(list)).get(sent).unwrap_or(&sent));
        let at = |place| Finding::new(self.interface, finding.location(), place, typed(finding.rule()));
        let Rule::MaxItems { maximum, .. } = *finding.rule() else { return vec![at(place)] };
        let list = tokens_of(place.steps());
        let fields = indices(&list).iter().skip(maximum).filter_map(|index| self.body.first_of(&list, *index));
        fields.filter_map(|pointer| Some(at(self.address(&pointer).ok()?.place))).collect()
    }

    /// Returns the body. A mandatory text without a text gets the empty text, if it can be empty.
    fn body_value(&self) -> TypedBody {
        let object = self.interface.request.object;
        let mut body = self.body.value(object);
        let mandatory = object.fields.iter().filter(|row| row.is_mandatory(self.profile.edition));
        body.add_empty_texts(mandatory);
        body
    }
}

/// Returns the rule for a person who types: every value in a form is typed as text.
fn typed(rule: &Rule) -> Rule {
    match rule {
        Rule::Type { expected, actual: ActualType::Json(JsonType::String), .. } => {
            Rule::Type { expected: *expected, actual: ActualType::TypedText, cell: None }
        }
        other => other.clone(),
    }
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
        for pointer in [
            "",
            "/",
            "userName",
            "/username",
            "/skills",
            "/skills/0",
            "/skills/00/skillId",
            "/Authorization",
            "/requestParam",
            "/requestParam/userName",
        ] {
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
        assert_eq!(form.edit("/ip", "").unwrap().state, FieldState::Acceptable);
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
        assert_eq!(form.field("/autoanswer").unwrap().state, FieldState::Rejected);
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
