//! The interface, as an option or an argument.

use std::ffi::OsStr;

use aicc_core::{Interface, interfaces};
use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Args, Command, Error};

/// The interface of the records.
#[derive(Args, Debug)]
pub(crate) struct InterfaceOption {
    #[arg(long = "interface", short, value_name = "INTERFACE", value_parser = InterfaceParser)]
    pub(crate) interface: &'static Interface,
}

/// The interface that a command shows.
#[derive(Args, Debug)]
pub(crate) struct InterfaceArgument {
    #[arg(value_name = "INTERFACE", value_parser = InterfaceParser)]
    pub(crate) interface: &'static Interface,
}

/// Finds an interface by its name. For an unknown name, it suggests the most similar one.
#[derive(Clone)]
struct InterfaceParser;

/// How similar a suggested name is, from 0 (nothing in common) to 1 (equal).
const SIMILAR: f64 = 0.7;

impl TypedValueParser for InterfaceParser {
    type Value = &'static Interface;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<Self::Value, Error> {
        let name = StringValueParser::new().parse_ref(command, arg, value)?;
        interfaces::ALL
            .iter()
            .copied()
            .find(|interface| interface.name == name)
            .ok_or_else(|| unknown(command, arg, name))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(names().map(PossibleValue::new)))
    }
}

fn names() -> impl Iterator<Item = &'static str> {
    interfaces::ALL.iter().map(|interface| interface.name)
}

fn unknown(command: &Command, arg: Option<&Arg>, name: String) -> Error {
    let mut error = Error::new(ErrorKind::InvalidValue).with_cmd(command);
    if let Some(suggested) = most_similar(&name) {
        error.insert(ContextKind::SuggestedValue, ContextValue::String(suggested.to_owned()));
    }
    let option = arg.map(ToString::to_string).unwrap_or_default();
    error.insert(ContextKind::InvalidArg, ContextValue::String(option));
    error.insert(ContextKind::InvalidValue, ContextValue::String(name));
    error.insert(ContextKind::ValidValue, ContextValue::Strings(names().map(str::to_owned).collect()));
    error
}

/// Returns the interface name that is most similar to `name`, without regard to case.
fn most_similar(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    let similarity = |known: &str| strsim::jaro_winkler(&known.to_lowercase(), &name);
    let (found, best) =
        names().map(|known| (known, similarity(known))).max_by(|one, other| one.1.total_cmp(&other.1))?;
    (best >= SIMILAR).then_some(found)
}
