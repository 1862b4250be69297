//! The state of reading one message.

use crate::profile::Profile;
use crate::report::finding::Finding;
use crate::report::identity::RecordIdentity;
use crate::report::place::{Location, Place, Trail};
use crate::spec::rule::{Rule, Severity};
use crate::spec::{Choice, Field, Interface, Labelled};

/// How a message is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReadMode {
    /// Strictly: every difference from the page is a violation.
    Request,
    /// Leniently: only what cannot be understood is a violation (reading R13).
    Reply,
}

/// Returns the hash of a value.
type ValueHash = fn(&str) -> u64;

/// Reads one message, part after part, and collects its findings.
pub(crate) struct MessageReader<'p> {
    pub(super) interface: &'static Interface,
    pub(super) profile: &'p Profile,
    pub(super) reading: ReadMode,
    /// Whether the body is a row of cells.
    pub(super) reads_cells: bool,
    pub(super) location: Location,
    pub(super) findings: Vec<Finding>,
    /// The broken rules of the value that is being read, before they become findings.
    pub(super) broken: Vec<Rule>,
    /// The agent's type, with the documented types.
    pub(super) agent_type: Option<(i64, &'static [Choice])>,
    /// The skill queues of the message whose types the caller supplied: place and type.
    pub(super) queues: Vec<(Place, i64)>,
    pub(super) is_unwrapped: bool,
    /// The row of the request that the caller supplies if it is absent.
    supplied: Option<&'static Field>,
    /// The row of the unique member of the request, and the hash of its value; `None` if the caller does not compare records.
    identified: Option<(&'static Field, ValueHash)>,
    /// The identity of the record, if its unique member breaks no rule.
    pub(super) identity: Option<RecordIdentity>,
}

impl<'p> MessageReader<'p> {
    pub(crate) fn new(interface: &'static Interface, profile: &'p Profile, reading: ReadMode) -> Self {
        Self {
            interface,
            profile,
            reading,
            reads_cells: false,
            location: Location::Body,
            findings: Vec::new(),
            broken: Vec::new(),
            agent_type: None,
            queues: Vec::new(),
            is_unwrapped: false,
            supplied: None,
            identified: None,
            identity: None,
        }
    }

    pub(crate) const fn interface(&self) -> &'static Interface {
        self.interface
    }

    pub(crate) fn into_findings(self) -> Vec<Finding> {
        self.findings
    }

    /// Returns whether the rows of the reply are under the wrapper of its body (reading R13).
    pub(crate) const fn is_unwrapped(&self) -> bool {
        self.is_unwrapped
    }

    pub(super) fn push_finding(&mut self, trail: &Trail<'_>, rule: Rule) {
        self.findings.push(Finding::new(self.interface, self.location, trail.place(), rule));
    }

    /// Turns the broken rules of a value into findings.
    #[inline(always)]
    pub(super) fn flush_broken_rules(&mut self, trail: &Trail<'_>) {
        if !self.broken.is_empty() {
            self.flush_broken_rules_at(trail.place());
        }
    }

    #[cold]
    fn flush_broken_rules_at(&mut self, place: Place) {
        let Self { interface, location, findings, broken, .. } = self;
        findings.extend(broken.drain(..).map(|rule| Finding::new(interface, *location, place.clone(), rule)));
    }

    /// Remembers a skill queue if the caller supplied its type.
    pub(super) fn note_queue(&mut self, trail: &Trail<'_>, queue: i64) {
        let queues = self.profile.skill_queues.as_ref();
        if let Some(queue_type) = queues.and_then(|queues| queues.get(&queue)) {
            self.queues.push((trail.place(), *queue_type));
        }
    }

    /// Finds out whose record the body is, with a hash of the value of its unique member.
    pub(crate) fn identify(&mut self, hash: ValueHash) {
        let unique = self.interface.unique.and_then(|unique| self.interface.request.object.find(unique));
        self.identified = unique.map(|(_, field)| (field, hash));
    }

    /// Returns the identity of the record in the body; `None` if its unique member is absent or breaks a rule.
    pub(crate) const fn identity(&self) -> Option<RecordIdentity> {
        self.identity
    }

    /// Remembers the identity of the record if the row is that of its unique member. Call it before the broken rules of the value
    /// become findings.
    #[inline(always)]
    pub(super) fn note_identity(&mut self, field: &'static Field, trail: &Trail<'_>, value: &str) {
        // Every text of every record comes here: a row has one address, and names take longer to compare.
        let Some((unique, hash)) = self.identified else { return };
        if std::ptr::eq(unique, field) {
            self.set_identity(trail, hash, value);
        }
    }

    fn set_identity(&mut self, trail: &Trail<'_>, hash: ValueHash, value: &str) {
        if !self.broken.iter().any(|rule| rule.code().severity() == Severity::Violation) {
            let is_wrapped = matches!(trail, Trail::Member(Trail::Wrapper(_), ..));
            self.identity = Some(RecordIdentity::new(hash(value), is_wrapped));
        }
    }

    pub(super) fn is_required(&self, field: &Field) -> bool {
        match self.reading {
            ReadMode::Request => field.is_mandatory(self.profile.edition) && !self.is_supplied(field),
            ReadMode::Reply => field.name == self.interface.result_codes.member,
        }
    }

    /// Does not report the absence of the password: the caller supplies it.
    pub(crate) fn supply_password(&mut self) {
        self.supplied = self.interface.password();
    }

    fn is_supplied(&self, field: &Field) -> bool {
        self.supplied.is_some_and(|supplied| std::ptr::eq(supplied, field))
    }

    /// Compares the types of the skill queues with the agent's type, if it is known already.
    pub(super) fn check_skill_queues(&mut self) {
        let Some((expected, types)) = self.agent_type else { return };
        if self.queues.is_empty() {
            return;
        }
        for (place, actual) in std::mem::take(&mut self.queues) {
            if actual != expected {
                let [expected, actual] = [expected, actual].map(|number| Labelled::among(types, number));
                let rule = Rule::SkillQueueType { expected, actual };
                self.findings.push(Finding::new(self.interface, self.location, place, rule));
            }
        }
    }

    pub(super) fn restart_body(&mut self) {
        let body = Location::Body;
        self.findings.retain(|finding| finding.location() != body);
        self.agent_type = None;
        self.queues.clear();
        self.identity = None;
    }
}
