import type { BatchOptions } from "./options.js";
import type { BatchReport, RecordFindings } from "./report.js";
import type { Source } from "./source.js";
import { type InterfaceName, Steps } from "./steps.js";

/**
 * A run over many records. It reads its source only as fast as its results are taken, and only a small part of a text is in memory at
 * any time.
 */
export class BatchRun implements AsyncIterable<RecordFindings> {
    readonly #steps: Steps;
    readonly #report: Promise<BatchReport>;
    #resolve!: (report: BatchReport) => void;
    #reject!: (error: unknown) => void;
    #isTaken = false;

    /** @internal */
    constructor(steps: Steps) {
        this.#steps = steps;
        this.#report = new Promise((resolve, reject) => {
            this.#resolve = resolve;
            this.#reject = reject;
        });
        // The loop over the results throws the error too.
        this.#report.catch(() => undefined);
    }

    /** Returns the records with findings, in their order, up to the option `limit`. The results can be taken once. */
    async *[Symbol.asyncIterator](): AsyncGenerator<RecordFindings, void, undefined> {
        for await (const records of this.chunks()) yield* records;
    }

    /**
     * Returns the same records, many at a time, as plain objects: a worker posts them to its page with few calls. A chunk without
     * findings is an empty array.
     */
    async *chunks(): AsyncGenerator<readonly RecordFindings[], void, undefined> {
        if (this.#isTaken) throw new TypeError("the results of a run can be taken once");
        this.#isTaken = true;
        try {
            for (let step = await this.#steps.next(); step !== undefined; step = await this.#steps.next()) yield step.found;
        } catch (error) {
            const failed = this.#steps.failed(error);
            this.#reject(failed);
            throw failed;
        } finally {
            const report = this.#steps.report()?.report;
            this.#steps.close();
            if (report === undefined) this.#reject(new TypeError("the run was not started"));
            else this.#resolve(report);
        }
    }

    /**
     * The report, when the run has ended; on the records so far, if the loop over the results was left. If nobody takes the results,
     * they are counted only.
     */
    get report(): Promise<BatchReport> {
        if (!this.#isTaken) void this.#count();
        return this.#report;
    }

    async #count(): Promise<void> {
        try {
            for await (const _ of this.chunks());
        } catch {
            // The report has the error.
        }
    }
}

/**
 * Checks every record of a source.
 *
 * A bad record is a finding, and checking continues. Tables are read as people write them: any encoding and delimiter, titles above
 * the headings, headings and values by their labels; `report.reading` says how.
 *
 * ```ts
 * const run = checkMany("agentAccount/create", file);
 * for await (const record of run) console.log(record.row, record.findings);
 * const report = await run.report;
 * ```
 *
 * @param interface_ The vendor's name of the interface, or its object.
 * @param source A `File` or `Blob`, a stream, bytes, or pieces of bytes. A text may be compressed with gzip or zstd. Workbooks, and
 *     text in zstd, are read into memory.
 * @param options The format, how a table is read, and what is returned.
 * @throws RangeError if an option is outside its range or does not apply, TypeError if the source cannot be read. The run throws
 *     {@link SourceError} if the source does not have its format, {@link ColumnError} for a column that is unknown, and what reading
 *     the source throws.
 */
export function checkMany(interface_: InterfaceName, source: Source, options: BatchOptions = {}): BatchRun {
    return new BatchRun(new Steps(interface_, source, options));
}
