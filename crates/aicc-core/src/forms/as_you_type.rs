//! Checks a field while a person types: the text is acceptable, incomplete (more text can make it valid) or rejected (no more
//! text can).
//!
//! No start of a valid text is ever rejected. To find out whether a text can become valid, it is completed with the shortest
//! endings that its row allows, and the complete text is checked like any other.

use std::fmt;

use crate::engine::limits::{CheckContext, broken_by_integer, broken_by_text};
use crate::engine::{boolean_of_text, integer_of_text};
use crate::forms::address::Address;
use crate::profile::Profile;
use crate::report::finding::Finding;
use crate::report::place::Location;
use crate::spec::actual_type::ActualType;
use crate::spec::rule::Rule;
use crate::spec::{Integer, Interface, JsonType, Kind, Literal, Text};

/// Whether a text is valid, or can become valid by typing on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FieldState {
    /// The text breaks no rule.
    Acceptable,
    /// The text breaks a rule; with more characters it can break no rule.
    Incomplete,
    /// The text breaks a rule, whatever follows it.
    Rejected,
}

impl FieldState {
    /// Returns the name in messages: `acceptable`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Acceptable => "acceptable",
            Self::Incomplete => "incomplete",
            Self::Rejected => "rejected",
        }
    }
}

/// The result of the check of a field.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldReport {
    /// Whether the text is valid, or can become valid.
    pub state: FieldState,
    /// The rules that the text breaks now.
    pub findings: Vec<Finding>,
}

/// The error for a pointer without a field: no row documents it, or its value is an array or object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoSuchField {
    /// The name of the interface.
    pub interface: &'static str,
    /// The pointer.
    pub pointer: String,
}

impl fmt::Display for NoSuchField {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} has no text, number or boolean at {:?}", self.interface, self.pointer)
    }
}

impl std::error::Error for NoSuchField {}

/// Checks the text that a person has typed in one field so far. Integers and booleans are typed as in JSON: `4`, `true`.
///
/// # Errors
///
/// Returns an error if no row of the interface documents a text, number or boolean at `pointer`.
///
/// ```
/// use aicc_core::{Location, Profile, FieldState, check_field, interfaces};
/// let profile = Profile::default();
/// let typed = |text| check_field(&interfaces::AGENT_ACCOUNT_CREATE, Location::Body, "/userAccount", text, &profile);
/// assert_eq!(typed("te")?.state, FieldState::Incomplete);
/// assert_eq!(typed("te st")?.state, FieldState::Rejected);
/// # Ok::<(), aicc_core::NoSuchField>(())
/// ```
pub fn check_field(
    interface: &'static Interface,
    location: Location,
    pointer: &str,
    text: &str,
    profile: &Profile,
) -> Result<FieldReport, NoSuchField> {
    let address = Address::of(interface, location, pointer).filter(Address::is_scalar);
    let address = address.ok_or_else(|| NoSuchField { interface: interface.name, pointer: pointer.to_owned() })?;
    let (broken, state) = judge(&address, text, profile);
    let finding = |rule| Finding::new(interface, location, address.place.clone(), rule);
    Ok(FieldReport { state, findings: broken.into_iter().map(finding).collect() })
}

/// Returns the rules that a text breaks, and whether it can become valid.
pub(crate) fn judge(address: &Address, text: &str, profile: &Profile) -> (Vec<Rule>, FieldState) {
    let context = address.context(profile);
    let (broken, can_become_valid) = match address.kind {
        Kind::Text(limits) => (broken_by_text(limits, context, text), can_finish_text(limits, context, text)),
        Kind::Integer(limits) => (check_integer_text(limits, text), can_finish_integer(limits, text)),
        // The others are booleans: nobody types an array or object.
        _ => (check_boolean_text(text), is_start_of_any(&["true", "false"], text)),
    };
    let state = match (broken.is_empty(), can_become_valid) {
        (true, _) => FieldState::Acceptable,
        (false, true) => FieldState::Incomplete,
        (false, false) => FieldState::Rejected,
    };
    (broken, state)
}

fn not_of_type(expected: JsonType) -> Vec<Rule> {
    vec![Rule::Type { expected, actual: ActualType::TypedText, cell: None }]
}

fn check_integer_text(limits: &Integer, text: &str) -> Vec<Rule> {
    integer_of_text(text).map_or_else(|| not_of_type(JsonType::Integer), |number| broken_by_integer(limits, number))
}

fn check_boolean_text(text: &str) -> Vec<Rule> {
    boolean_of_text(text).map_or_else(|| not_of_type(JsonType::Boolean), |_| Vec::new())
}

fn is_start_of_any(texts: &[&str], start: &str) -> bool {
    texts.iter().any(|text| text.starts_with(start))
}

fn can_finish_integer(limits: &Integer, text: &str) -> bool {
    if !limits.choices.is_empty() {
        return limits
            .choices
            .iter()
            .any(|choice| matches!(choice.value, Literal::Integer(value) if value.to_string().starts_with(text)));
    }
    match text {
        "" => true,
        // -0 is an integer, too.
        "-" => limits.minimum.is_none_or(|minimum| minimum <= 0),
        // Without documented values there is no maximum: more digits make a number above 0 large enough.
        _ => integer_of_text(text).is_some_and(|number| number > 0),
    }
}

