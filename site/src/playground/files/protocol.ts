/** What the page and the worker say to each other. */
import type { Options } from "../package/core";

/** What the page asks for. */
export type Ask =
    | { kind: "check"; interface: string; file: File; options: Options }
    | { kind: "annotate" | "fix"; interface: string; file: File; options: Options }
    | { kind: "template"; interface: string; format: string; options: Options };

/** What the worker replies. */
export type Reply =
    | { kind: "ready"; templates: string[] }
    | { kind: "progress"; records: number; bytes: number }
    | { kind: "checked"; result: FileResult }
    | { kind: "written"; name: string; bytes: Uint8Array<ArrayBuffer> }
    | { kind: "failed"; reason: string };

/** The result of a file. Counts are complete; the findings are the first ones. */
export interface FileResult {
    name: string;
    records: number;
    valid: number;
    invalid: number;
    found: number;
    byRule: [rule: string, count: number][];
    notes: string[];
    findings: FileFinding[];
}

/** A finding of a record. */
export interface FileFinding {
    /** The row of the table, or the line of the file; absent for the elements of a JSON array. */
    row: number;
    /** Whose record it is. */
    key: string;
    severity: "violation" | "advice";
    pointer: string;
    rule: string;
    sentence: string;
    url: string;
}
