/** The CodeMirror view: JSON, lint gutter, keys. */
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, nextDiagnostic } from "@codemirror/lint";
import { Compartment, EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

const label = new Compartment();

/** Makes a view. `onText` gets the text after each change that a person makes. */
export function makeView(parent: HTMLElement, doc: string, onText: (text: string) => void): EditorView {
    const changed = EditorView.updateListener.of((update) => {
        if (update.docChanged) onText(update.state.doc.toString());
    });
    return new EditorView({ parent, state: EditorState.create({ doc, extensions: [...extensions(), changed] }) });
}

/** Names the editor for screen readers. */
export function setLabel(view: EditorView, name: string): void {
    view.dispatch({ effects: label.reconfigure(labelled(name)) });
}

function extensions() {
    return [
        EditorView.cspNonce.of(nonce()),
        lineNumbers(),
        lintGutter(),
        history(),
        drawSelection(),
        bracketMatching(),
        highlightActiveLine(),
        indentUnit.of("  "),
        json(),
        syntaxHighlighting(classHighlighter),
        EditorView.lineWrapping,
        label.of(labelled("")),
        keymap.of([{ key: "F8", run: nextDiagnostic }, ...historyKeymap, indentWithTab, ...defaultKeymap]),
    ];
}

function labelled(name: string) {
    return EditorView.contentAttributes.of({ "aria-label": name });
}

/** The nonce with which the policy of the page allows CodeMirror's style elements. */
function nonce(): string {
    return document.querySelector<HTMLMetaElement>("meta[name=style-nonce]")?.content ?? "";
}
