import type { Report } from "./report.js";

/** The message, its path parameters or its credentials break rules. */
export class InvalidMessageError extends Error {
    override readonly name = "InvalidMessageError";

    /** @param report Every broken rule, with its place, and the advice. */
    constructor(readonly report: Report) {
        super(report.violations.map((finding) => `${finding.location}${finding.pointer}: ${finding.sentence}`).join("\n"));
    }
}

/** The host, port or scheme of a service is invalid. */
export class EndpointError extends Error {
    override readonly name = "EndpointError";

    /** @param kind The part that is wrong. */
    constructor(
        readonly kind: "host" | "port" | "scheme",
        message: string,
    ) {
        super(message);
    }
}

/** The interface has no such field: the pointer in the program is wrong. */
export class UnknownFieldError extends Error {
    override readonly name = "UnknownFieldError";
}

/** The module failed in a way that is not expected. */
export class ModuleFailure extends Error {
    override readonly name = "ModuleFailure";
}

/** Returns the error of a call that failed in a way that is not expected. */
export function unexpectedFailure(cause: unknown): ModuleFailure {
    return new ModuleFailure("aicc has failed in an unexpected way: please report it. Later calls work.", { cause });
}

/** Returns the error that a failure of the core stands for: a line with its class, then the sentence. */
export function errorOf(failure: string): Error {
    const [kind = "", ...sentence] = failure.split("\n");
    const message = sentence.join("\n");
    const [name, part] = kind.split(" ");
    switch (name) {
        case "EndpointError":
            return new EndpointError(part as EndpointError["kind"], message);
        case "UnknownFieldError":
            return new UnknownFieldError(message);
        case "RangeError":
            return new RangeError(message);
        default:
            return new TypeError(message);
    }
}
