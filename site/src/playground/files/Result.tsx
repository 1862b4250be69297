/** The result of a file. */
import { useSignal } from "@preact/signals";
import { pathOf } from "../findings/link";
import { t } from "../state";
import { result } from "./client";
import { number } from "./numbers";
import type { FileFinding, FileResult } from "./protocol";

export function Result() {
    const checked = result.value;
    if (!checked) return null;
    const { name, records, valid, invalid } = checked;
    return (
        <>
            <p class={invalid === 0 ? "verdict good" : "verdict bad"} role="status" data-result>
                {t("fileResult", { name, records: number(records), valid: number(valid), invalid: number(invalid) })}
            </p>
            <Notes notes={checked.notes} />
            <Counts counts={checked.byRule} />
            <Findings key={name} result={checked} />
        </>
    );
}

function Notes({ notes }: { notes: string[] }) {
    if (notes.length === 0) return null;
    return (
        <details class="notes">
            <summary>{t("reading", { count: number(notes.length) })}</summary>
            <ul>
                {notes.map((note) => (
                    <li>{note}</li>
                ))}
            </ul>
        </details>
    );
}

function Counts({ counts }: { counts: FileResult["byRule"] }) {
    if (counts.length === 0) return null;
    return (
        <section aria-labelledby="counts-title">
            <h2 id="counts-title">{t("byRule")}</h2>
            <ul class="counts">
                {counts.map(([rule, count]) => (
                    <li>
                        <code>{rule}</code> {number(count)}
                    </li>
                ))}
            </ul>
        </section>
    );
}

/** The rows that are shown at once: a table of ten thousand would make the page slow. */
const STEP = 200;

function Findings({ result: { findings, found } }: { result: FileResult }) {
    const shown = useSignal(STEP);
    if (findings.length === 0) return null;
    const count = Math.min(shown.value, findings.length);
    return (
        <section aria-labelledby="file-findings-title">
            <h2 id="file-findings-title">{t("findings")}</h2>
            <p class="hint">{t("shownOf", { shown: number(count), total: number(found) })}</p>
            <div class="table" tabIndex={0} role="group" aria-labelledby="file-findings-title">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{t("row")}</th>
                            <th scope="col">{t("finding")}</th>
                            <th scope="col">{t("field")}</th>
                            <th scope="col">{t("rule")}</th>
                        </tr>
                    </thead>
                    <tbody>{findings.slice(0, count).map(Row)}</tbody>
                </table>
            </div>
            {count < findings.length && (
                <button type="button" onClick={() => (shown.value += STEP)}>
                    {t("showMore")}
                </button>
            )}
        </section>
    );
}

function Row(finding: FileFinding) {
    return (
        <tr class={finding.severity}>
            <td>{number(finding.place)}</td>
            <td class="sentence">{finding.sentence}</td>
            <td>
                <code>{finding.pointer}</code>
            </td>
            <td>
                <a href={pathOf(finding)}>{finding.rule}</a>
            </td>
        </tr>
    );
}
