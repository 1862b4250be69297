//! The types of the arguments of findings, for generators of code.

use crate::json::Reason;
use crate::spec::actual_type::ActualType;
use crate::spec::cell_damage::CellDamage;
use crate::spec::cell_fault::CellFault;
use crate::spec::param::Param;
use crate::spec::{CharacterClass, Choice, JsonType, Labelled};

/// The type of an argument of a finding: see [`Code::param_types`](crate::Code::param_types).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParamType {
    /// What the argument is.
    pub kind: ParamKind,
    /// Whether a finding can lack it.
    pub optional: bool,
}

/// What an argument of a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParamKind {
    /// An integer.
    Integer,
    /// A text.
    Text,
    /// A value of the message: an integer, a boolean or a text.
    Value,
    /// A list of names.
    Names,
    /// A list of documented values.
    Values,
}

/// A type that an argument of a rule can have.
pub(crate) trait TypedArgument {
    const TYPE: ParamType;
}

macro_rules! typed {
    ($($kind:ident: $($type:ty)+;)+) => {$($(
        impl TypedArgument for $type {
            const TYPE: ParamType = ParamType { kind: ParamKind::$kind, optional: false };
        }
    )+)+};
}

typed! {
    Integer: i64 u64 usize Labelled;
    Text: String &'static str Reason JsonType ActualType CellDamage CellFault;
    Value: Param Box<Param>;
    Names: Vec<CharacterClass>;
    Values: &'static [Choice];
}

impl<T: TypedArgument> TypedArgument for Option<T> {
    const TYPE: ParamType = ParamType { kind: T::TYPE.kind, optional: true };
}
