// The WebAssembly module of this package, and how it is called.

import { errorOf, unexpectedFailure } from "./errors.js";
import type * as Glue from "./glue/core.js";
import * as glue from "./glue/core.js";
import { type ModuleSource, loader } from "./loader.js";

let isLoaded = false;
const load = loader((module) => {
    glue.initSync({ module });
    isLoaded = true;
});

/**
 * Loads the module. Every other function needs it. Later calls return the same promise, and ignore `source`.
 *
 * @param source The module: its address, a response, its bytes or a compiled module. Default: the file `aicc.wasm` beside the
 *     JavaScript files of the package, which bundlers find.
 * @throws Error if the module cannot be loaded. The next call tries again.
 */
export function init(source: ModuleSource | PromiseLike<ModuleSource> = new URL("./aicc.wasm", import.meta.url)): Promise<void> {
    return load(source);
}

/** Whether a call has not returned. After a call, it is `true` only if the call has failed inside the module. */
let isRunning = false;

/**
 * Calls the module. If an earlier call has failed inside it, such as by a stack overflow, the module starts again: nothing in its
 * memory is needed after a call.
 *
 * @throws Error if the module is not loaded or fails, and what the call throws.
 */
export function call<T>(run: (core: typeof Glue) => T): T {
    if (!isLoaded) throw new Error("aicc is not loaded: call `await init()` first");
    if (isRunning) glue.__wbg_reset_state();
    isRunning = true;
    let result: T;
    try {
        result = run(glue);
    } catch (error) {
        if (typeof error !== "string") throw unexpectedFailure(error);
        isRunning = false;
        throw errorOf(error);
    }
    isRunning = false;
    return result;
}
