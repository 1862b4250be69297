/** A button that copies a text, and says whether it could. */
import { useSignal } from "@preact/signals";
import { t } from "./state";
import type { TextName } from "./texts";

export function CopyButton({ text }: { text: () => string }) {
    const result = useSignal<TextName | null>(null);
    const copy = async () => {
        const copied = await navigator.clipboard.writeText(text()).then(
            () => true,
            () => false,
        );
        result.value = copied ? "copied" : "notCopied";
    };
    return (
        <span class="copy">
            <button type="button" onClick={copy}>
                {t("copy")}
            </button>
            <span role="status">{result.value && t(result.value)}</span>
        </span>
    );
}
