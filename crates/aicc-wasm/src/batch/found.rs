//! Records with findings, and repairs, as lines.

use aicc_batch::{BatchFinding, BatchUpdate, RecordFindings, Region, Repair};
use aicc_core::Language;
use serde_json::Value;

use crate::finding::write_finding_values;
use crate::lines::LineWriter;

/// Writes the first `room` findings of a record: `{record, row, line, offset, findings}`.
pub(super) fn write_record(
    lines: &mut LineWriter,
    update: &BatchUpdate<'_>,
    record: &RecordFindings,
    room: usize,
    places: bool,
    language: Language,
) {
    let cells = if places { update.cells(record) } else { Vec::new() };
    let regions = if places { update.regions(record) } else { Vec::new() };
    lines.members(|lines| {
        write_position(lines, record);
        lines.name("findings").elements(|lines| {
            for (index, finding) in record.findings().take(room).enumerate() {
                lines.finding(|lines| {
                    write_values(lines, &finding, language);
                    lines.name("severity").text(finding.severity().as_str());
                    if let Some(Some(cell)) = cells.get(index) {
                        lines.name("cell").text(cell);
                    }
                    if let Some(Some(region)) = regions.get(index) {
                        write_region(lines.name("region"), *region);
                    }
                });
            }
        });
    });
}

fn write_position(lines: &mut LineWriter, record: &RecordFindings) {
    let position = record.position;
    let numbers = [("row", position.row), ("line", position.line), ("offset", position.offset)];
    lines.name("record").large(record.record);
    for (name, number) in numbers {
        match number {
            Some(number) => lines.name(name).large(number),
            None => lines.name(name).null(),
        }
    }
}

/// Writes the values of a finding, as of a finding on one message.
fn write_values(lines: &mut LineWriter, finding: &BatchFinding<'_>, language: Language) {
    if let BatchFinding::Rule(finding) = finding {
        return write_finding_values(lines, finding, language.into());
    }
    lines.text(finding.location().as_str());
    lines.text(&finding.pointer());
    lines.text(finding.rule());
    lines.members(|lines| {
        finding.params().iter().for_each(|(name, param)| lines.name(name).param(param));
    });
    lines.text(&finding.reference());
    lines.text(&finding.url());
    lines.text(&finding.message(language));
}

fn write_region(lines: &mut LineWriter, region: Region) {
    let Region { line, column, end_line, end_column } = region;
    lines.members(|lines| {
        lines.name("line").large(line);
        lines.name("column").large(column);
        lines.name("endLine").large(end_line);
        lines.name("endColumn").large(end_column);
    });
}

/// Writes a repair of a record: `{record, row, cell, key, pointer, before, after}`.
pub(super) fn write_repair(lines: &mut LineWriter, record: &RecordFindings, repair: &Repair) {
    let Repair { cell, pointer, before, after, .. } = repair;
    lines.members(|lines| {
        lines.name("record").large(record.record);
        lines.name("row").large(record.position.row.unwrap_or_default());
        lines.name("cell").text(cell);
        lines.name("key").members(|lines| {
            record.key.iter().for_each(|(name, value)| write_value(lines.name(name), value));
        });
        lines.name("pointer").text(pointer);
        lines.name("before").text(before);
        lines.name("after").text(after);
    });
}

/// Writes the value of a member that says whose record it is.
fn write_value(lines: &mut LineWriter, value: &Value) {
    match value {
        Value::Bool(truth) => lines.boolean(*truth),
        Value::Number(number) => lines.number(number.as_i64().unwrap_or_default()),
        Value::String(text) => lines.text(text),
        _ => lines.null(),
    }
}
