/** The form of an interface, built from the tables. It edits the same message as the editor. */
import { useComputed } from "@preact/signals";
import { namesOf } from "../code/names";
import { objectOf, type JsonObject, valueAt } from "../json/change";
import { formOf, type FormField } from "../package/core";
import { interfaceName, options, t, text } from "../state";
import { Field } from "./Field";
import { addElement, removeElement } from "./edits";
import { groupsOf, type List } from "./groups";

export function FormPanel() {
    const form = useComputed(() => formOf(interfaceName.value, options.value));
    const message = objectOf(text.value);
    if (!message) return <p class="hint">{t("formNeedsJson")}</p>;
    const prefix = prefixOf(message);
    return (
        <form class="form" autocomplete="off" onSubmit={(event) => event.preventDefault()}>
            {groupsOf(form.value.fields).map((group) =>
                "fields" in group ? (
                    <ListGroup list={group} message={message} prefix={prefix} form={form.value} />
                ) : (
                    <Field field={group} pointer={group.pointer} prefix={prefix} message={message} form={form.value} />
                ),
            )}
        </form>
    );
}

interface ListProps {
    list: List;
    message: JsonObject;
    prefix: string;
    form: ReturnType<typeof formOf>;
}

/** The elements of a list, with buttons that add and remove one. */
function ListGroup({ list, message, prefix, form }: ListProps) {
    const elements = valueAt(message, prefix + list.pointer);
    const count = Array.isArray(elements) ? elements.length : 0;
    const maximum = list.fields[0]?.maximumItems ?? Number.POSITIVE_INFINITY;
    return (
        <fieldset>
            <legend>
                <code>{list.name}</code>
            </legend>
            {Array.from({ length: count }, (_, index) => (
                <div class="element" key={index}>
                    {list.fields.map((field) => (
                        <Field
                            field={field}
                            pointer={field.pointer.replace("*", String(index))}
                            prefix={prefix}
                            message={message}
                            form={form}
                        />
                    ))}
                    <button type="button" onClick={() => removeElement(message, prefix + list.pointer, index)}>
                        {t("remove", { name: `${list.name} ${index + 1}` })}
                    </button>
                </div>
            ))}
            {count < maximum && (
                <button type="button" onClick={() => addElement(message, `${prefix}${list.pointer}/${count}`, list)}>
                    {t("add", { name: `${list.name} ${count + 1}` })}
                </button>
            )}
        </fieldset>
    );
}

/** A message can be inside one member, as on the vendor's page; the pointers of fields start below it. */
function prefixOf(message: JsonObject): string {
    const { wrapper } = namesOf(interfaceName.value);
    const isWrapped = wrapper !== null && Object.keys(message).length === 1 && typeof message[wrapper] === "object";
    return isWrapped ? `/${wrapper}` : "";
}

export type { FormField };
