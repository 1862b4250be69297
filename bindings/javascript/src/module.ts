// The WebAssembly module: how it is loaded, and how it is called.

import { errorOf } from "./errors.js";
import type * as Glue from "./glue/core.js";
import * as glue from "./glue/core.js";

/** What a module can be loaded from. */
export type ModuleSource = URL | string | Response | BufferSource | WebAssembly.Module;

let loading: Promise<void> | undefined;
let module: WebAssembly.Module | undefined;

/**
 * Loads the module. Every other function needs it. Later calls return the same promise, and ignore `source`.
 *
 * @param source The module: its address, a response, its bytes or a compiled module. Default: the file `aicc.wasm` beside the
 *     JavaScript files of the package, which bundlers find.
 * @throws Error if the module cannot be loaded. The next call tries again.
 */
export function init(source: ModuleSource | PromiseLike<ModuleSource> = new URL("./aicc.wasm", import.meta.url)): Promise<void> {
    loading ??= load(source).catch((error: unknown) => {
        loading = undefined;
        throw error;
    });
    return loading;
}

async function load(source: ModuleSource | PromiseLike<ModuleSource>): Promise<void> {
    module = await compiled(await source);
    glue.initSync({ module });
}

/** Returns the compiled module of a source. */
export async function compiled(source: ModuleSource): Promise<WebAssembly.Module> {
    if (source instanceof WebAssembly.Module) return source;
    if (typeof source === "string" || source instanceof URL) return compiled(await opened(source));
    if (typeof Response === "undefined" || !(source instanceof Response)) return WebAssembly.compile(source as BufferSource);
    if (!source.ok) throw new Error(`the module cannot be loaded from ${source.url}: HTTP status ${source.status}`);
    const isWasm = source.headers.get("Content-Type")?.startsWith("application/wasm") ?? false;
    return isWasm ? WebAssembly.compileStreaming(source) : WebAssembly.compile(await source.arrayBuffer());
}

/** Node.js does not fetch files. */
interface NodeProcess {
    getBuiltinModule?(name: "node:fs/promises"): { readFile(file: URL): Promise<Uint8Array<ArrayBuffer>> };
}

async function opened(address: URL | string): Promise<Response | BufferSource> {
    const { process } = globalThis as { process?: NodeProcess };
    const isFile = address instanceof URL && address.protocol === "file:";
    const files = isFile ? process?.getBuiltinModule?.("node:fs/promises") : undefined;
    return files === undefined ? fetch(address) : files.readFile(address as URL);
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
    if (isRunning) glue.__wbg_reset_state();
    isRunning = true;
    let result: T;
    try {
        result = run(glue);
    } catch (error) {
        if (typeof error !== "string") throw new Error("aicc failed; later calls work", { cause: error });
        isRunning = false;
        throw errorOf(error);
    }
    isRunning = false;
    return result;
}
