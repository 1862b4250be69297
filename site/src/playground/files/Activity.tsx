/** What the worker does, in a live region. */
import { t } from "../state";
import { activity, cancel } from "./client";
import { number } from "./numbers";

export function Activity() {
    const now = activity.value;
    return (
        <>
            <div role="status" data-activity={now.kind}>
                {now.kind === "starting" && <p class="hint">{t("preparing")}</p>}
                {now.kind === "checking" && (
                    <p class="row">
                        <label>
                            {t("checking", { name: now.name })} <progress value={now.read} max={now.size} />
                        </label>
                        <span>{t("records", { records: number(now.records) })}</span>
                        <button type="button" onClick={cancel}>
                            {t("cancel")}
                        </button>
                    </p>
                )}
            </div>
            {now.kind === "failed" && (
                <p class="verdict bad" role="alert">
                    {t("fileFailed", { reason: now.reason })}
                </p>
            )}
        </>
    );
}
