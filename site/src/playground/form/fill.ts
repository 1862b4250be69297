/** Gives a form the texts of a message, so that each field is checked together with all others. */
import { type JsonObject, typedAt, valueAt } from "../json/change";
import type { Form, FormField } from "../package/core";
import { groupsOf } from "./groups";

/** What a form shows. */
export interface Shown {
    message: JsonObject;
    /** The pointer of the object that holds the message; the pointers of fields start below it. */
    prefix: string;
    /** The path parameters by their name on the wire. */
    path: Record<string, string>;
}

/** Replaces the texts of a form. */
export function fill(form: Form, shown: Shown): void {
    const texts = groupsOf(form.fields).flatMap((group) => {
        if (!("fields" in group)) return [[group.pointer, typedIn(shown, group, group.pointer)]];
        const indexes = Array.from({ length: elementsOf(shown, group.pointer) }, (_, index) => index);
        return indexes.flatMap((index) =>
            group.fields.map((field) => {
                const pointer = elementPointer(field, index);
                return [pointer, typedIn(shown, field, pointer)];
            }),
        );
    });
    form.clear();
    form.restore(Object.fromEntries(texts));
}

/** Returns the text of a field as a person types it. */
export function typedIn({ message, prefix, path }: Shown, field: FormField, pointer: string): string {
    return field.location === "path" ? (path[field.name] ?? "") : typedAt(message, prefix + pointer);
}

/** Returns the number of elements of a list. */
export function elementsOf({ message, prefix }: Shown, pointer: string): number {
    const elements = valueAt(message, prefix + pointer);
    return Array.isArray(elements) ? elements.length : 0;
}

/** Returns the pointer of a field in an element. */
export function elementPointer(field: FormField, index: number): string {
    return field.pointer.replace("*", String(index));
}
