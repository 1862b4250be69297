// The second WebAssembly module, which is a superset of the first one.

import * as glue from "../glue/batch.js";
import { type ModuleSource, compiled } from "../module.js";

let loading: Promise<void> | undefined;

/**
 * Loads the module for many records. Every other function of `aicc/batch` needs it. Later calls return the same promise.
 *
 * @param source The module: see `init` of `aicc`. Default: the file `aicc.wasm` in the folder `batch` of the package.
 */
export function initBatch(
    source: ModuleSource | PromiseLike<ModuleSource> = new URL("./aicc.wasm", import.meta.url),
): Promise<void> {
    loading ??= load(source).catch((error: unknown) => {
        loading = undefined;
        throw error;
    });
    return loading;
}

async function load(source: ModuleSource | PromiseLike<ModuleSource>): Promise<void> {
    glue.initSync({ module: await compiled(await source) });
}
