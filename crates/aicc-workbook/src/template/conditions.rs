//! The limits of a row as formulas about a cell.
//!
//! A value that obeys the row meets every condition. Some limits have no formula, so a value that meets them can still break a rule.
//! Excel counts a character outside the Basic Multilingual Plane as two. Functions get whole arrays inside `SUMPRODUCT` in every
//! program for spreadsheets.

use aicc_core::PasswordPolicy;
use aicc_core::spec::{Array, CharacterClass, CharacterSet, Characters, EmailParts, Format, Integer, Kind, Text};

use crate::template::lookups::Lookups;

/// The longest formula of a rule in Excel, without the sign of equality.
const LONGEST_FORMULA: usize = 254;

/// The most characters of a cell that a formula looks at, if the row has no maximum.
const MOST_CHARACTERS: usize = 1000;

/// The most elements of a list that a formula looks at, if the row has no maximum.
const MOST_ELEMENTS: usize = 99;

/// The most digits of a 64-bit number.
const MOST_DIGITS: usize = 19;

/// The conditions for the value of a cell, the most important first.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Conditions {
    /// Conditions, with commas between them: if one is met, the others do not apply.
    unless: Option<String>,
    all: Vec<String>,
}

impl Conditions {
    /// Returns a formula that is true if the cell meets all conditions; `None` if there are none.
    pub(super) fn formula(&self) -> Option<String> {
        self.joined(self.all.len())
    }

    /// Returns the formula of as many conditions as the rule of a cell has room for.
    pub(super) fn short_formula(&self) -> Option<String> {
        let formulas = (1..=self.all.len()).rev().filter_map(|count| self.joined(count));
        formulas.into_iter().find(|formula| formula.encode_utf16().count() <= LONGEST_FORMULA)
    }

    /// Returns the conditions so that an empty cell meets them.
    pub(super) fn or_empty(self, cell: &str) -> Self {
        let empty = format!("LEN({cell})=0");
        let unless = match self.unless {
            Some(unless) => format!("{empty},{unless}"),
            None => empty,
        };
        Self { unless: Some(unless), all: self.all }
    }

    fn joined(&self, count: usize) -> Option<String> {
        let all = match self.all.get(..count)? {
            [] => return None,
            [one] => one.clone(),
            several => format!("AND({})", several.join(",")),
        };
        Some(match &self.unless {
            Some(unless) => format!("OR({unless},{all})"),
            None => all,
        })
    }
}

/// Writes conditions about one cell.
pub(super) struct ConditionWriter<'a> {
    /// The reference to the cell: `B2`.
    pub(super) cell: &'a str,
    pub(super) policy: &'a PasswordPolicy,
    pub(super) lookups: &'a mut Lookups,
}

