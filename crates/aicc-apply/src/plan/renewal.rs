//! Brings a plan up to date with a journal.

use crate::journal::state::JournalState;
use crate::plan::Plan;
use crate::plan::builder::{known_state, known_steps};
use crate::plan::file::PlanFileError;
use crate::plan::record::{RecordState, RecordStateKind};

impl Plan {
    /// Takes over what a journal says now about the records that may be sent. Call it if other runs may have used the journal since the plan was
    /// made, and before a run with the journal.
    ///
    /// # Errors
    ///
    /// Returns an error if the plan has accounts of another journal. The plan is unchanged then.
    pub fn renew(&mut self, journal: &JournalState) -> Result<(), PlanFileError> {
        let of_journal = [RecordStateKind::Created, RecordStateKind::Changed];
        if self.key != journal.key() && of_journal.iter().any(|kind| self.count(*kind) > 0) {
            return Err(PlanFileError::Journal);
        }
        self.key = journal.key();
        for planned in &mut self.records {
            let Some(message) = &planned.message else { continue };
            planned.state = known_state(journal, message);
            planned.steps = known_steps(journal, &planned.state, message);
            let is_needed = match planned.state {
                RecordState::Created { .. } => self.steps.sign_in.is_some() && !planned.has_made_password,
                RecordState::Changed { .. } => false,
                _ => true,
            };
            if !is_needed {
                planned.message = None;
                planned.has_made_password = false;
            }
        }
        Ok(())
    }
}
