// How a WebAssembly module is loaded, once.

/** What a module can be loaded from. */
export type ModuleSource = URL | string | Response | BufferSource | WebAssembly.Module;

/**
 * Returns a function that compiles the module of a source, and starts it. Later calls return the same promise, and ignore their source;
 * after a failure, the next call tries again.
 */
export function loader(
    start: (module: WebAssembly.Module) => void,
): (source: ModuleSource | PromiseLike<ModuleSource>) => Promise<void> {
    let loading: Promise<void> | undefined;
    const load = async (source: ModuleSource | PromiseLike<ModuleSource>) => start(await compiled(await source));
    return (source) =>
        (loading ??= load(source).catch((error: unknown) => {
            loading = undefined;
            throw error;
        }));
}

const ADVICE = "the section “Bundlers” of the package's README says how a bundler finds it";

/** Returns the compiled module of a source. */
async function compiled(source: ModuleSource): Promise<WebAssembly.Module> {
    if (source instanceof WebAssembly.Module) return source;
    if (typeof source === "string" || source instanceof URL) return compiled(await opened(source));
    if (typeof Response === "undefined" || !(source instanceof Response)) return WebAssembly.compile(source as BufferSource);
    if (!source.ok) throw new Error(`the module cannot be loaded from ${source.url}: HTTP status ${source.status}; ${ADVICE}`);
    const type = source.headers.get("Content-Type") ?? "";
    // Development servers answer with a page where they have no file.
    if (type.startsWith("text/html")) throw new Error(`there is a page at ${source.url}, and not the module: ${ADVICE}`);
    return type.startsWith("application/wasm") ? WebAssembly.compileStreaming(source) : WebAssembly.compile(await source.arrayBuffer());
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
