/** Makes a link to the message. */
import { useSignal } from "@preact/signals";
import { CopyButton } from "../CopyButton";
import { withoutSecrets } from "../json/secrets";
import { edition, interfaceName, path, policy, t, text } from "../state";
import { fragmentOf } from "./link";

export function Share() {
    const isOpen = useSignal(false);
    return (
        <div class="share">
            <button type="button" aria-expanded={isOpen.value} onClick={() => (isOpen.value = !isOpen.value)}>
                {t("share")}
            </button>
            {isOpen.value && <Link />}
        </div>
    );
}

function Link() {
    const link = linkToState();
    return (
        <div class="link">
            <label>
                <span>{t("shareLabel")}</span>
                <input type="text" readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
            </label>
            <CopyButton text={() => link} />
            <p class="hint">{t(withoutSecrets(text.value) === undefined ? "shareWithoutMessage" : "shareNote")}</p>
        </div>
    );
}

function linkToState(): string {
    const fragment = fragmentOf({
        interface: interfaceName.value,
        message: text.value,
        path: path.value,
        edition: edition.value,
        policy: policy.value ?? undefined,
    });
    return location.origin + location.pathname + fragment;
}