fn can_finish_text(limits: &Text, context: CheckContext<'_>, text: &str) -> bool {
    if !limits.choices.is_empty() {
        return limits
            .choices
            .iter()
            .any(|choice| matches!(choice.value, Literal::Text(value) if value.starts_with(text)));
    }
    if let Some((minimum, maximum)) = limits.range {
        return can_finish_decimal(minimum, maximum.get(context.edition()), text);
    }
    match limits.format {
        Some(format) => {
            let mut finished = text.to_owned();
            ends_of(format.samples()).any(|end| {
                finished.truncate(text.len());
                finished.push_str(end);
                broken_by_text(limits, context, &finished).is_empty()
            })
        }
        None => can_lengthen(limits, context, text),
    }
}

/// Returns every ending of every sample.
fn ends_of<'a>(samples: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
    samples.iter().flat_map(|sample| (0..sample.len()).filter_map(|start| sample.get(start..)))
}

/// Returns whether more characters can make the text valid.
fn can_lengthen(limits: &Text, context: CheckContext<'_>, text: &str) -> bool {
    let (_, maximum) = limits.length_range(context.mandatory, &context.profile.password);
    let room = maximum.map_or(usize::MAX, |maximum| maximum.saturating_sub(text.chars().count()));
    broken_by_text(limits, context, text).iter().all(|rule| match rule {
        Rule::MinLength { .. } => true,
        // One character adds one class.
        Rule::CharacterClasses { minimum, actual, .. } => minimum.saturating_sub(*actual) <= room,
        _ => false,
    })
}

/// Returns whether more digits can lead into the range: with each digit, the possible numbers are a range ten times as wide.
fn can_finish_decimal(minimum: i64, maximum: i64, text: &str) -> bool {
    if text.is_empty() {
        return true;
    }
    let Some(mut lowest) = integer_of_text(text).filter(|number| *number > 0 && !text.starts_with('-')) else {
        return false;
    };
    let mut highest = lowest;
    while lowest <= maximum {
        if highest >= minimum {
            return true;
        }
        lowest = lowest.saturating_mul(10);
        highest = highest.saturating_mul(10).saturating_add(9);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::Field;

    fn state_of(field: &Field, text: &str) -> FieldState {
        let profile = Profile::default();
        let interface = crate::interfaces::ALL.iter().find(|interface| interface.headers.find(field.name).is_some());
        check_field(interface.unwrap(), Location::Header, &format!("/{}", field.name), text, &profile).unwrap().state
    }

    #[test]
    fn an_index_has_one_spelling() {
        let field = |pointer| {
            check_field(&crate::interfaces::AGENT_ACCOUNT_CREATE, Location::Body, pointer, "1", &Profile::default())
        };
        assert!(field("/skills/4/skillId").is_ok());
        for pointer in ["/skills/04/skillId", "/skills/+4/skillId", "/skills/-0/skillId", "/skills/ 4/skillId"] {
            assert_eq!(field(pointer).unwrap_err().pointer, pointer);
        }
    }

    #[test]
    fn no_prefix_of_a_sample_is_rejected() {
        for interface in crate::interfaces::ALL {
            for field in interface.headers.fields {
                let Kind::Text(Text { format: Some(format), .. }) = field.kind else { continue };
                for sample in format.samples() {
                    for end in 0..=sample.len() {
                        assert_ne!(
                            state_of(field, sample.split_at(end).0),
                            FieldState::Rejected,
                            "{} {sample} {end}",
                            field.name
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn a_minus_sign_can_start_what_is_not_above_0() {
        let state = |minimum, text: &str| {
            let limits = Integer { minimum, ..Integer::ANY };
            (check_integer_text(&limits, text).is_empty(), can_finish_integer(&limits, text))
        };
        for minimum in [None, Some(-5), Some(-1), Some(0)] {
            assert_eq!(state(minimum, "-"), (false, true), "{minimum:?}");
            assert!(state(minimum, "-0").0, "{minimum:?}");
        }
        assert_eq!(state(Some(1), "-"), (false, false));
        assert_eq!(state(Some(-5), "-6"), (false, false), "it can only fall");
        assert_eq!([state(Some(10), "0"), state(Some(10), "1")], [(false, false), (false, true)]);
    }

    #[test]
    fn a_decimal_can_be_finished_where_more_digits_lead_into_the_range() {
        for text in ["", "1", "15", "19", "150", "199"] {
            assert!(can_finish_decimal(150, 199, text), "{text}");
        }
        for text in ["0", "2", "14", "20", "149", "200", "1500", "-1", "x", "01"] {
            assert!(!can_finish_decimal(150, 199, text), "{text}");
        }
        assert!(can_finish_decimal(150, i64::MAX, "9") && can_finish_decimal(i64::MAX, i64::MAX, "92"));
    }
}
