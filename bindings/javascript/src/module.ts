// The WebAssembly module of this package, and how it is called.

import { errorOf, unexpectedFailure } from "./errors.js";
import type * as Glue from "./glue/core.js";
import * as glue from "./glue/core.js";
import { type ModuleSource, loader } from "./loader.js";

let module: WebAssembly.Module | undefined;
const load = loader((compiled) => {
    glue.initSync({ module: compiled });
    module = compiled;
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
    if (module === undefined) throw new Error("aicc is not loaded: call `await init()` first");
    if (isRunning) restart();
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

function restart(): void {
    glue.__wbg_reset_state();
    isRunning = false;
    smallRoom = NO_ROOM;
}

/** The size of the room that is enough for most bodies. */
export const ROOM = 1 << 14;

const NO_ROOM = new Uint8Array();

/** The room for most bodies. It has no length when the memory of the module has grown, and before the first call. */
let smallRoom = NO_ROOM;

/** Returns the memory of the module in which the next call reads a body: `size` bytes, or `ROOM` if that is more. */
export function room(size: number): Uint8Array {
    if (isRunning) restart();
    if (size <= ROOM && smallRoom.length > 0) return smallRoom;
    const length = Math.max(size, ROOM);
    const address = call((core) => core.room(length));
    // A module that is started already is not started again: its memory is all that is needed here.
    const { memory } = glue.initSync({ module: module as WebAssembly.Module });
    const bytes = new Uint8Array(memory.buffer, address, length);
    // A larger room can be at another address.
    smallRoom = length === ROOM ? bytes : NO_ROOM;
    return bytes;
}
