/** The editor of a message, with a mark at the place of each finding. */
import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { setDiagnostics } from "@codemirror/lint";
import type { EditorView } from "@codemirror/view";
import { measured } from "../measured";
import { language, report, t, text } from "../state";
import { diagnostics } from "./diagnostics";
import { makeView, setLabel } from "./view";

/** The editor that is on the page; the list of findings moves its cursor. */
let current: EditorView | undefined;

export function Editor() {
    const parent = useRef<HTMLDivElement>(null);
    const view = useRef<EditorView>(undefined);

    useEffect(() => {
        if (!parent.current) return;
        const made = makeView(parent.current, text.peek(), (typed) => (text.value = typed));
        view.current = current = made;
        return () => {
            made.destroy();
            current = undefined;
        };
    }, []);

    useSignalEffect(() => {
        const editor = view.current ?? current;
        if (!editor) return;
        if (text.value !== editor.state.doc.toString()) replaceAll(editor, text.value);
        const marks = measured("aicc-marks", () => diagnostics(editor.state, report.value, t));
        editor.dispatch(setDiagnostics(editor.state, marks));
    });

    useSignalEffect(() => {
        if (language.value && view.current) setLabel(view.current, t("messageLabel"));
    });

    return (
        <>
            <div class="editor" ref={parent} />
            <p class="hint">{t("editorHelp")}</p>
        </>
    );
}

/** Puts the cursor at a place of the text, and the focus into the editor. */
export function goTo(from: number, to: number): void {
    if (!current) return;
    current.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
    current.focus();
}

function replaceAll(editor: EditorView, insert: string): void {
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert } });
}
