/** What the page and the worker say to each other. */
import type { Options } from "../package/core";

/** What the page asks for. A new check ends the one before it. */
export type Ask =
    | { kind: "check"; id: number; interface: string; file: File; options: Options }
    | { kind: "cancel" }
    | { kind: "annotate" | "fix"; interface: string; file: File; options: Options }
    | { kind: "template"; interface: string; format: TemplateFormat; name: string; options: Options };

/** The formats of templates, as the extensions of their files. */
export type TemplateFormat = "xlsx" | "csv";

/** What the worker replies. */
export type Reply =
    | { kind: "ready" }
    | ({ kind: "progress"; id: number } & Progress)
    | { kind: "checked"; id: number; result: FileResult }
    | { kind: "written"; name: string; bytes: Uint8Array<ArrayBuffer>; notes: readonly string[]; repairs?: number }
    | { kind: "failed"; id?: number; reason: string };

/** How far a check is. */
export interface Progress {
    records: number;
    /** The bytes that were read. */
    read: number;
    /** The bytes of the file. */
    size: number;
}

/** The result of a file. Counts are complete; the findings are the first ones. */
export interface FileResult {
    name: string;
    /** Whether the file is a table, of which a copy can be made. */
    isTable: boolean;
    records: number;
    valid: number;
    invalid: number;
    found: number;
    byRule: [rule: string, count: number][];
    /** How the file was read, in sentences. */
    notes: string[];
    findings: FileFinding[];
}

/** A finding of a record. */
export interface FileFinding {
    /** The row of the table, the line of the file, or the number of the record: what a person counts. */
    place: number;
    severity: "violation" | "advice";
    pointer: string;
    rule: string;
    sentence: string;
    /** The address of the page about the rule. */
    url: string;
}
