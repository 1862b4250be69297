// The second WebAssembly module, which is a superset of the first one.

import { ModuleFailure, unexpectedFailure } from "../errors.js";
import type * as Glue from "../glue/batch.js";
import * as glue from "../glue/batch.js";
import { type ModuleSource, loader } from "../loader.js";
import { batchErrorOf } from "./errors.js";

/** The memory of a module never shrinks. Above this size, the module starts again when no run needs it: 64 MiB. */
const LARGE_MEMORY = 64 << 20;

let isLoaded = false;
const load = loader((module) => {
    glue.initSync({ module });
    isLoaded = true;
});

/** The number of runs that have objects in the memory of the module, and how often the module was started. */
let runs = 0;
let generation = 0;

/**
 * Loads the module for many records. Every other function of `aicc/batch` needs it. Later calls return the same promise, and ignore
 * `source`.
 *
 * @param source The module: its address, a response, its bytes or a compiled module. Default: the file
 *     `aicc-batch.wasm` beside the JavaScript files of `aicc/batch`, which bundlers find.
 * @throws Error if the module cannot be loaded. The next call tries again.
 */
export function initBatch(
    source: ModuleSource | PromiseLike<ModuleSource> = new URL("./aicc-batch.wasm", import.meta.url),
): Promise<void> {
    return load(source);
}

/**
 * Calls the module.
 *
 * @throws Error if the module is not loaded, and what the call throws.
 */
export function call<T>(run: (core: typeof Glue) => T): T {
    if (!isLoaded) throw new Error("aicc/batch is not loaded: call `await initBatch()` first");
    try {
        return run(glue);
    } catch (error) {
        if (typeof error === "string") throw batchErrorOf(error);
        restart();
        throw unexpectedFailure(error);
    }
}

/** Starts the module again, with empty memory. Objects that are in it cannot be used any more. */
function restart(): void {
    generation++;
    runs = 0;
    glue.__wbg_reset_state();
}

/** An object in the memory of the module. */
export class Handle<T extends { free(): void }> {
    readonly #object: T;
    readonly #generation = generation;
    #isOpen = true;

    /** Makes the object. */
    constructor(make: (core: typeof Glue) => T) {
        this.#object = call(make);
        runs++;
    }

    /** Whether the object is in the memory of the module: it is lost when the module starts again. */
    get isAlive(): boolean {
        return this.#isOpen && this.#generation === generation;
    }

    /** Calls the module with the object. */
    use<R>(run: (object: T) => R): R {
        if (this.#generation !== generation) {
            throw new ModuleFailure("another run has failed in an unexpected way, and this one with it: start it again");
        }
        return call(() => run(this.#object));
    }

    /** Frees the object. Later calls do nothing. */
    free(): void {
        if (!this.#isOpen) return;
        this.#isOpen = false;
        if (this.#generation !== generation) return;
        call(() => this.#object.free());
        runs--;
        if (runs === 0 && call((core) => core.memory_size()) > LARGE_MEMORY) restart();
    }
}
