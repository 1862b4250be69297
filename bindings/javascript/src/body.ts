import { buffer, writeJson } from "./bytes.js";
import { linesOf, unreadable } from "./lines.js";
import { type Options, maximumSize } from "./options.js";
import { plainJson } from "./plain.js";

/** JSON text: a string, or its bytes in UTF-8. */
export type Json = string | ArrayBuffer | ArrayBufferView;

/**
 * Calls `run` with the bytes of a message: of its JSON text, or of its lines (`areLines`) if it holds what JSON does not have. The
 * bytes are valid during the call only.
 *
 * @throws TypeError if the message is neither JSON text nor a value that can have a JSON form.
 */
export function withBody<T>(message: unknown, options: Options | undefined, run: (bytes: Uint8Array, areLines: boolean) => T): T {
    const maximum = maximumSize(options);
    if (typeof message === "string") return withText(message, maximum, run);
    if (ArrayBuffer.isView(message)) return run(start(bytesOf(message), maximum), false);
    if (message === undefined || typeof message === "function" || typeof message === "symbol") {
        throw new TypeError(`a message must be an object or JSON text (a string or its bytes), not ${typeof message}`);
    }
    const written = writtenOf(message);
    if (written >= 0) return withBuffer(written, false, run);
    const form = jsonOf(message);
    if (typeof form === "string") return withText(form, maximum, run);
    return form === undefined ? withEncoded(linesOf(message, maximum), true, run) : run(start(form, maximum), false);
}

/** Returns the number of bytes in the buffer that hold a plain value; -1 for every other value. */
function writtenOf(message: unknown): number {
    try {
        return typeof message === "object" && message !== null ? writeJson(message) : -1;
    } catch (error) {
        throw unreadable(error);
    }
}

/** Returns the bytes of a buffer, or the JSON text of a plain value; `undefined` for every other value. */
function jsonOf(message: unknown): Uint8Array | string | undefined {
    try {
        if (message instanceof ArrayBuffer) return new Uint8Array(message);
        return typeof message === "object" && message !== null ? plainJson(message) : undefined;
    } catch (error) {
        throw unreadable(error);
    }
}

/** One byte more than the limit shows that a body is too large: the rest is not copied. */
function start(bytes: Uint8Array, maximum: number): Uint8Array {
    return bytes.length > maximum ? bytes.subarray(0, maximum + 1) : bytes;
}

function bytesOf(view: ArrayBufferView): Uint8Array {
    return view instanceof Uint8Array ? view : new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

function withText<T>(text: string, maximum: number, run: (bytes: Uint8Array, areLines: boolean) => T): T {
    if (text.isWellFormed?.() ?? true) return withEncoded(text.slice(0, maximum + 1), false, run);
    return run(start(surrogateBytes(text), maximum), false);
}

const encoder = new TextEncoder();

function withEncoded<T>(text: string, areLines: boolean, run: (bytes: Uint8Array, areLines: boolean) => T): T {
    if (text.length * 3 > buffer.length) return run(encoder.encode(text), areLines);
    return withBuffer(encoder.encodeInto(text, buffer).written, areLines, run);
}

function withBuffer<T>(written: number, areLines: boolean, run: (bytes: Uint8Array, areLines: boolean) => T): T {
    try {
        return run(buffer.subarray(0, written), areLines);
    } finally {
        buffer.fill(0, 0, written);
    }
}

/** Returns the bytes of a text with lone surrogates, which become bytes that are not UTF-8: the check reports them. */
function surrogateBytes(text: string): Uint8Array {
    const parts = text.split(/([\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff])/);
    return Uint8Array.from(
        parts.flatMap((part, index) => {
            if (index % 2 === 0) return [...encoder.encode(part)];
            const code = part.charCodeAt(0);
            return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
        }),
    );
}
