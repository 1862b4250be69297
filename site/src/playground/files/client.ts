/** The worker from the page's side. One thing is done at a time; a new file ends what is under way. */
import { signal } from "@preact/signals";
import { options } from "../state";
import type { Ask, FileResult, Reply } from "./protocol";

/** What is going on. */
export type Progress =
    | { kind: "starting" }
    | { kind: "idle" }
    | { kind: "checking"; name: string; records: number; bytes: number }
    | { kind: "failed"; reason: string };

export const progress = signal<Progress>({ kind: "starting" });
export const result = signal<FileResult | null>(null);
/** The file that was checked last. */
export const file = signal<File | null>(null);
/** The formats of templates. */
export const templates = signal<string[]>([]);

let worker: Worker | undefined;
let makeWorker: (() => Worker) | undefined;

/** Loads the worker. Nothing is loaded after that. */
export async function startWorker(): Promise<void> {
    makeWorker = (await import("./make")).makeWorker;
    restart();
}

/** Checks a file. */
export function check(interfaceName: string, chosen: File): void {
    if (progress.value.kind === "checking") restart();
    file.value = chosen;
    result.value = null;
    progress.value = { kind: "checking", name: chosen.name, records: 0, bytes: 0 };
    ask({ kind: "check", interface: interfaceName, file: chosen, options: options.value });
}

/** Ends a check. */
export function cancel(): void {
    file.value = null;
    restart();
}

/** Asks for a file, which the page then saves. */
export function write(kind: "annotate" | "fix", interfaceName: string): void {
    if (file.value) ask({ kind, interface: interfaceName, file: file.value, options: options.value });
}

/** Asks for an empty template. */
export function writeTemplate(interfaceName: string, format: string): void {
    ask({ kind: "template", interface: interfaceName, format, options: options.value });
}

function ask(message: Ask): void {
    worker?.postMessage(message);
}

function restart(): void {
    worker?.terminate();
    progress.value = { kind: "starting" };
    worker = makeWorker?.();
    worker?.addEventListener("message", (event: MessageEvent<Reply>) => onReply(event.data));
    worker?.addEventListener("error", (event) => onReply({ kind: "failed", reason: event.message }));
}

function onReply(reply: Reply): void {
    switch (reply.kind) {
        case "ready":
            templates.value = reply.templates;
            if (progress.value.kind === "starting") progress.value = { kind: "idle" };
            return;
        case "progress":
            if (progress.value.kind === "checking") progress.value = { ...progress.value, ...reply, kind: "checking" };
            return;
        case "checked":
            result.value = reply.result;
            progress.value = { kind: "idle" };
            return;
        case "written":
            save(reply.name, reply.bytes);
            return;
        case "failed":
            progress.value = reply;
    }
}

function save(name: string, bytes: Uint8Array<ArrayBuffer>): void {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes]));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
}
