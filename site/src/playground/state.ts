/** The state of the page. Everything else is computed from it. */
import { computed, signal } from "@preact/signals";
import { checkMessage, type Edition, type Options, type Report } from "./package/core";
import { editions } from "./settings/defaults";
import type { PasswordPolicy } from "./package/core";
import { measured } from "./measured";
import { type Language, type TextName, textIn } from "./texts";

/** How a message is entered. */
export type View = "message" | "form" | "file";

export const language = signal<Language>("en");
export const interfaceName = signal("");
export const text = signal("");
/** The path parameters by their name on the wire. */
export const path = signal<Record<string, string>>({});
export const edition = signal<Edition>(editions[0]);
/** The policy of a tenant; null is the policy of the vendor's page. */
export const policy = signal<PasswordPolicy | null>(null);
export const view = signal<View>("message");

/** The options of every call of the package. */
export const options = computed<Options>(() => ({
    language: language.value,
    edition: edition.value,
    passwordPolicy: policy.value ?? undefined,
}));

/** The report on the message. */
export const report = computed<Report>(() =>
    measured("aicc-check", () => checkMessage(interfaceName.value, text.value, path.value, options.value)),
);

/** Returns a text of the page in its language. */
export function t(name: TextName, values?: Record<string, string | number>): string {
    return textIn(language.value, name, values);
}
