import { linesOf } from "./lines.js";
import { type Options, maximumSize } from "./options.js";

/** JSON text: a string, or its bytes in UTF-8. */
export type Json = string | ArrayBuffer | ArrayBufferView;

/** A body as it crosses: JSON text, its bytes, or the lines of an object. */
export type Body = { readonly text: string } | { readonly bytes: Uint8Array } | { readonly lines: string };

/**
 * Returns a message as it crosses.
 *
 * @throws TypeError if the message is neither JSON text nor a value that can have a JSON form.
 */
export function bodyOf(message: unknown, options: Options | undefined): Body {
    if (typeof message === "string") {
        const encoded = withLoneSurrogates(message);
        return encoded === undefined ? { text: message } : { bytes: encoded };
    }
    const bytes = bytesOf(message);
    if (bytes !== undefined) return { bytes };
    if (message === undefined || typeof message === "function" || typeof message === "symbol") {
        throw new TypeError(`a message must be an object or JSON text (a string or its bytes), not ${typeof message}`);
    }
    return { lines: linesOf(message, maximumSize(options)) };
}

/** Returns the bytes of JSON text, or the lines of an object as bytes, and whether they are lines. */
export function crossing(body: Body): [bytes: Uint8Array, areLines: boolean] {
    if ("bytes" in body) return [body.bytes, false];
    if ("text" in body) return [encoder.encode(body.text), false];
    return [encoder.encode(body.lines), true];
}

const encoder = new TextEncoder();

function bytesOf(value: unknown): Uint8Array | undefined {
    if (value instanceof Uint8Array) return value;
    if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    if (value instanceof ArrayBuffer) return new Uint8Array(value);
    return undefined;
}

/**
 * Returns the bytes of a text with a lone surrogate; `undefined` for every other text. The surrogate becomes bytes that are not
 * UTF-8, which the check reports.
 */
function withLoneSurrogates(text: string): Uint8Array | undefined {
    if (text.isWellFormed?.() ?? true) return undefined;
    const parts = text.split(/([\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff])/);
    const bytes = parts.flatMap((part, index) => (index % 2 === 0 ? [...encoder.encode(part)] : surrogateBytes(part)));
    return Uint8Array.from(bytes);
}

function surrogateBytes(surrogate: string): number[] {
    const code = surrogate.charCodeAt(0);
    return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
}
