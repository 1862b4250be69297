//! The words by which people name the members of an interface.
//!
//! A member has its wire name, its labels in every language, and the other words of its row. An element of a list has a number,
//! which counts from 1 in words (`Skills 1 Skill ID`) and from 0 in a path (`skills/0/skillId`).

use crate::columns::fold::{folded, is_long};
use crate::report::place::index_of;
use crate::spec::{Array, Field, Interface, Kind, Object};

/// Words that people add to a heading, and that say nothing about its member: `User Account (required)`.
const REMARKS: &[&str] = &["required", "mandatory", "optional", "必填", "必选", "选填", "可选"];

/// The words for the members of an interface, in one spelling.
#[derive(Debug)]
pub(super) struct Vocabulary {
    members: Vec<MemberWords>,
}

/// The words for a member.
#[derive(Debug)]
struct MemberWords {
    name: &'static str,
    words: Vec<String>,
    value: ValueWords,
}

/// The words inside a member.
#[derive(Debug)]
enum ValueWords {
    /// The member is one value.
    One,
    /// The member is a list of texts, which can also have one column for each element.
    Texts,
    /// The member is a list of objects with these members.
    Objects(Vec<MemberWords>),
}

impl Vocabulary {
    pub(super) fn new(interface: &'static Interface) -> Self {
        Self { members: words_of(interface.request.object) }
    }

    /// Returns the path of the member that a heading names, in any spelling.
    pub(super) fn path(&self, heading: &str) -> Option<String> {
        if is_long(heading) {
            return None;
        }
        let steps: Vec<&str> = heading.split('/').collect();
        let by_steps = if steps.len() > 1 { path_of_steps(&self.members, &steps) } else { None };
        by_steps.or_else(|| self.path_of_words(&folded(heading).collect::<String>()))
    }

    fn path_of_words(&self, heading: &str) -> Option<String> {
        let remark = REMARKS.iter().find_map(|remark| heading.strip_suffix(remark));
        [Some(heading), remark].into_iter().flatten().find_map(|words| {
            let members = self.members.iter();
            members.filter_map(|member| member.path_of_words(words)).next()
        })
    }
}

impl MemberWords {
    fn new(field: &'static Field) -> Self {
        let value = match &field.kind {
            Kind::Array(Array { element: Kind::Object(object), .. }) => ValueWords::Objects(words_of(object)),
            Kind::Array(_) => ValueWords::Texts,
            _ => ValueWords::One,
        };
        Self { name: field.name, words: field.words().map(|word| folded(word).collect()).collect(), value }
    }

    /// Returns whether a text is a word for the member, or two of them, such as one in each language.
    fn is_named(&self, text: &str) -> bool {
        self.parts_after_word(text).any(|rest| rest.is_empty() || self.words.iter().any(|word| word == rest))
    }

    /// Returns what follows each word for the member that a text begins with.
    fn parts_after_word<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        self.words.iter().filter_map(move |word| text.strip_prefix(word.as_str()))
    }

    fn path_of_words(&self, heading: &str) -> Option<String> {
        match &self.value {
            ValueWords::One => self.is_named(heading).then(|| self.name.to_owned()),
            ValueWords::Texts if self.is_named(heading) => Some(self.name.to_owned()),
            ValueWords::Texts => {
                let index = self.parts_after_word(heading).find_map(index_of_number)?;
                Some(format!("{}/{index}", self.name))
            }
            ValueWords::Objects(members) => {
                let (index, member) = members.iter().find_map(|member| self.element(heading, member))?;
                Some(format!("{}/{index}/{}", self.name, member.name))
            }
        }
    }

    /// Returns the index of the element whose member a heading names: `Skills 1 Skill ID`, `Skill ID 1`.
    fn element<'m>(&self, heading: &str, member: &'m Self) -> Option<(usize, &'m Self)> {
        let after_list = self.parts_after_word(heading).find_map(|rest| {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let (number, words) = rest.split_at_checked(digits)?;
            index_of_number(number).filter(|_| member.is_named(words))
        });
        let index = after_list.or_else(|| member.parts_after_word(heading).find_map(index_of_number))?;
        Some((index, member))
    }
}

fn words_of(object: &'static Object) -> Vec<MemberWords> {
    object.fields.iter().map(MemberWords::new).collect()
}

/// Returns the path of a heading that has the steps of a path, each in any spelling.
fn path_of_steps(members: &[MemberWords], steps: &[&str]) -> Option<String> {
    let (first, rest) = steps.split_first()?;
    let name: String = folded(first).collect();
    let member = members.iter().find(|member| member.is_named(&name))?;
    match (&member.value, rest) {
        (ValueWords::One | ValueWords::Texts, []) => Some(member.name.to_owned()),
        (ValueWords::Texts, [index]) => Some(format!("{}/{}", member.name, index_of(index.trim())?)),
        (ValueWords::Objects(members), [index, rest @ ..]) => {
            Some(format!("{}/{}/{}", member.name, index_of(index.trim())?, path_of_steps(members, rest)?))
        }
        _ => None,
    }
}

/// Returns the index of an element that is counted from 1.
fn index_of_number(number: &str) -> Option<usize> {
    index_of(number)?.checked_sub(1)
}
