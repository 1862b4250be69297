import { NOT_PLAIN, TOO_LARGE, writeJson } from "./json.js";
import { linesOf, unreadable } from "./lines.js";
import { ROOM, room } from "./module.js";
import { type Options, maximumSize } from "./options.js";

/** JSON text: a string, or its bytes in UTF-8. */
export type Json = string | ArrayBuffer | ArrayBufferView;

/** A body in the room of the module, which the next call reads and wipes. */
export interface WrittenBody {
    /** The number of bytes. */
    readonly length: number;
    /** Whether the bytes are lines, because the message holds what JSON does not have. Otherwise they are JSON text. */
    readonly areLines: boolean;
}

/**
 * Writes a message into the room of the module. Of a body that is larger than the limit, the first byte above the limit is the last
 * one that is written.
 *
 * @throws TypeError if the message is neither JSON text nor a value that can have a JSON form.
 */
export function writeBody(message: unknown, options: Options | undefined): WrittenBody {
    const maximum = maximumSize(options);
    if (typeof message === "string") return { length: writeText(message, maximum), areLines: false };
    if (ArrayBuffer.isView(message)) return { length: writeBytes(bytesOf(message), maximum), areLines: false };
    if (typeof message === "object" && message !== null) {
        const length = writeObject(message, maximum);
        if (length !== NOT_PLAIN) return { length, areLines: false };
    }
    if (message === undefined || typeof message === "function" || typeof message === "symbol") {
        throw new TypeError(`a message must be an object or JSON text (a string or its bytes), not ${typeof message}`);
    }
    return { length: writeEncoded(linesOf(message, maximum)), areLines: true };
}

/** How many objects were written: a getter of an object can write another one into the same room. */
let objects = 0;

function writeObject(object: object, maximum: number): number {
    const own = ++objects;
    try {
        if (object instanceof ArrayBuffer) return writeBytes(new Uint8Array(object), maximum);
        for (let size = ROOM; ; size *= 4) {
            const bytes = room(size);
            const length = writeJson(object, bytes);
            if (length >= 0 && own === objects) return length;
            bytes.fill(0);
            if (length !== TOO_LARGE) return NOT_PLAIN;
            if (size > 2 * maximum) return maximum + 1;
        }
    } catch (error) {
        room(ROOM).fill(0);
        throw unreadable(error);
    }
}

function bytesOf(view: ArrayBufferView): Uint8Array {
    return view instanceof Uint8Array ? view : new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

/** One byte more than the limit shows that a body is too large: the rest is not copied. */
function writeBytes(bytes: Uint8Array, maximum = bytes.length): number {
    const kept = bytes.length > maximum ? bytes.subarray(0, maximum + 1) : bytes;
    room(kept.length).set(kept);
    return kept.length;
}

function writeText(text: string, maximum: number): number {
    if (text.isWellFormed?.() ?? true) return writeEncoded(text.slice(0, maximum + 1));
    return writeBytes(surrogateBytes(text), maximum);
}

const encoder = new TextEncoder();

function writeEncoded(text: string): number {
    if (text.length * 3 > ROOM) return writeBytes(encoder.encode(text));
    return encoder.encodeInto(text, room(ROOM)).written;
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
