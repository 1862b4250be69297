//! Whether the token is accepted.

/// The token of a run. It knows no token, only its number.
#[derive(Debug, Default)]
pub(super) struct TokenWatch {
    /// The number of the token: 0 for the first one.
    generation: u64,
    stage: TokenStage,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum TokenStage {
    #[default]
    Accepted,
    /// A new token is needed, and nobody gets it yet.
    Needed,
    /// The caller gets a new token.
    Renewing,
}

impl TokenWatch {
    pub(super) const fn generation(&self) -> u64 {
        self.generation
    }

    /// Whether calls can begin with the token.
    pub(super) fn is_usable(&self) -> bool {
        self.stage == TokenStage::Accepted
    }

    /// Notes that the platform did not accept the token of this number. Nothing happens if there is a newer one.
    pub(super) fn reject(&mut self, generation: u64) {
        if generation == self.generation && self.is_usable() {
            self.stage = TokenStage::Needed;
        }
    }

    /// Returns whether the caller must get a new token now: true once.
    pub(super) fn take_request(&mut self) -> bool {
        let is_needed = self.stage == TokenStage::Needed;
        if is_needed {
            self.stage = TokenStage::Renewing;
        }
        is_needed
    }

    /// Notes a new token.
    pub(super) fn renew(&mut self) {
        self.generation = self.generation.saturating_add(1);
        self.stage = TokenStage::Accepted;
    }
}
