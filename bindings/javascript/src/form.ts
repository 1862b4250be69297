import { InvalidMessageError } from "./errors.js";
import type { Finding } from "./generated/findings.js";
import type { InterfaceTypes, Parsed, ParsedMessage } from "./interface.js";
import { linesOf, valueOf } from "./lines.js";
import { call } from "./module.js";
import { type Options, optionLines } from "./options.js";
import type { Report } from "./report.js";
import { type WrittenRequest, writtenRequest } from "./request.js";
import { Secret } from "./secret.js";
import { serverLines } from "./server.js";

/**
 * The state of a text while a person types: it breaks no rule; it breaks a rule, but can become valid when the person types on;
 * or it breaks a rule, and cannot become valid when the person types on.
 */
export type FieldState = "acceptable" | "incomplete" | "rejected";

/** The state of a field while a person types. */
export interface FieldReport {
    /** Whether the text is valid, or can become valid. */
    readonly state: FieldState;
    /** The rules that the present text breaks. */
    readonly findings: readonly Finding[];
}

/** The state of a field of a form, and of the form. */
export interface FormState extends FieldReport {
    /** Whether the whole form is valid and can be submitted. */
    readonly canBeSubmitted: boolean;
}

/** A documented value of a field. */
export interface Choice {
    /** The value as a person types it. */
    readonly text: string;
    /** The meaning on the vendor's page, in the language of the form. */
    readonly meaning: string;
}

/** A field of a form, as the vendor's page describes it. An app builds its screen from the fields. */
export interface FormField {
    /** The vendor's name on the wire: `phonenum`. */
    readonly name: string;
    /** The JSON Pointer of the field: `/phonenum`. A star stands for the index of a list element. */
    readonly pointer: string;
    /** The part of the request. */
    readonly location: "path" | "body";
    /** The interface, and the row of the vendor's page: `loginex 2`. */
    readonly reference: string;
    /** The kind of value that a person types. Integers are typed in decimal digits, booleans as `true` or `false`. */
    readonly kind: "text" | "integer" | "boolean";
    /** Whether the request needs the field. */
    readonly mandatory: boolean;
    /** Whether the text is secret and must not be shown. */
    readonly secret: boolean;
    /** The smallest number of characters (Unicode code points). Absent if the field is not a text. */
    readonly minimumLength?: number;
    /** The largest number of characters (Unicode code points). Absent if no limit is documented. */
    readonly maximumLength?: number;
    /** The best keyboard for the field. */
    readonly keyboard: "text" | "digits" | "email" | "ip";
    /** The value that the platform assumes for an empty field. Absent if no default is documented. */
    readonly defaultText?: string;
    /** The documented values. Empty if the vendor's page does not list values. */
    readonly choices: readonly Choice[];
    /** The largest number of elements of the list that contains the field. Absent if no limit is documented. */
    readonly maximumItems?: number;
    /** The name for a person, in the language of the form: `Agent phone number`. */
    readonly label: string;
    /** The description on the vendor's page, with the limits, in the language of the form. */
    readonly description: string;
}

/** The options of a form. */
export type FormOptions = Options;

/**
 * A form for one request, which checks the text of a field after each edit.
 *
 * A pointer is the JSON Pointer of a field: `/phonenum`, `/skills/1/skillId`. A form needs no clean-up: its texts are in its own
 * object, which prints without them.
 */
export class Form<Types extends InterfaceTypes = InterfaceTypes> {
    /** Every field, in the order of the vendor's page. */
    readonly fields: readonly FormField[];
    readonly #position: number;
    readonly #options: string;
    #texts = new Map<string, string>();

