//! The editions of the vendor's pages (reading R16).

/// An edition of the vendor's pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edition {
    /// The edition of 2023-09-27: the default.
    #[default]
    E2023,
    /// The edition of 2025-11-13: `agentid` is at most 999999, and the other header of `agentsettings/create` is mandatory.
    E2025,
}

impl Edition {
    /// Every edition, oldest first.
    pub const ALL: &'static [Self] = &[Self::E2023, Self::E2025];

    /// Returns the date: `2023-09-27`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::E2023 => "2023-09-27",
            Self::E2025 => "2025-11-13",
        }
    }

    /// Returns the edition of a date; `None` for any other date.
    #[must_use]
    pub fn from_date(date: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|edition| edition.as_str() == date)
    }
}

/// A fact that can differ between editions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByEdition<T> {
    e2023: T,
    e2025: T,
}

impl<T: Copy> ByEdition<T> {
    /// Returns a fact that is the same in every edition.
    pub const fn always(fact: T) -> Self {
        Self { e2023: fact, e2025: fact }
    }

    /// Returns a fact that differs between the editions of 2023 and 2025.
    pub const fn of(e2023: T, e2025: T) -> Self {
        Self { e2023, e2025 }
    }

    /// Returns the fact in an edition.
    pub const fn get(&self, edition: Edition) -> T {
        match edition {
            Edition::E2023 => self.e2023,
            Edition::E2025 => self.e2025,
        }
    }
}
