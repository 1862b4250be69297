/** Groups the fields of a form: a field of a list is in the group of its list. */
import type { FormField } from "../package/core";

/** A list of the message, with the fields of each element. */
export interface List {
    /** The name of the list. */
    name: string;
    /** The pointer of the list: `/skills`. */
    pointer: string;
    fields: FormField[];
}

/** Returns fields and lists in the order of the page. */
export function groupsOf(fields: readonly FormField[]): (FormField | List)[] {
    const groups: (FormField | List)[] = [];
    for (const field of fields) {
        const star = field.pointer.indexOf("/*");
        if (star < 0) {
            groups.push(field);
            continue;
        }
        const pointer = field.pointer.slice(0, star);
        const last = groups.at(-1);
        if (last && "fields" in last && last.pointer === pointer) last.fields.push(field);
        else groups.push({ name: pointer.slice(1), pointer, fields: [field] });
    }
    return groups;
}
