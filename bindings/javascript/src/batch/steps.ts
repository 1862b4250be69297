// A run over many records, step by step.

import type { SteppedRun } from "../glue/batch.js";
import { ModuleFailure } from "../errors.js";
import { valueOf } from "../lines.js";
import { optionLines } from "../options.js";
import { SourceError } from "./errors.js";
import { Handle, call } from "./module.js";
import { type BatchOptions, type CopyKind, type SourceFormat, runLines } from "./options.js";
import { Pauses } from "./pause.js";
import type { BatchReport, RecordFindings, Repair } from "./report.js";
import { type Pieces, type Source, nameOf, piecesOf, sizeOf } from "./source.js";

/** An interface: the vendor's name, such as `agentAccount/create`, or the object of `aicc`. */
export type InterfaceName = string | { readonly info: { readonly name: string } };

/** Returns the vendor's name of an interface. */
export function interfaceName(interface_: InterfaceName): string {
    return typeof interface_ === "string" ? interface_ : interface_.info.name;
}

/** The results of some records. */
export interface Step {
    readonly records: number;
    readonly valid: number;
    readonly invalid: number;
    /** The records with findings. */
    readonly found: readonly RecordFindings[];
    /** The repairs, if the run looks for them. */
    readonly repairs?: readonly Repair[];
}

/** How many milliseconds pass between two calls of `progress`. */
const PROGRESS = 100;

/** The first bytes of a workbook: a ZIP archive or a compound file. */
const WORKBOOKS = [0x50, 0xd0];

/** A run that is advanced step by step. */
export class Steps {
    readonly #interface: string;
    readonly #options: BatchOptions;
    readonly #lines: string;
    readonly #pieces: Pieces;
    readonly #size: number | undefined;
    readonly #pauses = new Pauses();
    #handle: Handle<SteppedRun> | undefined;
    #read = 0;
    #isWorkbook: boolean;
    #reported = 0;
    #last = { records: 0, valid: 0, invalid: 0 };

    /** @throws RangeError if an option does not apply, and TypeError if the source cannot be read. */
    constructor(interface_: InterfaceName, source: Source, options: BatchOptions, copy?: CopyKind) {
        const name = nameOf(source);
        const format = options.format ?? formatOf(name);
        this.#interface = interfaceName(interface_);
        this.#options = options;
        this.#lines = runLines(options, format, name, copy);
        this.#isWorkbook = format === "workbook";
        this.#pieces = piecesOf(source);
        this.#size = sizeOf(source);
    }

    /** Returns the results of the next records; nothing at the end. */
    async next(): Promise<Step | undefined> {
        this.#handle ??= new Handle((core) => new core.SteppedRun(this.#interface, optionLines(this.#options), this.#lines));
        for (;;) {
            this.#options.signal?.throwIfAborted();
            await this.#pauses.ifDue();
            const lines = this.#step(this.#handle);
            if (lines === undefined) await this.#feed(this.#handle);
            else if (lines === "") return this.#end();
            else return this.#take(valueOf(lines) as Step);
        }
    }

    /** Removes and returns the bytes of the copy that are written. */
    written(): Uint8Array {
        return this.#handle?.use((run) => run.written()) ?? new Uint8Array();
    }

    /** Completes the copy, and returns the sentences that a user should know about it. */
    complete(): readonly string[] {
        return (this.#handle === undefined ? [] : valueOf(this.#handle.use((run) => run.complete()))) as readonly string[];
    }

    /** Returns the report on the records so far, and the number of repairs; nothing if the run was not started or is lost. */
    report(): { report: BatchReport; repairs: number } | undefined {
        if (this.#handle?.isAlive !== true) return undefined;
        const { repairs, ...report } = valueOf(this.#handle.use((run) => run.report())) as BatchReport & { repairs: number };
        return { report, repairs };
    }

    /** Returns an error of a step with the report on the records before it. */
    failed(error: unknown): unknown {
        if (error instanceof SourceError && error.report === undefined) error.report = this.report()?.report;
        return error;
    }

    /** Frees the memory of the run. */
    close(): void {
        this.#pieces.cancel();
        this.#handle?.free();
    }

    #step(handle: Handle<SteppedRun>): string | undefined {
        try {
            return handle.use((run) => run.step());
        } catch (error) {
            // The library that reads workbooks fails at some that are malformed.
            if (!(error instanceof ModuleFailure && this.#isWorkbook)) throw error;
            const sentence = call((core) => core.malformed_workbook(optionLines(this.#options)));
            throw new SourceError(sentence, { cause: error });
        }
    }

    async #feed(handle: Handle<SteppedRun>): Promise<void> {
        const { signal } = this.#options;
        const piece = await (signal === undefined ? this.#pieces.next() : unlessAborted(this.#pieces.next(), signal));
        if (piece.done === true) return handle.use((run) => run.end());
        if (this.#read === 0) this.#isWorkbook ||= WORKBOOKS.includes(piece.value[0] ?? 0);
        this.#read += piece.value.length;
        handle.use((run) => run.push(piece.value));
    }

    #take(step: Step): Step {
        this.#last = { records: step.records, valid: step.valid, invalid: step.invalid };
        const now = performance.now();
        if (now - this.#reported >= PROGRESS) {
            this.#reported = now;
            this.#reportProgress();
        }
        return step;
    }

    #end(): undefined {
        this.#reportProgress();
    }

    #reportProgress(): void {
        this.#options.progress?.({ ...this.#last, read: this.#read, size: this.#size });
    }
}

function formatOf(name: string): SourceFormat {
    const format = call((core) => core.format_of_name(name));
    if (format !== undefined) return format as SourceFormat;
    const file = name === "" ? "the source" : name;
    throw new RangeError(`the format of ${file} is not known: set the option format, one of jsonl, json, csv, workbook`);
}

/** Waits for a promise, or throws the reason of the signal. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
        const abort = () => reject(signal.reason as Error);
        signal.addEventListener("abort", abort, { once: true });
        promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
    });
}
