import { errorOf } from "../errors.js";
import { valueOf } from "../lines.js";
import type { BatchReport } from "./report.js";

/** The source cannot be read to its end: it does not have its format, or its encoding is not certain. */
export class SourceError extends Error {
    override readonly name: string = "SourceError";

    /** The report on the records before the error. */
    report: BatchReport | undefined;
}

/** A column of the table has a name that the interface does not know, or two columns mean the same member. */
export class ColumnError extends SourceError {
    override readonly name = "ColumnError";

    constructor(
        message: string,
        /** The name of the column. */
        readonly column: string,
        /** The names that columns can have; empty if the name occurs twice. */
        readonly known: readonly string[],
    ) {
        super(message);
    }
}

/** Returns the error of a failure: a line with its class, then what the class needs. */
export function batchErrorOf(failure: string): Error {
    const end = failure.indexOf("\n");
    const rest = failure.slice(end + 1);
    switch (failure.slice(0, end)) {
        case "SourceError":
            return new SourceError(rest);
        case "ColumnError": {
            const { message, column, known } = valueOf(rest) as ColumnError;
            return new ColumnError(message, column, known);
        }
        case "Error":
            return new Error(rest);
        default:
            return errorOf(failure);
    }
}
