/** Where a file is chosen or dropped. */
import { useSignal } from "@preact/signals";
import { type ExampleFile, exampleFiles } from "../examples";
import { interfaceName, t } from "../state";
import { file } from "./client";

export function Chooser() {
    const isOver = useSignal(false);
    const choose = (files: FileList | null | undefined) => {
        const [chosen] = files ?? [];
        if (chosen) file.value = chosen;
    };
    return (
        <div
            class={isOver.value ? "drop over" : "drop"}
            onDragOver={(event) => {
                event.preventDefault();
                isOver.value = true;
            }}
            onDragLeave={() => (isOver.value = false)}
            onDrop={(event) => {
                event.preventDefault();
                isOver.value = false;
                choose(event.dataTransfer?.files);
            }}
        >
            <label class="button">
                {t("chooseFile")}
                <input
                    type="file"
                    onChange={(event) => {
                        choose(event.currentTarget.files);
                        event.currentTarget.value = "";
                    }}
                />
            </label>
            <span>{t("dropFile", { formats: FORMATS })}</span>
            {exampleFiles(interfaceName.value).map((example) => (
                <button type="button" onClick={() => (file.value = fileOf(example))}>
                    {t("exampleFile", { name: example.name })}
                </button>
            ))}
        </div>
    );
}

const FORMATS = "CSV, JSON, JSON Lines, Excel, OpenDocument";

function fileOf(example: ExampleFile): File {
    return new File([Uint8Array.from(atob(example.base64), (character) => character.charCodeAt(0))], example.name);
}
