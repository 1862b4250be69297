/** Writes the text of a form's field into a message, and reads it from there. */
import { parts } from "./places";

/** A JSON value that a person can edit. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };

/** Returns the object of a text; undefined if the text is not one JSON object. */
export function objectOf(text: string): JsonObject | undefined {
    try {
        const value: Json = JSON.parse(text);
        return isObject(value) ? value : undefined;
    } catch {
        return undefined;
    }
}

/** Returns the value at a pointer. */
export function valueAt(object: Json | undefined, pointer: string): Json | undefined {
    return parts(pointer).reduce<Json | undefined>(child, object);
}

/** Returns the value at a pointer as a person types it. */
export function typedAt(object: Json | undefined, pointer: string): string {
    const value = valueAt(object, pointer);
    if (value === undefined || value === null) return "";
    return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Sets the value at a pointer. Missing objects and lists on the way are made. */
export function set(object: JsonObject, pointer: string, value: Json): void {
    const path = parts(pointer);
    const last = path.pop() ?? "";
    let container: Json = object;
    for (const [index, part] of path.entries()) {
        const next = path[index + 1] ?? last;
        container = childMade(container, part, /^\d+$/.test(next));
    }
    (container as JsonObject)[last] = value;
}

/** Removes the member or the element at a pointer. */
export function remove(object: JsonObject, pointer: string): void {
    const path = parts(pointer);
    const last = path.pop() ?? "";
    const container = path.reduce<Json | undefined>(child, object);
    if (Array.isArray(container)) container.splice(Number(last), 1);
    else if (isObject(container)) delete container[last];
}

/** Returns the text of a message. */
export function written(object: JsonObject): string {
    return `${JSON.stringify(object, null, 2)}\n`;
}

function childMade(container: Json, part: string, isList: boolean): Json {
    const present = child(container, part);
    if (typeof present === "object" && present !== null) return present;
    return ((container as JsonObject)[part] = isList ? [] : {});
}

function child(container: Json | undefined, part: string): Json | undefined {
    if (Array.isArray(container)) return container[Number(part)];
    return isObject(container) && Object.hasOwn(container, part) ? container[part] : undefined;
}

function isObject(value: Json | undefined): value is JsonObject {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
