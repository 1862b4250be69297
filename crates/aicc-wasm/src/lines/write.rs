//! Writes values as lines.

use aicc_core::{Param, Scalar, View};

/// The lines of one value.
pub(crate) struct LineWriter(String);

impl LineWriter {
    /// Returns the lines of what `write` writes.
    pub(crate) fn written(write: impl FnOnce(&mut Self)) -> String {
        // Enough for most reports, so that the text does not grow line by line.
        let mut lines = Self(String::with_capacity(1024));
        write(&mut lines);
        lines.0
    }

    /// Returns the lines of an object, whose members `write` writes.
    pub(crate) fn object(write: impl FnOnce(&mut Self)) -> String {
        Self::written(|lines| lines.members(write))
    }

    /// Returns the lines of an array, whose elements `write` writes.
    pub(crate) fn array(write: impl FnOnce(&mut Self)) -> String {
        Self::written(|lines| lines.elements(write))
    }

    fn line(&mut self, kind: char, text: &str) {
        self.0.push(kind);
        if text.bytes().any(|byte| matches!(byte, b'\\' | b'\n')) {
            self.0.push_str(&text.replace('\\', r"\\").replace('\n', r"\n"));
        } else {
            self.0.push_str(text);
        }
        self.0.push('\n');
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.line('"', text);
    }

    pub(crate) fn secret(&mut self, text: &str) {
        self.line('*', text);
    }

    pub(crate) fn number(&mut self, number: impl Into<i64>) {
        self.line('#', &number.into().to_string());
    }

    pub(crate) fn count(&mut self, count: usize) {
        self.number(i64::try_from(count).unwrap_or(i64::MAX));
    }

    #[cfg(feature = "batch")]
    pub(crate) fn large(&mut self, count: u64) {
        self.number(i64::try_from(count).unwrap_or(i64::MAX));
    }

    pub(crate) fn boolean(&mut self, truth: bool) {
        self.line(if truth { 't' } else { 'f' }, "");
    }

    pub(crate) fn null(&mut self) {
        self.line('n', "");
    }

    /// Writes the name of a member. Its value comes next.
    pub(crate) fn name(&mut self, name: &str) -> &mut Self {
        self.text(name);
        self
    }

    /// Writes an object.
    pub(crate) fn members(&mut self, write: impl FnOnce(&mut Self)) {
        self.line('{', "");
        write(self);
        self.line('}', "");
    }

    /// Writes an array.
    pub(crate) fn elements(&mut self, write: impl FnOnce(&mut Self)) {
        self.line('[', "");
        write(self);
        self.line(']', "");
    }

    /// Writes a report: its violations, then its advice.
    pub(crate) fn report(&mut self, violations: impl FnOnce(&mut Self), advice: impl FnOnce(&mut Self)) {
        self.line('R', "");
        violations(self);
        self.line(']', "");
        advice(self);
        self.line(']', "");
    }

    /// Writes a finding: `write` writes the values of its members, and then more members.
    pub(crate) fn finding(&mut self, write: impl FnOnce(&mut Self)) {
        self.line('F', "");
        write(self);
        self.line('}', "");
    }

    /// Writes a parameter of a finding.
    pub(crate) fn param(&mut self, param: &Param) {
        match param {
            Param::Integer(number) => self.number(*number),
            Param::Boolean(truth) => self.boolean(*truth),
            Param::Name(name) => self.text(name),
            Param::Text(text) => self.text(text),
            Param::List(items) => self.elements(|lines| items.iter().for_each(|item| lines.param(item))),
        }
    }

    /// Writes the value of a row. A secret stays a secret.
    pub(crate) fn view(&mut self, view: &View<'_>, is_secret: bool) {
        match view {
            View::Absent => self.null(),
            View::Scalar(Scalar::Text(text)) if is_secret => self.secret(text),
            View::Scalar(Scalar::Text(text)) => self.text(text),
            View::Scalar(Scalar::Integer(number)) => self.number(*number),
            View::Scalar(Scalar::Boolean(truth)) => self.boolean(*truth),
            View::Array(count, slot) => self.elements(|lines| {
                (0..*count).for_each(|position| lines.view(&slot.view_at(position), is_secret));
            }),
            View::Object(object, slot) => self.members(|lines| {
                for (position, row) in object.fields.iter().enumerate() {
                    let value = slot.view_at(position);
                    if !matches!(value, View::Absent) {
                        lines.name(row.name).view(&value, row.secret);
                    }
                }
            }),
        }
    }
}
