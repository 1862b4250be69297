//! The counts of a run, and how its table was read, as lines.

use aicc_batch::{Counts, ReadingNote};
use aicc_core::{Interface, Language};

use crate::lines::LineWriter;

/// Writes the members of a report: the counts, and `reading`.
pub(super) fn write_report(lines: &mut LineWriter, counts: &Counts, interface: &Interface, language: Language) {
    lines.name("interface").text(interface.name);
    lines.name("ok").boolean(counts.invalid == 0);
    write_counts(lines, counts);
    lines.name("found").large(counts.findings);
    lines.name("byRule").members(|lines| {
        counts.by_rule.iter().for_each(|(rule, count)| lines.name(rule).large(*count));
    });
    lines.name("byPointer").elements(|lines| {
        for ((location, pointer), count) in &counts.by_place {
            lines.members(|lines| {
                lines.name("location").text(location.as_str());
                lines.name("pointer").text(pointer);
                lines.name("count").large(*count);
            });
        }
    });
    lines.name("elsewhere").large(counts.elsewhere);
    lines.name("reading").elements(|lines| {
        counts.reading.iter().for_each(|note| write_note(lines, note, language));
    });
}

/// Writes the numbers of records.
pub(super) fn write_counts(lines: &mut LineWriter, counts: &Counts) {
    lines.name("records").large(counts.records);
    lines.name("valid").large(counts.valid);
    lines.name("invalid").large(counts.invalid);
}

fn write_note(lines: &mut LineWriter, note: &ReadingNote, language: Language) {
    lines.members(|lines| {
        lines.name("code").text(note.code());
        lines.name("params").members(|lines| {
            note.params().iter().for_each(|(name, param)| lines.name(name).param(param));
        });
        lines.name("sentence").text(&note.message(language));
    });
}
