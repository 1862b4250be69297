/** The interface, and an example to start from. */
import { type Example, exampleMessages, examplePath } from "../examples";
import { interfaceNames } from "../code/names";
import { interfaceName, path, t, text, view } from "../state";

export function Choices() {
    const examples = exampleMessages(interfaceName.value);
    return (
        <>
            <label>
                <span>{t("interface")}</span>
                <select
                    value={interfaceName.value}
                    onChange={(event) => chooseInterface(event.currentTarget.value)}
                >
                    {interfaceNames.map((name) => (
                        <option value={name}>{name}</option>
                    ))}
                </select>
            </label>
            <label>
                <span>{t("example")}</span>
                <select
                    value=""
                    onChange={(event) => {
                        const example = examples[Number(event.currentTarget.value)];
                        event.currentTarget.value = "";
                        if (example) choose(example);
                    }}
                >
                    <option value="">{t("chooseExample")}</option>
                    {examples.map((example, index) => (
                        <option value={index}>{nameOf(example)}</option>
                    ))}
                </select>
            </label>
        </>
    );
}

/** Shows the valid example of an interface. */
export function chooseInterface(name: string): void {
    interfaceName.value = name;
    path.value = examplePath(name);
    text.value = exampleMessages(name)[0]?.text ?? "";
}

function choose(example: Example): void {
    text.value = example.text;
    if (view.value === "file") view.value = "message";
}

function nameOf(example: Example): string {
    if (example.kind === "rule") return t("breaks", { rule: example.rule });
    return t(example.kind === "valid" ? "validExample" : "mostFindings");
}
