/** A file that is chosen or dropped: progress, counts, notes, findings, downloads. */
import { useSignal } from "@preact/signals";
import { exampleFiles, type ExampleFile } from "../examples";
import { interfaceName, language, t } from "../state";
import { cancel, check, progress } from "./client";
import { Downloads } from "./Downloads";
import { Result } from "./Result";

export function FilePanel() {
    return (
        <div class="file">
            <Chooser />
            <Status />
            <Result />
            <Downloads />
        </div>
    );
}

function Chooser() {
    const isOver = useSignal(false);
    const choose = (files: FileList | null | undefined) => {
        const [file] = files ?? [];
        if (file) check(interfaceName.value, file);
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
                <button type="button" onClick={() => check(interfaceName.value, fileOf(example))}>
                    {t("exampleFile", { name: example.name })}
                </button>
            ))}
        </div>
    );
}

const FORMATS = "CSV, JSON, JSON Lines, Excel";

function fileOf(example: ExampleFile): File {
    return new File([Uint8Array.from(atob(example.base64), (character) => character.charCodeAt(0))], example.name);
}

function Status() {
    const now = progress.value;
    if (now.kind === "failed") {
        return (
            <p class="verdict bad" role="alert">
                {t("fileFailed", { reason: now.reason })}
            </p>
        );
    }
    return (
        <div role="status" data-progress={now.kind}>
            {now.kind === "starting" && <p class="hint">{t("preparing")}</p>}
            {now.kind === "checking" && (
                <p>
                    {t("checking", { name: now.name })}{" "}
                    {t("records", { records: number(now.records), bytes: megabytes(now.bytes) })}{" "}
                    <button type="button" onClick={cancel}>
                        {t("cancel")}
                    </button>
                </p>
            )}
        </div>
    );
}

/** Returns a count with separators, in the language of the page. */
export function number(count: number): string {
    return new Intl.NumberFormat(language.value).format(count);
}

function megabytes(bytes: number): string {
    return `${number(Math.round(bytes / 1e5) / 10)} MB`;
}
