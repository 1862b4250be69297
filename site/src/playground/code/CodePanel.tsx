/** The request as code in several languages. */
import { useSignal } from "@preact/signals";
import { CopyButton } from "../CopyButton";
import { Tabs } from "../Tabs";
import { requestOf } from "../package/core";
import { interfaceName, options, path, report, t, text } from "../state";
import { curl } from "./curl";
import { kotlin } from "./kotlin";
import { python } from "./python";
import { type Sample, sampleOf } from "./sample";
import { swift } from "./swift";
import { typescript } from "./typescript";

/** The languages, in the order of the tabs. */
const LANGUAGES: Record<string, (sample: Sample) => string> = {
    curl,
    Python: python,
    Kotlin: kotlin,
    Swift: swift,
    TypeScript: typescript,
};

export function CodePanel() {
    const chosen = useSignal("curl");
    return (
        <section class="code" aria-labelledby="code-title">
            <h2 id="code-title">{t("code")}</h2>
            <Tabs
                label={t("code")}
                id="code"
                names={Object.keys(LANGUAGES)}
                text={(name) => name}
                chosen={chosen.value}
                onChoose={(name) => (chosen.value = name)}
            >
                <Code language={chosen.value} />
            </Tabs>
        </section>
    );
}

function Code({ language }: { language: string }) {
    const request = report.value.valid
        ? requestOf(interfaceName.value, text.value, path.value, options.value)
        : undefined;
    if (!request) return <p class="hint">{t("codeNeedsValid")}</p>;
    const code = LANGUAGES[language]?.(sampleOf(interfaceName.value, request, path.value)) ?? "";
    return (
        <>
            <pre tabIndex={0} aria-label={language}>
                <code>{code}</code>
            </pre>
            <div class="row">
                <CopyButton text={() => code} />
                <p class="hint">{t("codeMasked")}</p>
            </div>
        </>
    );
}
