// Plain values as JSON text in bytes, in one pass: faster than `JSON.stringify`, and then encoding its text.

/** As deeply as JSON text may be nested. */
export const MAXIMUM_DEPTH = 127;

/** The value is not made of plain objects, arrays, texts, finite numbers, booleans and nulls: JSON would lose something. */
export const NOT_PLAIN = -1;

/** The JSON text does not fit. */
export const TOO_LARGE = -2;

/** More bytes than are written between two looks at the end: a number, an escape, and the brackets that close. */
const STEP = MAXIMUM_DEPTH + 32;

/** Where the JSON text is written, and the last position at which a step fits. */
let room: Uint8Array = new Uint8Array();
let end = 0;

/** Writes the JSON text of an object into `bytes`, and returns its length, `NOT_PLAIN` or `TOO_LARGE`. */
export function writeJson(object: object, bytes: Uint8Array): number {
    room = bytes;
    end = bytes.length - STEP;
    return writeObject(object, 0, 0);
}

// Each function takes the position and returns the position after the value, or a negative number.

function writeValue(value: unknown, at: number, depth: number): number {
    if (typeof value === "string") return writeText(value, at);
    if (typeof value === "number") return writeNumber(value, at);
    if (typeof value === "object" && value !== null) return writeObject(value, at, depth);
    if (typeof value === "boolean") return writeAscii(value ? "true" : "false", at);
    return value === null ? writeAscii("null", at) : NOT_PLAIN;
}

function writeObject(object: object, at: number, depth: number): number {
    if (depth === MAXIMUM_DEPTH || (object as { toJSON?: unknown }).toJSON !== undefined) return NOT_PLAIN;
    if (at > end) return TOO_LARGE;
    const prototype = Object.getPrototypeOf(object) as unknown;
    if (prototype === Object.prototype) return writeMembers(object as Record<string, unknown>, at, depth + 1);
    return prototype === Array.prototype && Array.isArray(object) ? writeElements(object, at, depth + 1) : NOT_PLAIN;
}

const [OPEN, CLOSE, OPEN_ARRAY, CLOSE_ARRAY, COMMA, COLON, QUOTE, BACKSLASH] = [0x7b, 0x7d, 0x5b, 0x5d, 0x2c, 0x3a, 0x22, 0x5c];

function writeMembers(object: Record<string, unknown>, start: number, depth: number): number {
    const bytes = room;
    let at = start;
    bytes[at++] = OPEN;
    for (const name in object) {
        const value = object[name];
        if (value === undefined) continue;
        if (at > start + 1) bytes[at++] = COMMA;
        at = writeName(name, at);
        if (at < 0) return at;
        at = writeValue(value, at, depth);
        if (at < 0) return at;
    }
    bytes[at++] = CLOSE;
    return at;
}

function writeElements(array: readonly unknown[], start: number, depth: number): number {
    const bytes = room;
    let at = start;
    bytes[at++] = OPEN_ARRAY;
    for (let index = 0; index < array.length; index++) {
        if (index > 0) bytes[at++] = COMMA;
        at = writeValue(array[index], at, depth);
        if (at < 0) return at;
    }
    bytes[at++] = CLOSE_ARRAY;
    return at;
}

/** The bytes of names with their colons: messages have the same names again and again. */
const names = new Map<string, Uint8Array>();
const MAXIMUM_NAMES = 256;

function writeName(name: string, start: number): number {
    const known = names.get(name);
    if (known === undefined) return writeNewName(name, start);
    const bytes = room;
    const length = known.length;
    if (start + length > end) return TOO_LARGE;
    for (let index = 0; index < length; index++) bytes[start + index] = known[index] as number;
    return start + length;
}

function writeNewName(name: string, start: number): number {
    const bytes = room;
    let at = writeText(name, start);
    if (at < 0) return at;
    bytes[at++] = COLON;
    if (names.size === MAXIMUM_NAMES) names.clear();
    names.set(name, bytes.slice(start, at));
    return at;
}

function writeText(text: string, start: number): number {
    const bytes = room;
    const length = text.length;
    let at = start;
    if (at + length > end) return TOO_LARGE;
    bytes[at++] = QUOTE;
    for (let index = 0; index < length; index++) {
        const code = text.charCodeAt(index);
        if (code >= 0x80 || code < 0x20 || code === QUOTE || code === BACKSLASH) return writeAnyText(text, index, at);
        bytes[at++] = code;
    }
    bytes[at++] = QUOTE;
    return at;
}

/** Writes a text from its first character on that is not the same byte in JSON. */
function writeAnyText(text: string, start: number, position: number): number {
    const bytes = room;
    let at = position;
    for (let index = start; index < text.length; index++) {
        if (at > end) return TOO_LARGE;
        const code = text.charCodeAt(index);
        if (code < 0x20) {
            at = writeAscii(`\\u00${code < 0x10 ? "0" : ""}${code.toString(16)}`, at);
        } else if (code < 0x80) {
            if (code === QUOTE || code === BACKSLASH) bytes[at++] = BACKSLASH;
            bytes[at++] = code;
        } else if (code < 0x800) {
            bytes[at++] = 0xc0 | (code >> 6);
            bytes[at++] = 0x80 | (code & 0x3f);
        } else if (code < 0xd800 || code >= 0xe000) {
            bytes[at++] = 0xe0 | (code >> 12);
            bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
            bytes[at++] = 0x80 | (code & 0x3f);
        } else {
            const character = text.codePointAt(index++) as number;
            // A lone surrogate has no bytes.
            if (character < 0x10000 || code >= 0xdc00) return NOT_PLAIN;
            bytes[at++] = 0xf0 | (character >> 18);
            bytes[at++] = 0x80 | ((character >> 12) & 0x3f);
            bytes[at++] = 0x80 | ((character >> 6) & 0x3f);
            bytes[at++] = 0x80 | (character & 0x3f);
        }
    }
    if (at > end) return TOO_LARGE;
    bytes[at++] = QUOTE;
    return at;
}

function writeNumber(number: number, at: number): number {
    const bytes = room;
    if (number >= 0 && number < 10 && Number.isInteger(number)) {
        if (at > end) return TOO_LARGE;
        bytes[at] = 0x30 + number;
        return at + 1;
    }
    return Number.isFinite(number) ? writeAscii(`${number}`, at) : NOT_PLAIN;
}

/** Writes a number, a word or an escape. */
function writeAscii(text: string, start: number): number {
    const bytes = room;
    if (start > end) return TOO_LARGE;
    for (let index = 0; index < text.length; index++) bytes[start + index] = text.charCodeAt(index);
    return start + text.length;
}
