/** Edition and password policy. */
import { signal } from "@preact/signals";
import { type Edition, type PasswordPolicy, policyError } from "../package/core";
import { edition, language, policy, t } from "../state";
import { editions, pagePolicy } from "./defaults";

/** Why the policy that was typed is impossible; empty if it is possible. */
const problem = signal("");

export function Settings() {
    return (
        <details class="settings">
            <summary>{t("settings")}</summary>
            <div class="fields">
                <label>
                    <span>{t("edition")}</span>
                    <select value={edition.value} onChange={(event) => (edition.value = event.currentTarget.value as Edition)}>
                        {editions.map((each) => (
                            <option value={each}>{each}</option>
                        ))}
                    </select>
                </label>
                <label>
                    <span>{t("passwordPolicy")}</span>
                    <select
                        value={policy.value ? "tenant" : "page"}
                        onChange={(event) => choose(event.currentTarget.value === "tenant" ? pagePolicy : null)}
                    >
                        <option value="page">{t("policyOfPage")}</option>
                        <option value="tenant">{t("policyOfTenant")}</option>
                    </select>
                </label>
                {policy.value && <PolicyFields policy={policy.value} />}
            </div>
            <p class="error" role="alert">
                {problem.value}
            </p>
        </details>
    );
}

function PolicyFields({ policy: rules }: { policy: PasswordPolicy }) {
    return (
        <>
            {(Object.keys(pagePolicy) as (keyof typeof pagePolicy)[]).map((name) => (
                <label>
                    <span>{t(name)}</span>
                    <input
                        type="number"
                        min="0"
                        value={rules[name]}
                        onInput={(event) => choose({ ...rules, [name]: event.currentTarget.valueAsNumber || 0 })}
                    />
                </label>
            ))}
        </>
    );
}

/** Uses the policy if a password can fulfil it. */
function choose(rules: PasswordPolicy | null): void {
    problem.value = rules ? (policyError(rules, language.value) ?? "") : "";
    if (!problem.value) policy.value = rules;
}