    /** @internal */
    constructor(position: number, options: Options | undefined) {
        this.#position = position;
        this.#options = optionLines(options);
        this.fields = valueOf(call((core) => core.form_fields(position, this.#options))) as FormField[];
    }

    /**
     * Replaces the text of a field and returns its new state. Integers and booleans are written as in JSON.
     *
     * @throws UnknownFieldError if the form has no such field. Nothing changes then.
     */
    edit(pointer: string, text: string | Secret): FormState {
        const texts = new Map(this.#texts).set(pointer, plain(text));
        const state = this.#state(pointer, texts);
        this.#texts = texts;
        return state;
    }

    /**
     * Returns the state of a field.
     *
     * @throws UnknownFieldError if the form has no such field.
     */
    state(pointer: string): FormState {
        return this.#state(pointer, this.#texts);
    }

    /**
     * Returns the non-empty texts by the pointers of their fields, so that the app can save them. Secrets are left out unless
     * `includingSecrets`: an app that saves secrets must not save them where others can read them.
     */
    texts(options?: { readonly includingSecrets?: boolean }): Record<string, string> {
        const includingSecrets = options?.includingSecrets ?? false;
        const lines = call((core) => core.form_texts(this.#position, this.#lines(), includingSecrets, this.#options));
        return valueOf(lines) as Record<string, string>;
    }

    /**
     * Sets the text of each field that has a pointer in `texts`; other fields keep their text. Returns the pointers that match no
     * field of the form.
     */
    restore(texts: Readonly<Record<string, string | Secret>>): string[] {
        const unknown = valueOf(call((core) => core.form_unknown(this.#position, linesOf(texts), this.#options))) as string[];
        for (const [pointer, text] of Object.entries(texts)) {
            if (!unknown.includes(pointer)) this.#texts.set(pointer, plain(text));
        }
        return unknown;
    }

    /** Empties every field. */
    clear(): void {
        this.#texts.clear();
    }

    /**
     * Removes an element of a list, such as `/skills/1`. The elements after it move up by one.
     *
     * @throws UnknownFieldError if the pointer is not the pointer of an element.
     */
    remove(pointer: string): void {
        const lines = call((core) => core.form_remove(this.#position, this.#lines(), pointer, this.#options));
        this.#texts = new Map(Object.entries(valueOf(lines) as Record<string, string>));
    }

    /** Returns the report on the request in its present state. The pointer of a finding is the pointer of a field of the form. */
    report(): Report {
        return valueOf(call((core) => core.form_report(this.#position, this.#lines(), this.#options))) as Report;
    }

    /**
     * Returns the message of the form.
     *
     * @throws InvalidMessageError if the form breaks a rule.
     */
    message(): Parsed<Types["message"]> {
        const lines = call((core) => core.form_message(this.#position, this.#lines(), this.#options));
        const parsed = valueOf(lines) as ParsedMessage<Parsed<Types["message"]>>;
        if ("report" in parsed) throw new InvalidMessageError(parsed.report);
        return parsed.message;
    }

    /**
     * Returns the HTTP request of the form to a service: `await fetch(request.url, request)` sends it.
     *
     * @param options `wrapped`: whether the body is an object with the one member that the vendor's page shows around the message.
     * @throws InvalidMessageError if the form or the credentials break a rule.
     * @throws EndpointError if the host, port or scheme is invalid.
     */
    submit(server: Types["server"], options?: { readonly wrapped?: boolean }): WrittenRequest {
        const [service, wrapped] = [serverLines(server), options?.wrapped ?? false];
        return writtenRequest(
            call((core) => core.form_request(this.#position, this.#lines(), service, wrapped, this.#options)),
        );
    }

    #state(pointer: string, texts: ReadonlyMap<string, string>): FormState {
        const lines = linesOf(Object.fromEntries(texts));
        return valueOf(call((core) => core.form_state(this.#position, lines, pointer, this.#options))) as FormState;
    }

    #lines(): string {
        return linesOf(Object.fromEntries(this.#texts));
    }
}

/** Returns a text with U+FFFD in place of lone surrogates. */
function plain(text: string | Secret): string {
    const exposed = text instanceof Secret ? text.expose() : text;
    if (typeof exposed !== "string") throw new TypeError(`the text of a field must be a string, not ${typeof exposed}`);
    return exposed.toWellFormed?.() ?? exposed;
}
