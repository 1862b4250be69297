//! The options for the parameters of paths. The tables have their names.

use aicc_core::spec::Field;
use aicc_core::{Interface, interfaces};
use clap::{Arg, ArgMatches, Args, Command, FromArgMatches};

/// The values of the parameters that the paths of the interfaces have, each with its row.
#[derive(Clone, Debug, Default)]
pub(super) struct PathOptions(Vec<(&'static Field, String)>);

impl PathOptions {
    /// Returns the parameters of an interface that were given, by their wire names.
    pub(super) fn of(&self, interface: &Interface) -> Vec<(&'static str, &str)> {
        let given = |field: &Field| self.0.iter().find(|(known, _)| known.field == field.field);
        let fields = interface.path_parameters.fields.iter();
        fields.filter_map(|field| Some((field.name, given(field)?.1.as_str()))).collect()
    }
}

/// Returns the name of the option for a path parameter: `agent-id`.
pub(super) fn option_of(field: &Field) -> String {
    field.field.replace('_', "-")
}

/// Returns every path parameter once, in the order of the interfaces.
fn fields() -> Vec<&'static Field> {
    let mut fields: Vec<&'static Field> = Vec::new();
    for field in interfaces::ALL.iter().flat_map(|interface| interface.path_parameters.fields) {
        if fields.iter().all(|known| known.field != field.field) {
            fields.push(field);
        }
    }
    fields
}

impl FromArgMatches for PathOptions {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut options = Self::default();
        options.update_from_arg_matches(matches)?;
        Ok(options)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        let given = |field: &'static Field| Some((field, matches.get_one::<String>(field.field)?.clone()));
        self.0 = fields().into_iter().filter_map(given).collect();
        Ok(())
    }
}

impl Args for PathOptions {
    fn augment_args(command: Command) -> Command {
        let arguments = fields()
            .into_iter()
            .map(|field| Arg::new(field.field).long(option_of(field)).value_name(field.field.to_ascii_uppercase()));
        command.args(arguments)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}
