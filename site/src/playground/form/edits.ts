/** Writes what a person types in the form into the message. */
import { type Json, type JsonObject, remove, set, valueAt, written } from "../json/change";
import type { FormField } from "../package/core";
import { path, text } from "../state";
import type { List } from "./groups";

/** Sets a field to a typed text. */
export function edit(message: JsonObject, field: FormField, pointer: string, typed: string): void {
    if (field.location === "path") {
        path.value = { ...path.value, [field.name]: typed };
        return;
    }
    const value = valueOf(field, typed);
    if (value === undefined) remove(message, pointer);
    else set(message, pointer, value);
    text.value = written(message);
}

/** Adds an empty element to a list. */
export function addElement(message: JsonObject, pointer: string, list: List): void {
    set(message, pointer, list.fields.some((field) => field.pointer.endsWith("/*")) ? "" : {});
    text.value = written(message);
}

/** Removes an element, and a list without elements. */
export function removeElement(message: JsonObject, list: string, index: number): void {
    remove(message, `${list}/${index}`);
    const left = valueAt(message, list);
    if (Array.isArray(left) && left.length === 0) remove(message, list);
    text.value = written(message);
}

/** Returns the value of a typed text. An empty text means that the member is missing, unless the page allows an empty text. */
function valueOf(field: FormField, typed: string): Json | undefined {
    if (typed === "") return canBeEmpty(field) ? "" : undefined;
    if (field.kind === "boolean" && (typed === "true" || typed === "false")) return typed === "true";
    if (field.kind === "integer" && /^-?\d+$/.test(typed) && Number.isSafeInteger(Number(typed))) return Number(typed);
    return typed;
}

/** A mandatory text without a minimum length can be empty, and an element of a list is never missing. */
function canBeEmpty(field: FormField): boolean {
    return field.pointer.endsWith("/*") || (field.mandatory && field.kind === "text" && !field.minimumLength);
}
