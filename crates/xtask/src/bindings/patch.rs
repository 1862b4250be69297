//! Changes to a generated source. Each says in how many places it is made, and fails when the source has others.

use anyhow::{Context as _, bail};

/// A generated source.
pub(super) struct Source {
    text: String,
}

/// In how many places a change is made.
#[derive(Clone, Copy)]
pub(super) enum Places {
    Exactly(usize),
    /// One at least.
    Some,
}

pub(super) const ONE: Places = Places::Exactly(1);

impl Places {
    fn expect(self, found: usize, what: &str) -> anyhow::Result<()> {
        match self {
            Self::Exactly(number) if found != number => {
                bail!("{what:?} has {found} places in the generated source, not {number}")
            }
            Self::Some if found == 0 => bail!("{what:?} has no place in the generated source"),
            _ => Ok(()),
        }
    }
}

impl Source {
    pub(super) fn new(text: String) -> Self {
        Self { text }
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }

    pub(super) fn count(&self, text: &str) -> usize {
        self.text.matches(text).count()
    }

    /// Fails unless `text` stands in so many places.
    pub(super) fn expect(&self, places: Places, text: &str) -> anyhow::Result<()> {
        places.expect(self.count(text), text)
    }

    pub(super) fn replace(&mut self, places: Places, before: &str, after: &str) -> anyhow::Result<()> {
        self.expect(places, before)?;
        self.text = self.text.replace(before, after);
        Ok(())
    }

    /// Removes what begins with `from` and ends with the next `until`.
    pub(super) fn cut(&mut self, places: Places, from: &str, until: &str) -> anyhow::Result<()> {
        self.expect(places, from)?;
        while let Some((head, rest)) = self.text.split_once(from) {
            let (_, tail) = rest.split_once(until).with_context(|| format!("{from:?} has no end {until:?}"))?;
            self.text = format!("{head}{tail}");
        }
        Ok(())
    }

    /// Changes the lines for which `change` has another.
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
    use super::{ONE, Places, Source};

    #[test]
    fn a_change_that_misses_fails() {
        let mut source = Source::new("a b b {c}\n".to_owned());
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
        let mut source = Source::new("a b b {c}\n".to_owned());
        assert!(source.replace(Places::Exactly(2), "b", "x").is_ok());
        assert!(source.cut(ONE, " {", "}").is_ok());
        assert!(source.lines(ONE, "the line", |line| Some(line.to_uppercase())).is_ok());
        assert_eq!(source.into_text(), "A X X\n");
    }
}
