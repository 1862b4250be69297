/** As deeply as JSON text may be nested. */
export const MAXIMUM_DEPTH = 127;

/** More values than a message has: a value that contains another many times can have any number of them. */
const MAXIMUM_VALUES = 10_000;

let left = 0;

/**
 * Returns the JSON text of a plain value: of objects, arrays, texts, finite numbers, booleans and nulls only. Returns `undefined` for
 * every other value. `JSON.stringify` is faster than code in JavaScript, but loses what JSON does not have.
 */
export function plainJson(value: object): string | undefined {
    left = MAXIMUM_VALUES;
    return isPlainObject(value, 0) ? JSON.stringify(value) : undefined;
}

function isPlain(value: unknown, depth: number): boolean {
    switch (typeof value) {
        case "string":
        case "boolean":
            return true;
        case "number":
            return Number.isFinite(value);
        case "object":
            return value === null || isPlainObject(value, depth);
        default:
            return false;
    }
}

function isPlainObject(object: object, depth: number): boolean {
    if (depth === MAXIMUM_DEPTH || --left < 0) return false;
    const prototype = Object.getPrototypeOf(object) as unknown;
    if (prototype === Array.prototype && Array.isArray(object)) {
        // Not `every`, which passes over holes.
        for (let index = 0; index < object.length; index++) if (!isPlain(object[index], depth + 1)) return false;
        return (object as { toJSON?: unknown }).toJSON === undefined;
    }
    if (prototype !== Object.prototype) return false;
    for (const name in object) {
        const value = (object as Record<string, unknown>)[name];
        if (value !== undefined && !isPlain(value, depth + 1)) return false;
    }
    return (object as { toJSON?: unknown }).toJSON === undefined;
}
