// How values cross between JavaScript and the core: as lines of text. `crates/aicc-wasm/src/lines.rs` explains them.

import { MAXIMUM_DEPTH } from "./json.js";
import { Secret, secretText } from "./secret.js";

/** Why a value does not have lines. */
class NoJsonForm {
    constructor(readonly reason: "depth" | "size" | "surrogate") {}
}

/** How many more characters the lines can have. Calls are not nested, because nothing here waits. */
let room = 0;

/**
 * Returns the lines of a value with at most `maximum` characters, or one line with the reason why the value does not have a JSON form. Reads what
 * `JSON.stringify` reads, and also secrets and bigints.
 *
 * @throws TypeError if reading the value throws. Its `cause` is what was thrown.
 */
export function linesOf(value: unknown, maximum = Infinity): string {
    room = maximum;
    try {
        return valueLines(value, 0);
    } catch (error) {
        if (error instanceof NoJsonForm) return `!${error.reason}`;
        throw unreadable(error);
    }
}

/** Returns the error for a value that throws while it is read. */
export function unreadable(cause: unknown): TypeError {
    return new TypeError("the value cannot be read: a getter, a toJSON method or a proxy throws", { cause });
}

function valueLines(value: unknown, depth: number): string {
    switch (typeof value) {
        case "string":
            return '"' + escaped(value);
        case "number":
        case "bigint":
            return `#${value}`;
        case "boolean":
            return value ? "t" : "f";
        case "undefined":
            return "n";
        case "object":
            return value === null ? "n" : objectLines(value, depth);
        default:
            return `?JavaScript ${typeof value}`;
    }
}

function objectLines(object: object, depth: number): string {
    if (depth === MAXIMUM_DEPTH) throw new NoJsonForm("depth");
    if (Array.isArray(object)) return arrayLines(object, depth + 1);
    const secret = secretText(object);
    if (secret !== undefined) return "*" + escaped(secret);
    if ("toJSON" in object && typeof object.toJSON === "function") {
        return substituteLines(object.toJSON(), depth + 1);
    }
    const prototype = Object.getPrototypeOf(object) as unknown;
    if (prototype !== Object.prototype && prototype !== null) {
        const kind = Object.prototype.toString.call(object).slice(8, -1);
        if (kind !== "Object") return `?JavaScript ${escaped(kind)}`;
    }
    let lines = "{";
    for (const name of Object.keys(object)) {
        const value = (object as Record<string, unknown>)[name];
        if (value !== undefined) lines += '\n"' + escaped(name) + "\n" + valueLines(value, depth + 1);
    }
    return lines + "\n}";
}

/** Returns the lines of what `toJSON` returns. Its own `toJSON` is not called, as in `JSON.stringify`. */
function substituteLines(substitute: unknown, depth: number): string {
    if (typeof substitute !== "object" || substitute === null) return valueLines(substitute, depth);
    return objectLines(Array.isArray(substitute) ? substitute : { ...substitute, toJSON: undefined }, depth);
}

function arrayLines(array: readonly unknown[], depth: number): string {
    let lines = "[";
    // Not `for of`, which calls the iterator of the array.
    for (let index = 0; index < array.length; index++) lines += "\n" + valueLines(array[index], depth);
    return lines + "\n]";
}

const UNUSUAL = /[\\\n\ud800-\udfff]/;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Returns a text in one line. */
function escaped(text: string): string {
    room -= text.length + 1;
    if (room < 0) throw new NoJsonForm("size");
    if (!UNUSUAL.test(text)) return text;
    if (LONE_SURROGATE.test(text)) throw new NoJsonForm("surrogate");
    return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
}

/** Returns the value of lines that the core wrote, each with a line feed at its end. */
export function valueOf(lines: string): unknown {
    return new LineReader(lines).value();
}

const [OPEN, OPEN_ARRAY, CLOSE_ARRAY, QUOTE, ASTERISK, SHARP, FINDING, REPORT, TRUE, NULL] = [..."{[]\"*#FRtn"].map((kind) =>
    kind.charCodeAt(0),
);

/** Reads lines from the first to the last. It looks for the end of a line: `split` takes twice as long. */
class LineReader {
    #position = 0;
    readonly #lines: string;
    readonly #hasEscapes: boolean;

    constructor(lines: string) {
        this.#lines = lines;
        this.#hasEscapes = lines.includes("\\");
    }

    value(): unknown {
        const kind = this.#kind();
        switch (kind) {
            case OPEN:
                this.#skip();
                return this.#withMembers({});
            case OPEN_ARRAY:
                this.#skip();
                return this.#array();
            case QUOTE:
                return this.#text();
            case ASTERISK:
                return new Secret(this.#text());
            case SHARP:
                return numberOf(this.#text());
            case FINDING:
                this.#skip();
                return this.#finding();
            case REPORT:
                this.#skip();
                return this.#report();
            default:
                this.#skip();
                return kind === NULL ? null : kind === TRUE;
        }
    }

    #kind(): number {
        return this.#lines.charCodeAt(this.#position);
    }

    /** Passes over a line without a text. */
    #skip(): void {
        this.#position += 2;
    }

    /** Reads the text of a line, which follows its first character. */
    #text(): string {
        const start = this.#position + 1;
        const end = this.#lines.indexOf("\n", start);
        this.#position = end + 1;
        const text = this.#lines.slice(start, end);
        return this.#hasEscapes ? unescaped(text) : text;
    }

    #withMembers(object: Record<string, unknown>): Record<string, unknown> {
        while (this.#kind() === QUOTE) {
            const name = this.#text();
            object[name] = this.value();
        }
        this.#skip();
        return object;
    }

    #array(): unknown[] {
        const array: unknown[] = [];
        while (this.#kind() !== CLOSE_ARRAY) array.push(this.value());
        this.#skip();
        return array;
    }

    #finding(): Record<string, unknown> {
        return this.#withMembers({
            location: this.value(),
            pointer: this.value(),
            rule: this.value(),
            params: this.value(),
            reference: this.value(),
            url: this.value(),
            sentence: this.value(),
        });
    }

    #report(): { valid: boolean; violations: unknown[]; advice: unknown[] } {
        const violations = this.#array();
        return { valid: violations.length === 0, violations, advice: this.#array() };
    }
}

/** Returns the text of a line as the core had it. */
function unescaped(text: string): string {
    if (!text.includes("\\")) return text;
    return text.replace(/\\(.)/g, (_, character) => (character === "n" ? "\n" : "\\"));
}

/** Returns an integer, as a bigint only where a number would not be exact. */
function numberOf(digits: string): number | bigint {
    const number = Number(digits);
    return Number.isSafeInteger(number) ? number : BigInt(digits);
}
