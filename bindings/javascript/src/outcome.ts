import type { Finding } from "./generated/findings.js";
import type { Report } from "./report.js";
import type { Secret } from "./secret.js";

/** What success and refusal have in common: the platform has read the request and answered it. */
export interface Answer<Reply> {
    /** The typed reply. */
    readonly reply: Reply;
    /** The result code. `0` is success. */
    readonly code: string;
    /** The meaning of the code. */
    readonly meaning: string;
    /** What the user or the app can do. Absent if no document states it. */
    readonly action?: string;
    /** The advice on the reply. */
    readonly advice: readonly Finding[];
    /** The secret that authenticates the agent's later calls. Absent if the reply has no such header field. */
    readonly session?: Secret;
}

/** The platform did what was asked. */
export interface Success<Reply> extends Answer<Reply> {
    readonly kind: "success";
}

/** The platform understood the request and refused it. */
export interface Refusal<Reply> extends Answer<Reply> {
    readonly kind: "refusal";
}

/** A documented HTTP status other than 200. */
export interface DocumentedStatus {
    readonly kind: "documentedStatus";
    /** The HTTP status. */
    readonly status: number;
    /** The meaning of the status. */
    readonly meaning: string;
    /** What the user or the app can do. Absent if no document states it. */
    readonly action?: string;
}

/** An undocumented HTTP status. */
export interface UndocumentedStatus {
    readonly kind: "undocumentedStatus";
    /** The HTTP status. */
    readonly status: number;
    /** A sentence that says so. */
    readonly meaning: string;
}

/** A reply with status 200 whose body is not a documented reply. */
export interface Unreadable {
    readonly kind: "unreadable";
    /** The rules that the body breaks. */
    readonly report: Report;
    /** A sentence that says so. */
    readonly meaning: string;
}

/** The outcome of a request: what the platform's reply means. `switch (outcome.kind)` distinguishes the outcomes. */
export type Outcome<Reply> = Success<Reply> | Refusal<Reply> | DocumentedStatus | UndocumentedStatus | Unreadable;
