/** The form of an interface, built from the tables. It edits the same message as the editor. */
import { useComputed } from "@preact/signals";
import { namesOf } from "../code/names";
import { type JsonObject, objectOf } from "../json/change";
import { type Form, formOf } from "../package/core";
import { interfaceName, options, path, t, text } from "../state";
import { addElement, removeElement } from "./edits";
import { Field } from "./Field";
import { elementPointer, elementsOf, fill, type Shown } from "./fill";
import { groupsOf, type List } from "./groups";

export function FormPanel() {
    const form = useComputed(() => formOf(interfaceName.value, options.value)).value;
    const message = objectOf(text.value);
    if (!message) return <p class="hint">{t("formNeedsJson")}</p>;
    const shown = { message, prefix: prefixOf(message), path: path.value };
    fill(form, shown);
    return (
        <form class="form" autocomplete="off" onSubmit={(event) => event.preventDefault()}>
            {groupsOf(form.fields).map((group) =>
                "fields" in group ? (
                    <Elements key={group.pointer} list={group} shown={shown} form={form} />
                ) : (
                    <Field key={group.pointer} field={group} pointer={group.pointer} shown={shown} form={form} />
                ),
            )}
        </form>
    );
}

/** The elements of a list, with buttons that add and remove one. */
function Elements({ list, shown, form }: { list: List; shown: Shown; form: Form }) {
    const count = elementsOf(shown, list.pointer);
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
                            key={field.pointer}
                            field={field}
                            pointer={elementPointer(field, index)}
                            shown={shown}
                            form={form}
                        />
                    ))}
                    <button type="button" onClick={() => removeElement(shown, list, index)}>
                        {t("remove", { name: `${list.name} ${index + 1}` })}
                    </button>
                </div>
            ))}
            {count < maximum && (
                <button type="button" onClick={() => addElement(shown, list, count)}>
                    {t("add", { name: `${list.name} ${count + 1}` })}
                </button>
            )}
        </fieldset>
    );
}

/** A message can be inside one member, as on the vendor's page. */
function prefixOf(message: JsonObject): string {
    const { wrapper } = namesOf(interfaceName.value);
    const isWrapped = wrapper !== null && Object.keys(message).length === 1 && typeof message[wrapper] === "object";
    return isWrapped ? `/${wrapper}` : "";
}
