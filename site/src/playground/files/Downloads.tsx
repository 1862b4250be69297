/** Files to save: the file with its findings, the file with repairs, an empty template. */
import { interfaceName, t } from "../state";
import { file, result, templates, write, writeTemplate } from "./client";

export function Downloads() {
    const name = interfaceName.value;
    return (
        <section aria-labelledby="downloads-title">
            <h3 id="downloads-title">{t("downloads")}</h3>
            <div class="row">
                {file.value && result.value && (
                    <>
                        <button type="button" onClick={() => write("annotate", name)}>
                            {t("annotated")}
                        </button>
                        <button type="button" onClick={() => write("fix", name)}>
                            {t("fixed")}
                        </button>
                    </>
                )}
                {templates.value.map((format) => (
                    <button type="button" onClick={() => writeTemplate(name, format)}>
                        {t("template", { format })}
                    </button>
                ))}
            </div>
        </section>
    );
}