impl ConditionWriter<'_> {
    /// Returns the conditions of a kind. A row with a list of values has no conditions.
    pub(super) fn conditions(&mut self, kind: &Kind) -> Conditions {
        match kind {
            Kind::Text(text) if text.choices.is_empty() => self.text(text),
            Kind::Integer(integer) if integer.choices.is_empty() => self.integer(integer),
            Kind::Array(Array { element: Kind::Text(text), maximum }) => self.texts(text, *maximum),
            _ => Conditions::default(),
        }
    }

    fn text(&mut self, text: &Text) -> Conditions {
        let (minimum, maximum) = text.length_range(false, self.policy);
        let looked_at = maximum.unwrap_or(MOST_CHARACTERS);
        let mut all = self.lengths(minimum, maximum, text.characters);
        if text.password_policy {
            all.extend(self.classes(text.characters, looked_at));
        }
        all.extend(text.characters.and_then(|characters| self.characters(characters, looked_at)));
        match text.format {
            Some(Format::Email) => {
                let cell = self.cell;
                // Only addresses without quotes and literals are looked at.
                let unless = Some(format!("LEFT({cell})=\"\"\"\",RIGHT({cell})=\"]\""));
                all.extend(self.plain_address(text.email_parts));
                Conditions { unless, all }
            }
            Some(Format::Ipv4) => Conditions { unless: None, all: self.ipv4().into_iter().chain(all).collect() },
            _ => Conditions { unless: None, all },
        }
    }

    fn lengths(&self, minimum: usize, maximum: Option<usize>, characters: Option<Characters>) -> Vec<String> {
        let cell = self.cell;
        let is_plain = matches!(characters, Some(Characters::Only(set)) if set.iter().all(is_one_unit));
        // A character that counts twice is at least one character.
        let minimum_condition = (minimum > 1).then(|| format!("LEN({cell})>={minimum}"));
        match maximum {
            Some(maximum) if is_plain && maximum == minimum => vec![format!("LEN({cell})={maximum}")],
            Some(maximum) if is_plain => {
                minimum_condition.into_iter().chain([format!("LEN({cell})<={maximum}")]).collect()
            }
            // UNICODE has an error for each half of a character that counts twice, and for each position after the text: there must
            // be as many errors in twice the maximum as the text has units.
            Some(maximum) => {
                let errors = errors(&format!("_xlfn.UNICODE({})", each_character(cell, maximum.saturating_mul(2))));
                let maximum = format!("IF(LEN({cell})<={maximum},TRUE,LEN({cell})<={errors})");
                minimum_condition.into_iter().chain([maximum]).collect()
            }
            None => minimum_condition.into_iter().collect(),
        }
    }

    /// Returns the condition on the characters of a text; `None` if a formula cannot look at them one by one.
    fn characters(&mut self, characters: Characters, looked_at: usize) -> Option<String> {
        let cell = self.cell;
        match characters {
            Characters::Only(set) => {
                set.iter().all(is_one_unit).then(|| format!("{}=0", self.others(cell, looked_at, &all_of(set))))
            }
            Characters::NoneOf(set) => {
                let (text, count) = (all_of(set), set.iter().count());
                let text = self.lookups.text(&text);
                Some(format!("SUMPRODUCT(--ISNUMBER(FIND(MID({text},ROW($1:${count}),1),{cell})))=0"))
            }
        }
    }

    /// Returns the conditions on the classes of characters of a password, whose letters and digits are ASCII.
    fn classes(&mut self, characters: Option<Characters>, looked_at: usize) -> Vec<String> {
        let Some(Characters::Only(set)) = characters else { return Vec::new() };
        let needed = self.policy.classes();
        let present = CharacterClass::ALL.iter().map(|class| self.has_class(*class, set, looked_at));
        let present: Vec<String> = present.collect();
        match needed {
            0 => Vec::new(),
            _ if needed == present.len() => present,
            _ => {
                let counted: Vec<String> = present.iter().map(|class| format!("({class})")).collect();
                vec![format!("{}>={needed}", counted.join("+"))]
            }
        }
    }

    /// Returns the condition that a text of allowed characters has one of a class.
    fn has_class(&mut self, class: CharacterClass, set: &'static CharacterSet, looked_at: usize) -> String {
        let cell = self.cell;
        match class {
            CharacterClass::Uppercase => format!("NOT(EXACT({cell},LOWER({cell})))"),
            CharacterClass::Lowercase => format!("NOT(EXACT({cell},UPPER({cell})))"),
            CharacterClass::Digit => format!("SUMPRODUCT(--ISNUMBER(FIND(ROW($1:$10)-1,{cell})))>0"),
            CharacterClass::Special => {
                let is_other = |character: &char| {
                    Characters::Only(set).class_of(*character).is_some_and(|class| class != CharacterClass::Special)
                };
                let known: String = set.iter().filter(is_other).collect();
                format!("{}>0", self.others(cell, looked_at, &known))
            }
        }
    }

    /// Returns the conditions for an e-mail address without quotes and literals (reading R9).
    fn plain_address(&mut self, parts: Option<EmailParts>) -> Vec<String> {
        let cell = self.cell;
        let at = format!("FIND(\"@\",{cell}&\"@\")");
        let mut all = vec![
            format!("LEN({cell})-LEN(SUBSTITUTE({cell},\"@\",\"\"))=1"),
            // No part between dots is empty.
            format!("ISERROR(FIND(\"..\",\".\"&SUBSTITUTE({cell},\"@\",\".\")&\".\"))"),
        ];
        let longest = parts.map_or(MOST_CHARACTERS, |parts| parts.local.saturating_add(parts.domain).saturating_add(1));
        all.push(format!("{}=0", self.others(cell, longest, &address_characters())));
        if let Some(EmailParts { local, domain, label }) = parts {
            let labels = separated(&format!("MID({cell},{at}+1,{domain})"), ".", domain, domain.saturating_add(1) / 2);
            all.extend([
                format!("{at}<={}", local.saturating_add(1)),
                format!("LEN({cell})-{at}<={domain}"),
                format!("SUMPRODUCT(--(LEN({labels})>{label}))=0"),
            ]);
        }
        all
    }

    /// Returns the conditions for an IPv4 address (reading R15): three dots, and four numbers as they are written without leading
    /// zeros. The columns A to IV have the numbers from 1 to 256.
    fn ipv4(&self) -> [String; 3] {
        let cell = self.cell;
        let numbers = separated(cell, ".", 15, 4);
        [
            format!("LEN({cell})-LEN(SUBSTITUTE({cell},\".\",\"\"))=3"),
            format!("ISERROR(FIND(\" \",{cell}))"),
            format!("SUMPRODUCT(--({numbers}=\"\"&(COLUMN($A$1:$IV$1)-1)))=4"),
        ]
    }

    /// Returns the conditions for an integer of 64 bits, as digits without leading zeros.
    fn integer(&mut self, integer: &Integer) -> Conditions {
        let cell = self.cell;
        let is_negative_allowed = integer.minimum.is_none_or(|minimum| minimum < 0);
        let (digits, largest) = match is_negative_allowed {
            true => (format!("SUBSTITUTE({cell},\"-\",\"\")"), i64::MIN.unsigned_abs()),
            false => (cell.to_owned(), i64::MAX.unsigned_abs()),
        };
        let mut all = vec![
            format!("{}=0", self.others(&digits, MOST_DIGITS, "0123456789")),
            format!("LEN({digits})<={MOST_DIGITS}"),
            format!("OR(LEN({digits})=1,LEFT({digits})<>\"0\")"),
        ];
        if is_negative_allowed {
            all.extend([format!("ISERROR(FIND(\"-\",{cell},2))"), format!("{cell}&\"\"<>\"-\"")]);
        }
        all.extend(integer.minimum.map(|minimum| format!("IFERROR(VALUE({cell})>={minimum},FALSE)")));
        all.push(format!("OR(LEN({digits})<{MOST_DIGITS},{digits}&\"\"<=\"{largest}\")"));
        Conditions { unless: None, all }
    }

    /// Returns the conditions for a list of texts with commas between them (reading R10).
    fn texts(&self, element: &Text, maximum: Option<usize>) -> Conditions {
        let cell = self.cell;
        let count = maximum
            .map(|maximum| format!("LEN({cell})-LEN(SUBSTITUTE({cell},\",\",\"\"))<={}", maximum.saturating_sub(1)));
        let length = element.maximum.map(|length| {
            let elements = separated(cell, ",", format!("LEN({cell})"), maximum.unwrap_or(MOST_ELEMENTS));
            format!("SUMPRODUCT(--(LEN({elements})>{length}))=0")
        });
        // With a character that counts twice, lengths are not looked at.
        let errors = errors(&format!("_xlfn.UNICODE({})", each_character(cell, MOST_CHARACTERS)));
        let unless = Some(format!("{errors}+LEN({cell})>{MOST_CHARACTERS}"));
        Conditions { unless, all: count.into_iter().chain(length).collect() }
    }

    /// Returns how many of the first characters of a text are not known ones. The text is filled up with a known character, because
    /// not every program finds an empty text in another.
    fn others(&mut self, text: &str, looked_at: usize, known: &str) -> String {
        let filler = known.chars().find(char::is_ascii_alphanumeric).unwrap_or(' ');
        let filled = format!("{text}&REPT(\"{filler}\",{looked_at})");
        let known = self.lookups.text(known);
        errors(&format!("FIND({},{known})", each_character(&filled, looked_at)))
    }
}

/// Returns the number of errors in an array.
fn errors(array: &str) -> String {
    format!("SUMPRODUCT(--ISERROR({array}))")
}

/// Returns the array of the first characters of a text.
fn each_character(text: &str, count: usize) -> String {
    format!("MID({text},ROW($1:${count}),1)")
}

/// Returns the array of the first parts of a text between separators, each of at most `length` characters, without outer spaces.
fn separated(text: &str, separator: &str, length: impl std::fmt::Display, count: usize) -> String {
    let spaced = format!("SUBSTITUTE({text},\"{separator}\",REPT(\" \",{length}))");
    format!("TRIM(MID({spaced},(ROW($1:${count})-1)*{length}+1,{length}))")
}

fn is_one_unit(character: char) -> bool {
    character.len_utf16() == 1
}

fn all_of(set: &CharacterSet) -> String {
    set.iter().collect()
}

/// Returns the characters of an address without quotes and literals (reading R9).
fn address_characters() -> String {
    (' '..='~').filter(|character| Format::Email.matches(&format!("{character}@a"))).chain(['.', '@']).collect()
}
