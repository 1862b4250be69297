import { InvalidMessageError } from "./errors.js";
import { inspectedAs } from "./inspect.js";
import { valueOf } from "./lines.js";
import type { Report } from "./report.js";

/**
 * An HTTP request. It contains the secrets of its message: it prints without its header fields and its body.
 *
 * It is the second argument of `fetch`: `await fetch(request.url, request)`.
 */
export class WrittenRequest {
    /** The method. */
    readonly method: "POST" | "PUT";
    /** The URL. */
    readonly url: string;
    /** `fetch` follows no redirect, because the request contains credentials. */
    readonly redirect = "error";
    readonly #headers: Readonly<Record<string, string>>;
    readonly #body: string;

    /** @internal */
    constructor(parts: RequestParts) {
        this.method = parts.method;
        this.url = parts.url;
        this.#headers = Object.freeze(parts.headers);
        this.#body = parts.body;
        Object.freeze(this);
    }

    /** The header fields by name. They contain the credentials. */
    get headers(): Record<string, string> {
        return { ...this.#headers };
    }

    /** The body: compact JSON. It contains the secrets of the message. */
    get body(): string {
        return this.#body;
    }

    /** Returns the request for `JSON.stringify`, with `***` for the header fields and the body. */
    toJSON(): { method: string; url: string; headers: "***"; body: "***" } {
        return { method: this.method, url: this.url, headers: "***", body: "***" };
    }

    /** Returns the request with `***` for the header fields and the body. */
    toString(): string {
        return `WrittenRequest ${JSON.stringify(this)}`;
    }

    /** Returns the request for `console.log` of Node.js. */
    [Symbol.for("nodejs.util.inspect.custom")](): unknown {
        return inspectedAs("WrittenRequest", this.toJSON());
    }
}

/** What crosses of a request. */
interface RequestParts {
    readonly method: "POST" | "PUT";
    readonly url: string;
    readonly headers: Record<string, string>;
    readonly body: string;
}

/** Returns the request of lines; throws the report if there is none. */
export function writtenRequest(lines: string): WrittenRequest {
    const written = valueOf(lines) as RequestParts | { report: Report };
    if ("report" in written) throw new InvalidMessageError(written.report);
    return new WrittenRequest(written);
}
