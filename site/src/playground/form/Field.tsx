/** A field of the form, with its label, its help and its findings. */
import type { Form, FormField } from "../package/core";
import { t } from "../state";
import { edit } from "./edits";
import { type Shown, typedIn } from "./fill";

interface Props {
    field: FormField;
    /** The pointer with the index of the element. */
    pointer: string;
    shown: Shown;
    /** The form with the texts of the message. */
    form: Form;
}

export function Field({ field, pointer, shown, form }: Props) {
    const typed = typedIn(shown, field, pointer);
    const { state, findings } = form.state(pointer);
    const id = `field${pointer.replaceAll("/", "-")}`;
    const onText = (value: string) => edit(shown, field, pointer, value);
    return (
        <div class={`field ${state}`}>
            <label for={id}>
                {field.label} <code>{field.name}</code>
                {field.mandatory && <span class="tag">{t("mandatory")}</span>}
                {field.secret && <span class="tag">{t("secret")}</span>}
                {field.location === "path" && <span class="tag">{t("path")}</span>}
            </label>
            <Control field={field} id={id} typed={typed} isInvalid={state === "rejected"} onText={onText} />
            <p id={`${id}-help`} class="hint">
                {field.description}
                {field.defaultText !== undefined && ` ${t("defaultIs", { value: field.defaultText })}`}
            </p>
            <ul id={`${id}-findings`} class="field-findings" aria-live="polite">
                {findings.map((finding) => (
                    <li>{finding.sentence}</li>
                ))}
            </ul>
        </div>
    );
}

interface ControlProps {
    field: FormField;
    id: string;
    typed: string;
    isInvalid: boolean;
    onText: (text: string) => void;
}

function Control({ field, id, typed, isInvalid, onText }: ControlProps) {
    const shared = {
        id,
        value: typed,
        "aria-required": field.mandatory,
        "aria-invalid": isInvalid,
        "aria-describedby": `${id}-help ${id}-findings`,
    };
    const choices = choicesOf(field, typed);
    if (choices.length > 0) {
        return (
            <select {...shared} onChange={(event) => onText(event.currentTarget.value)}>
                <option value="">{t("choose")}</option>
                {choices.map((choice) => (
                    <option value={choice.text}>{choice.meaning ? `${choice.text} (${choice.meaning})` : choice.text}</option>
                ))}
            </select>
        );
    }
    const onInput = (event: { currentTarget: HTMLInputElement }) => onText(event.currentTarget.value);
    if (field.secret) return <input {...shared} type="password" autocomplete="new-password" onInput={onInput} />;
    const inputMode = KEYBOARDS[field.keyboard] ?? "text";
    return <input {...shared} type="text" inputMode={inputMode} spellcheck={false} onInput={onInput} />;
}

const KEYBOARDS: Record<string, "numeric" | "email" | "decimal"> = { digits: "numeric", email: "email", ip: "decimal" };

/** Returns the values to choose from. A value of the message that is not among them is shown as well. */
function choicesOf(field: FormField, typed: string): { text: string; meaning: string }[] {
    const documented = field.kind === "boolean" ? BOOLEANS : field.choices;
    const isKnown = documented.length === 0 || typed === "" || documented.some((choice) => choice.text === typed);
    return isKnown ? [...documented] : [...documented, { text: typed, meaning: "" }];
}

const BOOLEANS = ["true", "false"].map((text) => ({ text, meaning: "" }));
