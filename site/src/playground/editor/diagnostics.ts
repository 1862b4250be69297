/** Findings as the marks of CodeMirror. */
import { ensureSyntaxTree } from "@codemirror/language";
import type { Diagnostic } from "@codemirror/lint";
import type { EditorState } from "@codemirror/state";
import { placeOfFinding } from "../json/findings";
import { parse } from "../json/places";
import type { Finding, Report } from "../package/core";
import type { t } from "../state";
import { pathOf } from "../findings/link";

/** Returns the marks of the findings of the body. */
export function diagnostics(state: EditorState, report: Report, translate: typeof t): Diagnostic[] {
    const text = state.doc.toString();
    const tree = ensureSyntaxTree(state, text.length, PATIENCE) ?? parse(text);
    const marks = (findings: readonly Finding[], severity: Diagnostic["severity"]) =>
        findings
            .filter((finding) => finding.location === "body")
            .map((finding) => mark(finding, severity, placeOfFinding(tree, text, finding), translate));
    return [...marks(report.violations, "error"), ...marks(report.advice, "info")];
}

/** Milliseconds after which a very long text is parsed without the tree of the editor. */
const PATIENCE = 50;

function mark(
    finding: Finding,
    severity: Diagnostic["severity"],
    place: { from: number; to: number },
    translate: typeof t,
): Diagnostic {
    return {
        ...place,
        severity,
        source: finding.rule,
        message: finding.sentence,
        actions: [{ name: translate("ruleOf", { rule: finding.rule }), apply: () => open(pathOf(finding)) }],
    };
}
