import type { Finding } from "../generated/findings.js";

/** A finding on a part of a file that is not a record: a row or an array that is broken. */
export interface FileFinding {
    readonly location: "body";
    /** Always empty. */
    readonly pointer: string;
    /** `csv`: the quotation marks or the cells of a row; `array`: the commas and brackets of a JSON array; `syntax`: the encoding. */
    readonly rule: "csv" | "array" | "syntax";
    /** What was expected and found. */
    readonly params: Readonly<Record<string, string | number>>;
    /** The name of the interface. */
    readonly reference: string;
    /** The address of the page of the documentation about the rule. */
    readonly url: string;
    readonly sentence: string;
}

/** A part of a text. Lines and columns count from 1, columns in characters (Unicode code points). The end is behind the last one. */
export interface Region {
    readonly line: number;
    readonly column: number;
    readonly endLine: number;
    readonly endColumn: number;
}

/** A finding about one of many records. */
export type BatchFinding = (Finding | FileFinding) & {
    /** A `violation` makes the record invalid; `advice` does not. */
    readonly severity: "violation" | "advice";
    /** The name of the cell in a workbook, such as `C7`: with the option `places`, if a column has the member. */
    readonly cell?: string;
    /** Where the value is in the text: with the option `places`, if the source is text. */
    readonly region?: Region;
};

/** A record with findings, and its position. A plain object, which `postMessage` copies. */
export interface RecordFindings {
    /** The number of the record, counted from 1. */
    readonly record: number;
    /** The row of a table, counted from 1 as a spreadsheet shows it: headings and blank rows count. `null` for JSON. */
    readonly row: number | null;
    /** The line of the text at which the record begins, counted from 1. `null` for a workbook. */
    readonly line: number | null;
    /** The byte of the uncompressed text at which the record begins, counted from 0. `null` for a workbook, and for text that is
     * not UTF-8. */
    readonly offset: number | null;
    /** The findings: violations, then advice. */
    readonly findings: readonly BatchFinding[];
}

/** One thing about a table that does not have the plain form, and how it was read. */
export interface ReadingNote {
    /** The stable code: `encoding`, `delimiter`, `sheet`, `headingRow`, `hiddenRows`, `renamedColumn`, `ignoredColumn`,
     * `unknownColumn`, `labelValues` and others. */
    readonly code: string;
    /** What was found and how it was read: `{position: 1, heading: "Login", member: "userAccount"}`. */
    readonly params: Readonly<Record<string, unknown>>;
    /** The sentence for people. */
    readonly sentence: string;
}

/** The report on many records. The counts include all findings, even those beyond the limit. */
export interface BatchReport {
    /** The name of the interface. */
    readonly interface: string;
    /** Whether all records are valid. Advice never makes a record invalid. */
    readonly ok: boolean;
    /** The number of records. */
    readonly records: number;
    /** The number of valid records. */
    readonly valid: number;
    /** The number of records that break a rule or cannot be read. */
    readonly invalid: number;
    /** The number of findings, returned or not: violations and advice. */
    readonly found: number;
    /** The number of findings by rule code. */
    readonly byRule: Readonly<Record<string, number>>;
    /** The number of findings by place: a JSON Pointer with `*` for each array index. */
    readonly byPointer: readonly { readonly location: "path" | "header" | "body"; readonly pointer: string; readonly count: number }[];
    /** The number of findings that `byPointer` leaves out, because its pointers have more than 1 MiB. */
    readonly elsewhere: number;
    /** How a table was read, where it does not have the plain form. */
    readonly reading: readonly ReadingNote[];
}

/** The progress of a run. */
export interface BatchProgress {
    /** The number of records that were checked. */
    readonly records: number;
    /** The number of valid records. */
    readonly valid: number;
    /** The number of invalid records. */
    readonly invalid: number;
    /** The number of bytes that were read from the source, before decompression. */
    readonly read: number;
    /** The size of the source in bytes, if it is known. */
    readonly size: number | undefined;
}

/** A repair that is proposed for a cell of a table. Never of a secret. */
export interface Repair {
    /** The number of the record, counted from 1. */
    readonly record: number;
    /** The row that a spreadsheet shows, counted from 1. */
    readonly row: number;
    /** The name of the cell, such as `C7`. */
    readonly cell: string;
    /** The members that say whose record it is, by name: `{userAccount: "wang.wei"}`. Never a secret. */
    readonly key: Readonly<Record<string, unknown>>;
    /** The JSON Pointer of the finding that the repair takes away. */
    readonly pointer: string;
    /** The text of the cell. */
    readonly before: string;
    /** The text that is proposed. */
    readonly after: string;
}
