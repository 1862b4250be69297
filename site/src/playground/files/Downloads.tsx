/** Files to save: the file with its findings, the file with repairs, an empty template. */
import { namesOf } from "../code/names";
import { interfaceName, t } from "../state";
import { copyNotes, result, write, writeTemplate } from "./client";
import { number } from "./numbers";
import type { TemplateFormat } from "./protocol";

const TEMPLATES: TemplateFormat[] = ["xlsx", "csv"];

export function Downloads() {
    return (
        <section aria-labelledby="downloads-title">
            <h2 id="downloads-title">{t("downloads")}</h2>
            <div class="row">
                {result.value?.isTable && (
                    <>
                        <button type="button" onClick={() => write("annotate")}>
                            {t("annotated")}
                        </button>
                        <button type="button" onClick={() => write("fix")}>
                            {t("fixed")}
                        </button>
                    </>
                )}
                {TEMPLATES.map((format) => (
                    <button type="button" onClick={() => writeTemplate(format, templateName(format))}>
                        {t("template", { format })}
                    </button>
                ))}
            </div>
            <CopyNotes />
        </section>
    );
}

function CopyNotes() {
    const { notes = [], repairs } = copyNotes.value ?? {};
    return (
        <div role="status">
            {repairs !== undefined && <p>{t("repairs", { count: number(repairs) })}</p>}
            {notes.map((note) => (
                <p>{note}</p>
            ))}
        </div>
    );
}

/** Returns `AgentAccountCreate-template.xlsx`. */
function templateName(format: TemplateFormat): string {
    return `${namesOf(interfaceName.value).message}-template.${format}`;
}
