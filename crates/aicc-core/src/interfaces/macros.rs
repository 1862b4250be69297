//! The notation of the tables: macros turn the rows of a page into constant data and into types with the same rows. They contain
//! no rule.

/// Documented values as a closed enum: `value Variant "English label" "Chinese label" or "other words";`.
macro_rules! choices {
    (
        $(#[doc = $doc:literal])+
        pub enum $name:ident: $representation:ident {
            $first_value:literal $first:ident $first_english:literal $first_chinese:literal
                $(or $($first_synonym:literal)+)?;
            $($value:literal $variant:ident $english:literal $chinese:literal $(or $($synonym:literal)+)?;)*
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            #[doc = concat!("`", stringify!($first_value), "`: ", $first_english, ".")]
            $first,
            $(
                #[doc = concat!("`", stringify!($value), "`: ", $english, ".")]
                $variant,
            )*
        }

        impl $name {
            /// Every documented value, in the order of the page.
            pub const ALL: &'static [Self] = &[Self::$first, $(Self::$variant),*];

            /// The documented values with their labels, in the order of the page.
            pub const CHOICES: &'static [$crate::spec::Choice] = &[
                choices!(@row $representation $first_value $first $first_english $first_chinese [$($($first_synonym)+)?]),
                $(choices!(@row $representation $value $variant $english $chinese [$($($synonym)+)?])),*
            ];

            /// The set as data.
            pub const SET: $crate::spec::ChoiceSet = $crate::spec::ChoiceSet {
                name: stringify!($name),
                description: concat!($($doc),+).trim_ascii(),
                choices: Self::CHOICES,
            };

            /// Returns the value on the wire.
            #[must_use]
            pub const fn value(self) -> choices!(@type $representation) {
                match self {
                    Self::$first => $first_value,
                    $(Self::$variant => $value,)*
                }
            }

            /// Returns the documented value with a value on the wire; `None` for any other value.
            #[must_use]
            pub fn from_value(value: choices!(@borrowed $representation)) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.value() == value)
            }
        }

        impl $crate::message::slot::Slot for $name {
            fn clear(&mut self) {
                *self = Self::$first;
            }

            fn set(&mut self, value: $crate::message::slot::Scalar<'_>) {
                if let $crate::message::slot::Scalar::$representation(value) = value
                    && let Some(known) = Self::from_value(choices!(@borrow $representation value))
                {
                    *self = known;
                }
            }

            fn view(&self) -> $crate::message::slot::View<'_> {
                $crate::message::slot::View::Scalar($crate::message::slot::Scalar::$representation(self.value().into()))
            }
        }

        impl $crate::message::slot::Member for $name {
            const JSON_TYPE: $crate::spec::JsonType = choices!(@json_type $representation);

            fn blank() -> Self {
                Self::$first
            }
        }
    };
    (@row $representation:ident $value:literal $variant:ident $english:literal $chinese:literal [$($synonym:literal)*]) => {
        $crate::spec::Choice {
            value: $crate::spec::Literal::$representation($value),
            name: stringify!($variant),
            label: $crate::language::Wording { english: $english, chinese: $chinese },
            synonyms: &[$($synonym),*],
        }
    };
    (@type Integer) => { i64 };
    (@type Text) => { &'static str };
    (@borrowed Integer) => { i64 };
    (@borrowed Text) => { &str };
    (@borrow Integer $value:ident) => { $value };
    (@borrow Text $value:ident) => { $value.as_ref() };
    (@json_type Integer) => { $crate::spec::JsonType::Integer };
    (@json_type Text) => { $crate::spec::JsonType::String };
}

/// A table as constant data. A row is written as
///
/// ```text
/// "row" "wireName" field: presence Type = kind, fact(…), …;
///     en "Label", "Note in whole sentences.";
///     zh "标签", "说明。";
/// ```
///
/// `presence` is `mandatory`, `optional`, or `expected`: mandatory on the page, but a reply without it is accepted. Notes are
/// optional. Labels and notes do not state limits: descriptions take the limits from `kind`.
macro_rules! table {
    (
        $name:ident, $description:expr, $($row:literal $wire:literal $field:ident: $presence:ident $type:ty =
            $kind:expr $(, $fact:ident($($argument:expr),*))*;
            en $english:literal $(, $english_note:literal)?;
            zh $chinese:literal $(, $chinese_note:literal)?;)*
    ) => {{
        const FIELDS: &[$crate::spec::Field] = &[$(
            table!(@presence $presence
                $crate::spec::Field::new($row, $wire, $kind, $crate::language::Wording {
                    english: $english,
                    chinese: $chinese,
                })
                    .note($crate::language::Wording {
                        english: concat!($($english_note)?),
                        chinese: concat!($($chinese_note)?),
                    })
                    .in_code(stringify!($field), stringify!($type))
                    .typed(<$type as $crate::message::slot::Member>::JSON_TYPE, <$type as $crate::message::slot::Member>::SECRET)
            ) $(.$fact($($argument),*))*
        ),*];
        const OBJECT: $crate::spec::Object = $crate::spec::Object {
            name: stringify!($name),
            description: $description,
            fields: FIELDS,
            names: $crate::spec::Names::of(&[$($wire),*]),
        };
        const { OBJECT.audit() };
        OBJECT
    }};
    (@presence mandatory $field:expr) => { $field.mandatory() };
    (@presence expected $field:expr) => { $field.mandatory() };
    (@presence optional $field:expr) => { $field };
}

