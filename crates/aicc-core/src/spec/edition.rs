//! The editions of the vendor's pages (reading R16).

/// An edition of the vendor's pages, by its date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edition {
    /// 2023-09-27: the documents given, and the default.
    #[default]
    E2023,
    /// 2025-11-13: `agentid` up to 999999; the headers of `agentsettings/create` swap their obligation.
    E2025,
}

impl Edition {
    /// Every edition, oldest first.
    pub const ALL: &'static [Self] = &[Self::E2023, Self::E2025];

    /// The date of the edition: `2023-09-27`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::E2023 => "2023-09-27",
            Self::E2025 => "2025-11-13",
        }
    }

    /// The edition of a date, `None` where there is none.
    #[must_use]
    pub fn from_date(date: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|edition| edition.as_str() == date)
    }
}

/// A fact that editions may state differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByEdition<T> {
    e2023: T,
    e2025: T,
}

impl<T: Copy> ByEdition<T> {
    /// The same in every edition.
    pub const fn always(fact: T) -> Self {
        Self { e2023: fact, e2025: fact }
    }

    /// One fact for the edition of 2023 and another for that of 2025.
    pub const fn of(e2023: T, e2025: T) -> Self {
        Self { e2023, e2025 }
    }

    /// The fact in `edition`.
    pub const fn get(&self, edition: Edition) -> T {
        match edition {
            Edition::E2023 => self.e2023,
            Edition::E2025 => self.e2025,
        }
    }
}
