/** The worker from the page's side. A file is checked again when the interface, the language or the settings change. */
import { effect, signal } from "@preact/signals";
import { interfaceName, options } from "../state";
import type { Ask, FileResult, Progress, Reply, TemplateFormat } from "./protocol";

/** What the worker does. */
export type Activity =
    | { kind: "starting" }
    | { kind: "idle" }
    | ({ kind: "checking"; name: string } & Progress)
    | { kind: "failed"; reason: string };

export const activity = signal<Activity>({ kind: "starting" });
export const file = signal<File | null>(null);
export const result = signal<FileResult | null>(null);
/** What a user should know about the copy that was saved last. */
export const copyNotes = signal<{ notes: readonly string[]; repairs?: number } | null>(null);

let worker: Worker | undefined;
/** The number of the check whose replies count. */
let current = 0;

/** Loads the worker, and waits until it can check files. Nothing is loaded after that. */
export async function startWorker(): Promise<void> {
    const { makeWorker } = await import("./make");
    const made = makeWorker();
    worker = made;
    await new Promise<void>((resolve) => {
        made.addEventListener("message", ({ data }: MessageEvent<Reply>) => {
            onReply(data);
            resolve();
        });
        made.addEventListener("error", ({ message }) => {
            onReply({ kind: "failed", reason: message });
            resolve();
        });
    });
    effect(() => {
        if (file.value) check(file.value, { interface: interfaceName.value, options: options.value });
    });
}

/** Ends a check. */
export function cancel(): void {
    current += 1;
    file.value = null;
    activity.value = { kind: "idle" };
    ask({ kind: "cancel" });
}

/** Asks for a copy of the file, which the page then saves. */
export function write(kind: "annotate" | "fix"): void {
    if (!file.value) return;
    ask({ kind, interface: interfaceName.value, file: file.value, options: options.value });
}

/** Asks for an empty template. */
export function writeTemplate(format: TemplateFormat, name: string): void {
    ask({ kind: "template", interface: interfaceName.value, format, name, options: options.value });
}

function check(chosen: File, settings: Pick<Extract<Ask, { kind: "check" }>, "interface" | "options">): void {
    current += 1;
    result.value = null;
    copyNotes.value = null;
    activity.value = { kind: "checking", name: chosen.name, records: 0, read: 0, size: chosen.size };
    ask({ kind: "check", id: current, file: chosen, ...settings });
}

function ask(message: Ask): void {
    worker?.postMessage(message);
}

function onReply(reply: Reply): void {
    if ("id" in reply && reply.id !== current) return;
    switch (reply.kind) {
        case "ready":
            activity.value = { kind: "idle" };
            return;
        case "progress":
            activity.value = { name: file.peek()?.name ?? "", ...reply, kind: "checking" };
            return;
        case "checked":
            result.value = reply.result;
            activity.value = { kind: "idle" };
            return;
        case "written":
            copyNotes.value = reply;
            activity.value = { kind: "idle" };
            save(reply.name, reply.bytes);
            return;
        case "failed":
            activity.value = reply;
    }
}

function save(name: string, bytes: Uint8Array<ArrayBuffer>): void {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes]));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
}
