/** The findings of a message, beside the text. */
import { goTo } from "../editor/Editor";
import { placeOfFinding } from "../json/findings";
import { parse } from "../json/places";
import type { Finding } from "../package/core";
import { report, t, text, view } from "../state";
import { pathOf } from "./link";

export function FindingList() {
    const { violations, advice } = report.value;
    return (
        <section class="findings" aria-labelledby="findings-title">
            <h2 id="findings-title">{t("findings")}</h2>
            <Verdict />
            <ul>
                {violations.map((finding) => (
                    <Item finding={finding} severity="violation" />
                ))}
                {advice.map((finding) => (
                    <Item finding={finding} severity="advice" />
                ))}
            </ul>
        </section>
    );
}

/** The verdict in a live region: a screen reader says it after each change. */
function Verdict() {
    const { valid, violations, advice } = report.value;
    const words = valid ? [t("valid")] : [t("violations", { count: violations.length })];
    if (advice.length > 0) words.push(t("advice", { count: advice.length }));
    return (
        <p class={valid ? "verdict good" : "verdict bad"} role="status" data-verdict={valid ? "valid" : "invalid"}>
            {words.join(" · ")}
        </p>
    );
}

function Item({ finding, severity }: { finding: Finding; severity: "violation" | "advice" }) {
    return (
        <li class={severity}>
            <p>
                <span class="severity">{t(severity === "violation" ? "severityViolation" : "severityAdvice")}</span>{" "}
                {finding.sentence}
            </p>
            <p class="about">
                <Place finding={finding} />
                <a href={pathOf(finding)}>{finding.rule}</a>
                <span>{finding.reference}</span>
            </p>
        </li>
    );
}

/** The pointer of a finding; in the view of the text, a button that goes there. */
function Place({ finding }: { finding: Finding }) {
    const name = finding.pointer || "/";
    if (finding.location !== "body" || view.value !== "message") return <code>{name}</code>;
    const go = () => {
        const { from, to } = placeOfFinding(parse(text.value), text.value, finding);
        goTo(from, to);
    };
    return (
        <button type="button" class="place" title={t("goToPlace")} onClick={go}>
            <code>{name}</code>
        </button>
    );
}
