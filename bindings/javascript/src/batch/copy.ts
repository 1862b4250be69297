import type { BatchOptions, CopyKind, SourceFormat } from "./options.js";
import type { BatchReport, RecordFindings, Repair } from "./report.js";
import type { Source } from "./source.js";
import { type InterfaceName, Steps } from "./steps.js";

/** A copy of a table. Its cells may hold passwords: it needs the same protection as the source. */
export interface TableCopy {
    /** The bytes of the copy, in the format of the source. */
    readonly copy: Uint8Array<ArrayBuffer>;
    /** What a user should know about the copy, in whole sentences. */
    readonly notes: readonly string[];
    /** The report on the source. */
    readonly report: BatchReport;
}

/** A copy of a table with the findings in it. */
export interface AnnotatedTable extends TableCopy {
    /** The first findings, up to the option `limit`. The copy has all of them. */
    readonly records: readonly RecordFindings[];
}

/** The repairs of a table. */
export interface RepairReport {
    /** The first repairs, up to the option `limit`, in the order of the records and of the columns. */
    readonly repairs: readonly Repair[];
    /** The number of all repairs. */
    readonly found: number;
    /** The report on the table before the repairs. */
    readonly report: BatchReport;
}

/** The options of a copy. */
export interface CopyOptions extends BatchOptions {
    readonly format?: Extract<SourceFormat, "csv" | "workbook"> | undefined;
}

/**
 * Checks a workbook or a CSV file, and returns a copy of it with the findings in it.
 *
 * In the copy of a workbook (.xlsx, .xlsm), each cell with a finding is red or yellow and has a note, the column `aicc` sums up each
 * row, and the sheet `aicc` lists all findings. Every part that need not change is the same byte for byte. The copy of a CSV file has
 * the invalid rows, and the reasons in the column `aicc`. A copy can be corrected and checked again: the next copy replaces the marks.
 *
 * @param interface_ The vendor's name of the interface, or its object.
 * @param source See {@link checkMany}.
 * @param options See {@link checkMany}.
 * @throws SourceError if the source does not have its format, or is a workbook of another kind, and what {@link checkMany} throws.
 */
export async function annotate(interface_: InterfaceName, source: Source, options: CopyOptions = {}): Promise<AnnotatedTable> {
    const { copy, notes, report, records } = await taken(interface_, source, options, "annotated");
    return { copy, notes, report, records };
}

/**
 * Returns the repairs that are proposed for the cells of a CSV file or a workbook, and a copy with them.
 *
 * A repair removes blanks and invisible characters around a text, and characters without width inside. It replaces other spaces by
 * plain ones, full-width characters by ASCII, and curved quotation marks by straight ones. It is proposed only if it takes a violation
 * or the advice `invisibleCharacter` away and brings no finding, and never for a secret. Everything outside the repaired cells stays
 * as it is; a CSV file becomes UTF-8.
 *
 * @param interface_ The vendor's name of the interface, or its object.
 * @param source See {@link checkMany}.
 * @param options See {@link checkMany}. `limit` is the number of repairs that are returned; the copy has all of them.
 * @throws SourceError if the source does not have its format, or is a workbook of another kind, and what {@link checkMany} throws.
 */
export async function fix(
    interface_: InterfaceName,
    source: Source,
    options: CopyOptions = {},
): Promise<RepairReport & TableCopy> {
    const { copy, notes, report, repairs, found } = await taken(interface_, source, options, "fixed");
    return { repairs, found, report, copy, notes };
}

/**
 * Returns the repairs without a copy, of a workbook of any kind: see {@link fix}.
 */
export async function repairsOf(interface_: InterfaceName, source: Source, options: CopyOptions = {}): Promise<RepairReport> {
    const { report, repairs, found } = await taken(interface_, source, options, "repairs");
    return { repairs, found, report };
}

async function taken(interface_: InterfaceName, source: Source, options: CopyOptions, kind: CopyKind) {
    const steps = new Steps(interface_, source, options, kind);
    const records: RecordFindings[] = [];
    const repairs: Repair[] = [];
    const written: Uint8Array[] = [];
    try {
        for (let step = await steps.next(); step !== undefined; step = await steps.next()) {
            for (const record of step.found) records.push(record);
            for (const repair of step.repairs ?? []) repairs.push(repair);
            written.push(steps.written());
        }
        const notes = steps.complete();
        written.push(steps.written());
        const ended = steps.report();
        if (ended === undefined) throw new TypeError("the run was not started");
        return { records, repairs, notes, report: ended.report, found: ended.repairs, copy: joined(written) };
    } catch (error) {
        throw steps.failed(error);
    } finally {
        steps.close();
    }
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
    const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of parts) {
        whole.set(part, at);
        at += part.length;
    }
    return whole;
}
