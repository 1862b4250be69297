import { linesOf } from "../lines.js";
import type { Options } from "../options.js";
import type { BatchProgress } from "./report.js";

/** The format of a source: `jsonl` (a record a line), `json` (an array of records, or one), `csv` (below a row that names the
 * columns) or `workbook` (the same on a sheet of a workbook of Excel or OpenDocument). */
export type SourceFormat = "jsonl" | "json" | "csv" | "workbook";

/** How a table is read: CSV or a workbook. Default of each option: found by the content of the table, and reported. */
export interface TableOptions {
    /** The encoding of a CSV file by its label in the WHATWG standard, such as `gb18030`, `big5` or `windows-1252`. */
    readonly encoding?: string | undefined;
    /** The character between the cells of a CSV file: a comma, a semicolon, a tab or a vertical bar. */
    readonly delimiter?: string | undefined;
    /** The sheet of a workbook: its name, or its position from 1. */
    readonly sheet?: string | number | undefined;
    /** The row that names the columns, from 1. */
    readonly headerRow?: number | undefined;
    /** The members that columns mean, by heading: `{Login: "userAccount"}`. Other headings are wire names or labels. */
    readonly columns?: Readonly<Record<string, string>> | undefined;
    /** The headings of columns that are not read. Default: all columns are read. */
    readonly ignoreColumns?: readonly string[] | undefined;
    /** Whether an unknown column is a `ColumnError`. Default: `false`, the column is reported in `report.reading` and not read. */
    readonly strictColumns?: boolean | undefined;
}

/** The options of a run over many records. */
export interface BatchOptions extends Options, TableOptions {
    /** The format of the source. Default: the format that the extension of a `File` says. CSV with the name of a workbook, and a
     * workbook with the name of CSV, are recognized. */
    readonly format?: SourceFormat | undefined;
    /** The number of findings that are returned, from 0: the first ones. `Infinity` returns all. The counts of the report include
     * the others. Default: 10,000. */
    readonly limit?: number | undefined;
    /** Whether advice is reported. Default: `true`. */
    readonly advice?: boolean | undefined;
    /** Whether each finding has the place of its value: the `cell` of a workbook, or the `region` of a text. Default: `false`. */
    readonly places?: boolean | undefined;
    /** Ends the run when it is aborted. */
    readonly signal?: AbortSignal | undefined;
    /** Called with the progress of the run, about ten times a second and at the end. */
    readonly progress?: ((progress: BatchProgress) => void) | undefined;
}

/** The number of findings that are returned, unless the options say another one. */
const LIMIT = 10_000;

/** The formats that an option applies to. */
const APPLIES: Readonly<Record<keyof TableOptions, readonly SourceFormat[]>> = {
    encoding: ["csv"],
    delimiter: ["csv"],
    sheet: ["workbook"],
    headerRow: ["csv", "workbook"],
    columns: ["csv", "workbook"],
    ignoreColumns: ["csv", "workbook"],
    strictColumns: ["csv", "workbook"],
};

/** The formats of tables, whose cells can be marked or repaired. */
const COPIED: readonly SourceFormat[] = ["csv", "workbook"];

/** What a run makes besides its report. */
export type CopyKind = "annotated" | "repairs" | "fixed";

/**
 * Returns the options of a run as lines.
 *
 * @throws RangeError if an option or a copy does not apply to the format.
 */
export function runLines(options: BatchOptions, format: SourceFormat, name: string, copy: CopyKind | undefined): string {
    const { limit = LIMIT, advice, places } = options;
    if (copy !== undefined && !COPIED.includes(format)) {
        throw new RangeError(`only CSV files and workbooks have cells that can be marked or repaired, not ${format}`);
    }
    const table: Record<string, unknown> = {};
    for (const [option, formats] of Object.entries(APPLIES)) {
        const value = options[option as keyof TableOptions];
        if (value === undefined) continue;
        if (!formats.includes(format)) {
            throw new RangeError(`${option} applies to the formats ${formats.join(" and ")} only, not to ${format}`);
        }
        table[option] = value;
    }
    const kept = limit === Infinity ? Number.MAX_SAFE_INTEGER : limit;
    return linesOf({ format, name, copy, limit: kept, advice, places, ...table });
}
