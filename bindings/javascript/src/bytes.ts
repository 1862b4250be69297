// Plain values as JSON text in bytes, in one pass: faster than `JSON.stringify`, and then encoding its text.

import { MAXIMUM_DEPTH } from "./plain.js";

/** Where texts are encoded. It is wiped after each call, because a text can hold secrets. */
export const buffer = new Uint8Array(1 << 14);

/** The number of bytes that are written. */
let length = 0;

/**
 * Writes the JSON text of a plain value into `buffer`, and returns its length. Returns -1 for every value that is not made of plain
 * objects, arrays, texts without escapes, finite numbers, booleans and nulls, and for one that is too large.
 */
export function writeJson(value: object): number {
    length = 0;
    return writeObject(value, 0) ? length : -1;
}

function write(value: unknown, depth: number): boolean {
    switch (typeof value) {
        case "string":
            return writeText(value);
        case "number":
            return Number.isFinite(value) && writeAscii(`${value}`);
        case "boolean":
            return writeAscii(value ? "true" : "false");
        case "object":
            return value === null ? writeAscii("null") : writeObject(value, depth);
        default:
            return false;
    }
}

function writeObject(object: object, depth: number): boolean {
    if (depth === MAXIMUM_DEPTH || length + 2 > buffer.length) return false;
    if ((object as { toJSON?: unknown }).toJSON !== undefined) return false;
    const prototype = Object.getPrototypeOf(object) as unknown;
    if (prototype === Object.prototype) return writeMembers(object as Record<string, unknown>, depth + 1);
    return prototype === Array.prototype && Array.isArray(object) && writeElements(object, depth + 1);
}

const [OPEN, CLOSE, OPEN_ARRAY, CLOSE_ARRAY, COMMA, COLON, QUOTE, BACKSLASH] = [0x7b, 0x7d, 0x5b, 0x5d, 0x2c, 0x3a, 0x22, 0x5c];

function writeMembers(object: Record<string, unknown>, depth: number): boolean {
    const start = length;
    buffer[length++] = OPEN;
    for (const name in object) {
        const value = object[name];
        if (value === undefined) continue;
        if (length > start + 1) buffer[length++] = COMMA;
        if (!writeText(name)) return false;
        buffer[length++] = COLON;
        if (!write(value, depth)) return false;
    }
    buffer[length++] = CLOSE;
    return length <= buffer.length;
}

function writeElements(array: readonly unknown[], depth: number): boolean {
    buffer[length++] = OPEN_ARRAY;
    for (let index = 0; index < array.length; index++) {
        if (index > 0) buffer[length++] = COMMA;
        if (!write(array[index], depth)) return false;
    }
    buffer[length++] = CLOSE_ARRAY;
    return length <= buffer.length;
}

function writeText(text: string): boolean {
    // A character has three bytes at most, and a pair of surrogates four.
    if (length + text.length * 3 + 3 > buffer.length) return false;
    let end = length;
    buffer[end++] = QUOTE;
    for (let index = 0; index < text.length; index++) {
        const code = text.charCodeAt(index);
        if (code < 0x20 || code === QUOTE || code === BACKSLASH || (code >= 0xd800 && code < 0xe000)) return false;
        if (code < 0x80) {
            buffer[end++] = code;
        } else if (code < 0x800) {
            buffer[end++] = 0xc0 | (code >> 6);
            buffer[end++] = 0x80 | (code & 0x3f);
        } else {
            buffer[end++] = 0xe0 | (code >> 12);
            buffer[end++] = 0x80 | ((code >> 6) & 0x3f);
            buffer[end++] = 0x80 | (code & 0x3f);
        }
    }
    buffer[end++] = QUOTE;
    length = end;
    return true;
}

function writeAscii(text: string): boolean {
    if (length + text.length + 1 > buffer.length) return false;
    for (let index = 0; index < text.length; index++) buffer[length++] = text.charCodeAt(index);
    return true;
}
