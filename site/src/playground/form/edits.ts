/** Writes what a person types in the form into the message. */
import { type Json, remove, set, written } from "../json/change";
import type { FormField } from "../package/core";
import { path, text } from "../state";
import { elementsOf, type Shown } from "./fill";
import type { List } from "./groups";

/** Sets a field to a typed text. */
export function edit({ message, prefix }: Shown, field: FormField, pointer: string, typed: string): void {
    if (field.location === "path") {
        path.value = { ...path.value, [field.name]: typed };
        return;
    }
    const value = valueOf(field, typed);
    if (value === undefined) remove(message, prefix + pointer);
    else set(message, prefix + pointer, value);
    text.value = written(message);
}

/** Adds an empty element at the end of a list. */
export function addElement({ message, prefix }: Shown, list: List, count: number): void {
    set(message, `${prefix}${list.pointer}/${count}`, list.fields.some((field) => field.pointer.endsWith("/*")) ? "" : {});
    text.value = written(message);
}

/** Removes an element, and a list without elements. */
export function removeElement(shown: Shown, list: List, index: number): void {
    const { message, prefix } = shown;
    remove(message, `${prefix}${list.pointer}/${index}`);
    if (elementsOf(shown, list.pointer) === 0) remove(message, prefix + list.pointer);
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