/// A table, with a type that has its rows.
macro_rules! message {
    (
        $(#[doc = $doc:literal])+
        zh $object:literal
        pub struct $name:ident {
            $($row:literal $wire:literal $field:ident: $presence:ident $type:ty =
                $kind:expr $(, $fact:ident($($argument:expr),*))*;
                en $english:literal $(, $english_note:literal)?;
                zh $chinese:literal $(, $chinese_note:literal)?;)+
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $(
                #[doc = message!(@doc "" $wire $row $kind, $english $(, $english_note)?)]
                pub $field: message!(@type $presence $type),
            )+
        }

        impl $name {
            /// The rows of the vendor's table.
            pub const TABLE: &'static $crate::spec::Object = &table! {
                $name,
                $crate::language::Wording { english: concat!($($doc),+).trim_ascii(), chinese: $object },
                $($row $wire $field: $presence $type = $kind $(, $fact($($argument),*))*;
                    en $english $(, $english_note)?;
                    zh $chinese $(, $chinese_note)?;)+
            };
        }

        impl $crate::message::slot::Slot for $name {
            fn clear(&mut self) {
                *self = <Self as $crate::message::slot::Member>::blank();
            }

            fn set(&mut self, _value: $crate::message::slot::Scalar<'_>) {}

            fn member(&mut self, position: usize) -> Option<&mut $crate::message::slot::AnySlot> {
                [$(&mut self.$field as &mut $crate::message::slot::AnySlot),+].into_iter().nth(position)
            }

            fn view(&self) -> $crate::message::slot::View<'_> {
                $crate::message::slot::View::Object(Self::TABLE, self)
            }

            fn view_at(&self, position: usize) -> $crate::message::slot::View<'_> {
                [$(&self.$field as &$crate::message::slot::AnySlot),+]
                    .get(position)
                    .map_or($crate::message::slot::View::Absent, |slot| slot.view())
            }
        }

        impl $crate::message::slot::Member for $name {
            const JSON_TYPE: $crate::spec::JsonType = $crate::spec::JsonType::Object;

            fn blank() -> Self {
                Self { $($field: message!(@blank $presence)),+ }
            }
        }
    };
    (@doc $verb:literal $wire:literal $row:literal $kind:expr, $label:literal $(, $note:literal)?) => {
        concat!(
            $verb, "`", $wire, "` (row ", $row, "): ", $label, ". ", $($note, " ",)?
            "Type and limits: `", stringify!($kind), "`."
        )
    };
    (@type mandatory $type:ty) => { $type };
    (@type optional $type:ty) => { Option<$type> };
    (@type expected $type:ty) => { Option<$type> };
    (@blank mandatory) => { $crate::message::slot::Member::blank() };
    (@blank $presence:ident) => { None };
}

/// A request body: its table, its type, and a builder that reports every error.
macro_rules! request {
    (
        $interface:ident, $builder:ident,
        $(#[doc = $doc:literal])+
        zh $object:literal
        pub struct $name:ident {
            $($row:literal $wire:literal $field:ident: $presence:ident $type:ty =
                $kind:expr $(, $fact:ident($($argument:expr),*))*;
                en $english:literal $(, $english_note:literal)?;
                zh $chinese:literal $(, $chinese_note:literal)?;)+
        }
    ) => {
        message! {
            $(#[doc = $doc])+
            zh $object
            pub struct $name {
                $($row $wire $field: $presence $type = $kind $(, $fact($($argument),*))*;
                    en $english $(, $english_note)?;
                    zh $chinese $(, $chinese_note)?;)+
            }
        }

        impl $crate::valid::RequestBody for $name {
            const INTERFACE: &'static $crate::spec::Interface = &$interface;
        }

        impl $name {
            /// Returns a builder without members.
            #[must_use]
            pub fn builder() -> $builder {
                $builder::default()
            }
        }

        #[doc = concat!("Builds an [`", stringify!($name), "`], member by member.")]
        #[derive(Clone, Debug, Default)]
        pub struct $builder {
            $($field: Option<$type>,)+
        }

        impl $builder {
            $(
                #[doc = message!(@doc "Sets " $wire $row $kind, $english $(, $english_note)?)]
                #[must_use]
                pub fn $field(mut self, value: impl Into<$type>) -> Self {
                    self.$field = Some(value.into());
                    self
                }
            )+

            /// Checks the message and returns it.
            ///
            /// # Errors
            ///
            /// Returns a report with every rule that the message breaks, also for missing members.
            pub fn build(
                self,
                profile: &$crate::profile::Profile,
            ) -> Result<$crate::valid::Valid<$name>, $crate::report::Report> {
                $crate::valid::validate(&self, &$interface, profile).map(|proof| {
                    proof.of($name { $($field: request!(@finish $presence self.$field)),+ })
                })
            }
        }

        impl $crate::message::slot::Slot for $builder {
            fn clear(&mut self) {
                *self = Self::default();
            }

            fn set(&mut self, _value: $crate::message::slot::Scalar<'_>) {}

            fn view(&self) -> $crate::message::slot::View<'_> {
                $crate::message::slot::View::Object($name::TABLE, self)
            }

            fn view_at(&self, position: usize) -> $crate::message::slot::View<'_> {
                [$(&self.$field as &$crate::message::slot::AnySlot),+]
                    .get(position)
                    .map_or($crate::message::slot::View::Absent, |slot| slot.view())
            }
        }
    };
    (@finish mandatory $value:expr) => { $value.unwrap_or_else($crate::message::slot::Member::blank) };
    (@finish optional $value:expr) => { $value };
}
