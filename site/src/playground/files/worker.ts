/** The worker: it reads files with the second module of the package, which is in this chunk. */
import { annotate, type BatchFinding, checkMany, fix, initBatch, type RecordFindings, template } from "aicc/batch";
import module from "../../../../bindings/javascript/dist/batch/aicc-batch.wasm?url&inline";
import { bytesOf } from "../package/bytes";
import type { Ask, FileFinding, FileResult, Reply } from "./protocol";

/** The findings that the page gets. The counts include the others. */
const LIMIT = 2000;

type Check = Extract<Ask, { kind: "check" }>;
type Copy = Extract<Ask, { kind: "annotate" | "fix" }>;

let running: AbortController | undefined;
const ready = initBatch(bytesOf(module)).then(
    () => reply({ kind: "ready" }),
    (error: unknown) => reply({ kind: "failed", reason: reasonOf(error) }),
);

addEventListener("message", async ({ data }: MessageEvent<Ask>) => {
    await ready;
    if (data.kind === "check" || data.kind === "cancel") running?.abort();
    try {
        await answer(data);
    } catch (error) {
        if (error instanceof Error && error.name === "AbortError") return;
        const id = data.kind === "check" ? { id: data.id } : {};
        reply({ kind: "failed", ...id, reason: reasonOf(error) });
    }
});

async function answer(ask: Ask): Promise<void> {
    switch (ask.kind) {
        case "check":
            return check(ask);
        case "annotate":
        case "fix":
            return copy(ask);
        case "template": {
            const format = ask.format === "csv" ? "csv" : "workbook";
            const bytes = template(ask.interface, { ...ask.options, format });
            return reply({ kind: "written", name: ask.name, bytes, notes: [] });
        }
    }
}

async function check({ id, interface: name, file, options }: Check): Promise<void> {
    running = new AbortController();
    const { signal } = running;
    const run = checkMany(name, file, {
        ...options,
        limit: LIMIT,
        signal,
        progress: ({ records, read }) => reply({ kind: "progress", id, records, read, size: file.size }),
    });
    const findings: FileFinding[] = [];
    let isTable = false;
    for await (const record of run) {
        isTable ||= record.row !== null;
        findings.push(...record.findings.map((finding) => shown(record, finding)));
    }
    const { records, valid, invalid, found, byRule, reading } = await run.report;
    const result: FileResult = {
        ...{ name: file.name, isTable, records, valid, invalid, found, findings },
        byRule: Object.entries(byRule),
        notes: reading.map((note) => note.sentence),
    };
    reply({ kind: "checked", id, result });
}

function shown({ row, line, record }: RecordFindings, finding: BatchFinding): FileFinding {
    const { severity, pointer, rule, sentence, url } = finding;
    return { place: row ?? line ?? record, severity, pointer, rule, sentence, url };
}

async function copy({ kind, interface: name, file, options }: Copy): Promise<void> {
    if (kind === "annotate") {
        const { copy: bytes, notes } = await annotate(name, file, options);
        return reply({ kind: "written", name: renamed(file.name, "checked"), bytes, notes });
    }
    const { copy: bytes, notes, found: repairs } = await fix(name, file, options);
    reply({ kind: "written", name: renamed(file.name, "fixed"), bytes, notes, repairs });
}

/** Returns `agents-checked.csv` for `agents.csv`. */
function renamed(name: string, what: string): string {
    const dot = name.lastIndexOf(".");
    return dot < 0 ? `${name}-${what}` : `${name.slice(0, dot)}-${what}${name.slice(dot)}`;
}

function reasonOf(error: unknown): string {
    return error instanceof Error ? error.message : String(error);
}

function reply(message: Reply): void {
    postMessage(message);
}
