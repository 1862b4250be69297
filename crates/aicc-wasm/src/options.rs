//! The options of a call.

use std::collections::BTreeMap;

use aicc_core::{Edition, Language, PasswordPolicy, Profile};

use crate::lines::{Line, Lines};
use crate::misuse::Misuse;

/// The options of a call. The default of each option is what the documents state.
#[derive(Default)]
pub(crate) struct CallOptions {
    pub(crate) profile: Profile,
    pub(crate) language: Language,
}

impl CallOptions {
    /// Reads options: `{language, edition, passwordPolicy, maximumSize, skillQueues}`, each of them optional. The empty text is the
    /// options without members.
    pub(crate) fn read(text: &str) -> Result<Self, Misuse> {
        let mut options = Self::default();
        if text.is_empty() {
            return Ok(options);
        }
        let mut lines = Lines::of(text);
        lines.next();
        while let Some(name) = lines.next_name() {
            options.read_member(&name, &mut lines).ok_or_else(|| wrong(&name))??;
        }
        Ok(options)
    }

    fn read_member(&mut self, name: &str, lines: &mut Lines<'_>) -> Option<Result<(), Misuse>> {
        let Self { profile, language } = self;
        match name {
            "language" => *language = Language::from_tag(lines.next()?.into_text()?.expose())?,
            "edition" => profile.edition = Edition::from_date(lines.next()?.into_text()?.expose())?,
            "maximumSize" => profile.maximum_size = usize::try_from(lines.next()?.integer()?).ok()?,
            "skillQueues" => profile.skill_queues = Some(skill_queues(lines)?),
            "passwordPolicy" => match password_policy(lines)? {
                Ok(policy) => profile.password = policy,
                Err(error) => {
                    return Some(Err(Misuse::range(error.message(*language))));
                }
            },
            _ => return None,
        }
        Some(Ok(()))
    }
}

fn wrong(name: &str) -> Misuse {
    let editions: Vec<&str> = Edition::ALL.iter().map(|edition| edition.as_str()).collect();
    let languages: Vec<&str> = Language::ALL.iter().map(|language| language.tag()).collect();
    Misuse::of_type(match name {
        "language" => format!("the option language must be one of: {}", languages.join(", ")),
        "edition" => format!("the option edition must be one of: {}", editions.join(", ")),
        "maximumSize" => "the option maximumSize must be a number of bytes".to_owned(),
        "skillQueues" => "the option skillQueues must be an object with the type of each queue by its ID".to_owned(),
        "passwordPolicy" => {
            "the option passwordPolicy must be an object with the numbers minimum, maximum, classes and validityDays"
                .to_owned()
        }
        _ => "there is no such option".to_owned(),
    })
}

/// Reads `{minimum, maximum, classes, validityDays}`. A member that is missing has its default.
fn password_policy(lines: &mut Lines<'_>) -> Option<Result<PasswordPolicy, aicc_core::PasswordPolicyError>> {
    let default = PasswordPolicy::default();
    let (mut minimum, mut maximum) = (default.minimum(), default.maximum());
    let (mut classes, mut validity_days) = (default.classes(), default.validity_days());
    members(lines, |name, number| {
        match name {
            "minimum" => minimum = number.try_into().ok()?,
            "maximum" => maximum = number.try_into().ok()?,
            "classes" => classes = number.try_into().ok()?,
            "validityDays" => validity_days = number.try_into().ok()?,
            _ => return None,
        }
        Some(())
    })?;
    Some(PasswordPolicy::new(minimum, maximum, classes, validity_days))
}

/// Reads the type of each skill queue by its ID.
fn skill_queues(lines: &mut Lines<'_>) -> Option<BTreeMap<i64, i64>> {
    let mut queues = BTreeMap::new();
    members(lines, |name, number| {
        queues.insert(name.parse().ok()?, number);
        Some(())
    })?;
    Some(queues)
}

/// Reads an object of integers.
fn members(lines: &mut Lines<'_>, mut read: impl FnMut(&str, i64) -> Option<()>) -> Option<()> {
    let Line::Open = lines.next()? else { return None };
    loop {
        match lines.next()? {
            Line::Close => return Some(()),
            Line::Text(name) => read(&name, lines.next()?.integer()?)?,
            _ => return None,
        }
    }
}
