//! Changes to a generated source. Each change states the number of its places, and fails if the source has another number.

use anyhow::{Context as _, bail};

/// A generated source.
pub(super) struct GeneratedSource {
    text: String,
}

/// The number of places of a change.
#[derive(Clone, Copy)]
pub(super) enum Places {
    Exactly(usize),
    /// At least one place.
    Some,
}

pub(super) const ONE: Places = Places::Exactly(1);

impl Places {
    fn expect(self, found: usize, what: &str) -> anyhow::Result<()> {
        match self {
            Self::Exactly(number) if found != number => {
                bail!(
                    "the generated source has {found} places for {what:?}, and not {number}: adapt the change to the new layout of UniFFI"
                )
            }
            Self::Some if found == 0 => {
                bail!("the generated source has no place for {what:?}: adapt the change to the new layout of UniFFI")
            }
            _ => Ok(()),
        }
    }
}

impl GeneratedSource {
    pub(super) fn new(text: String) -> Self {
        Self { text }
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }

    pub(super) fn count(&self, text: &str) -> usize {
        self.text.matches(text).count()
    }

    /// Fails if the source contains `text` in another number of places.
    pub(super) fn expect(&self, places: Places, text: &str) -> anyhow::Result<()> {
        places.expect(self.count(text), text)
    }

    pub(super) fn replace(&mut self, places: Places, before: &str, after: &str) -> anyhow::Result<()> {
        self.expect(places, before)?;
        self.text = self.text.replace(before, after);
        Ok(())
    }

    /// Removes each part from `from` to the next `until`.
    pub(super) fn cut(&mut self, places: Places, from: &str, until: &str) -> anyhow::Result<()> {
        self.expect(places, from)?;
        while let Some((head, rest)) = self.text.split_once(from) {
            let (_, tail) = rest.split_once(until).with_context(|| format!("{from:?} has no end {until:?}"))?;
            self.text = format!("{head}{tail}");
        }
        Ok(())
    }

    /// Replaces each line with the new line that `change` returns. `None` keeps the line.
    pub(super) fn lines(
        &mut self,
        places: Places,
        what: &str,
        mut change: impl FnMut(&str) -> Option<String>,
    ) -> anyhow::Result<()> {
        let (mut text, mut changed) = (String::new(), 0);
        for line in self.text.lines() {
            let new = change(line);
            changed += usize::from(new.is_some());
            text.push_str(new.as_deref().unwrap_or(line));
            text.push('\n');
        }
        self.text = text;
        places.expect(changed, what)
    }
}

#[cfg(test)]
mod tests {
    use super::{GeneratedSource, ONE, Places};

    #[test]
    fn a_change_that_misses_fails() {
        let mut source = GeneratedSource::new("a b b {c}\n".to_owned());
        assert!(source.replace(ONE, "b", "x").is_err());
        assert!(source.replace(ONE, "z", "x").is_err());
        assert!(source.replace(Places::Some, "z", "x").is_err());
        assert!(source.cut(ONE, "z", "}").is_err());
        assert!(source.cut(ONE, "a", "z").is_err());
        assert!(source.lines(Places::Some, "lines with z", |_| None).is_err());
        assert_eq!(source.into_text(), "a b b {c}\n");
    }

    #[test]
    fn a_change_is_made_in_each_place() {
        let mut source = GeneratedSource::new("a b b {c}\n".to_owned());
        assert!(source.replace(Places::Exactly(2), "b", "x").is_ok());
        assert!(source.cut(ONE, " {", "}").is_ok());
        assert!(source.lines(ONE, "the line", |line| Some(line.to_uppercase())).is_ok());
        assert_eq!(source.into_text(), "A X X\n");
    }
}
