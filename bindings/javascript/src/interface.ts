import { type Json, writeBody } from "./body.js";
import { type FieldReport, type FormOptions, Form } from "./form.js";
import { InvalidMessageError } from "./errors.js";
import { linesOf, valueOf } from "./lines.js";
import { call } from "./module.js";
import { type Options, optionLines } from "./options.js";
import type { Outcome } from "./outcome.js";
import { type Report, reportOf } from "./report.js";
import { type WrittenRequest, writtenRequest } from "./request.js";
import type { Secret } from "./secret.js";
import { type Cloud, type Gateway, serverLines } from "./server.js";
import { type StandardSchema, standardSchema } from "./standard.js";

/** A message as the library returns it: each secret is a {@link Secret}. */
export type Parsed<Message> = {
    [Name in keyof Message]: Secret extends Message[Name] ? Exclude<Message[Name], string> : Message[Name];
};

/** The header fields of a message: a `Headers` object, an object by name, or pairs. */
export type HeaderFields = Iterable<readonly [string, string | Secret]> | Readonly<Record<string, string | Secret>>;

/** The parts of a whole request. */
export interface MessageParts {
    /** The parameters of the path, by name. */
    readonly path?: Iterable<readonly [string, string]> | Readonly<Record<string, string>> | undefined;
    /** The header fields. The names are not case-sensitive. */
    readonly headers?: HeaderFields | undefined;
    /** The body: an object or JSON text. */
    readonly body: unknown;
}

/** The options of a request. `path` has the parameters of the path, if the interface has such parameters. */
export type RequestOptions<Path> = Options & {
    /** Whether the body is an object with the one member that the vendor's page shows around the message. Default: `false`. */
    readonly wrapped?: boolean | undefined;
} & (keyof Path extends never
        ? unknown
        : {
              /** The parameters of the path, by name. */
              readonly path: Path;
          });

/** The types of an interface. */
export interface InterfaceTypes {
    message: object;
    reply: object;
    server: Gateway | Cloud;
    path: object;
}

/** What a page of the vendor says about its interface. */
export interface InterfaceInfo {
    /** The vendor's name: `agentAccount/create`. */
    readonly name: string;
    /** The HTTP method. */
    readonly method: "POST" | "PUT";
    /** The path on the page, with `{name}` for a parameter. */
    readonly path: string;
    /** The events that a success triggers, in order, by the value of the member of the request that decides. */
    readonly events?: Readonly<Record<number, readonly string[]>>;
}

/** An interface of the platform: checks, requests, replies and forms of its messages. */
export class Interface<Types extends InterfaceTypes = InterfaceTypes> {
    /** What the page of the vendor says about the interface. */
    readonly info: InterfaceInfo;
    /**
     * The schema of the messages for libraries that take any Standard Schema: form, router and RPC libraries. Its result is the
     * parsed message.
     */
    readonly "~standard": StandardSchema<Types["message"], Parsed<Types["message"]>>;
    readonly #position: number;

    /** @internal */
    constructor(position: number, info: InterfaceInfo) {
        this.#position = position;
        this.info = Object.freeze(info);
        this["~standard"] = standardSchema((value) => this.#parsed(value, undefined));
        Object.freeze(this);
    }

    /**
     * Checks a request body: an object, or JSON text (a string or its bytes). Returns every rule that it breaks, with the place, and
     * the advice.
     */
    check(message: unknown, options?: Options): Report {
        const settings = optionLines(options);
        const { length, areLines } = writeBody(message, options);
        return reportOf(call((core) => core.check(this.#position, length, areLines, settings)));
    }

    /** Checks a whole request: its path parameters, header fields and body. */
    checkMessage(parts: MessageParts, options?: Options): Report {
        const [path, headers, settings] = [pairLines(parts.path), pairLines(parts.headers), optionLines(options)];
        const { length, areLines } = writeBody(parts.body, options);
        return reportOf(
            call((core) => core.check_message(this.#position, path, headers, length, areLines, settings)),
        );
    }

    /**
     * Checks the text that a person has typed so far in the field at a JSON Pointer. Integers and booleans are written as in JSON.
     *
     * @param options `location` is the part of the request. Default: `body`.
     * @throws UnknownFieldError if the interface documents no text, number or boolean at the pointer.
     */
    checkField(
        pointer: string,
        text: string | Secret,
        options?: Options & { readonly location?: "path" | "header" | "body" | undefined },
    ): FieldReport {
        const [location, settings] = [options?.location ?? "body", optionLines(options)];
        const plain = typeof text === "string" ? text : text.expose();
        return valueOf(call((core) => core.check_field(this.#position, location, pointer, plain, settings))) as FieldReport;
    }

    /**
     * Returns the typed message of a body. Secrets are {@link Secret} objects.
     *
     * @throws InvalidMessageError if the body breaks a rule.
     */
    parse(message: Types["message"] | Json, options?: Options): Parsed<Types["message"]> {
        const parsed = this.#parsed(message, options);
        if ("report" in parsed) throw new InvalidMessageError(parsed.report);
        return parsed.message;
    }

    /** Returns a Standard Schema with options: the language of its messages, the edition, the password rules. */
    schema(options: Options): { readonly "~standard": StandardSchema<Types["message"], Parsed<Types["message"]>> } {
        return { "~standard": standardSchema((value) => this.#parsed(value, options)) };
    }

    /**
     * Returns the HTTP request of a message to a service: `await fetch(request.url, request)` sends it.
     *
     * @throws InvalidMessageError if the message, its path parameters or the credentials break a rule.
     * @throws EndpointError if the host, port or scheme is invalid.
     */
    request(
        message: Types["message"] | Json,
        server: Types["server"],
        ...[options]: keyof Types["path"] extends never
            ? [options?: RequestOptions<Types["path"]>]
            : [options: RequestOptions<Types["path"]>]
    ): WrittenRequest {
        const { path, wrapped = false } = (options ?? {}) as { path?: Record<string, string>; wrapped?: boolean };
        const [service, parameters, settings] = [serverLines(server), pairLines(path), optionLines(options)];
        const { length, areLines } = writeBody(message, options);
        return writtenRequest(
            call((core) => core.request(this.#position, length, areLines, service, parameters, wrapped, settings)),
        );
    }

    /**
     * Reads the reply to a request from its HTTP status, body and header fields. Undocumented values are kept.
     *
     * @param headers Without them, only `session` is missing.
     */
    reply(status: number, body: Json, headers?: HeaderFields, options?: Options): Outcome<Types["reply"]> {
        const known = Number.isInteger(status) && status >= 0 && status <= 0xffff ? status : 0;
        const [fields, settings] = [pairLines(headers), optionLines(options)];
        const { length } = writeBody(body, options);
        const lines = call((core) => core.read_reply(this.#position, known, fields, length, settings));
        const outcome = valueOf(lines) as Outcome<Types["reply"]>;
        return "status" in outcome ? { ...outcome, status } : outcome;
    }

    /** Returns a form for one request, which checks the text of a field after each edit. */
    form(options?: FormOptions): Form<Types> {
        return new Form<Types>(this.#position, options);
    }

    #parsed(value: unknown, options: Options | undefined): ParsedMessage<Parsed<Types["message"]>> {
        const settings = optionLines(options);
        const { length, areLines } = writeBody(value, options);
        const lines = call((core) => core.parse(this.#position, length, areLines, settings));
        return valueOf(lines) as ParsedMessage<Parsed<Types["message"]>>;
    }
}

/** A parsed message, or the report on it. */
export type ParsedMessage<Message> = { message: Message } | { report: Report };

/** Returns names and texts as the lines of an object. A name can occur twice. */
function pairLines(pairs: HeaderFields | undefined): string {
    if (pairs === undefined) return "";
    const entries = Symbol.iterator in pairs ? [...(pairs as Iterable<[string, string | Secret]>)] : Object.entries(pairs);
    return ["{", ...entries.flatMap(([name, text]) => [linesOf(wellFormed(name)), linesOf(wellFormed(text))]), "}"].join("\n");
}

/** Returns a text with U+FFFD in place of lone surrogates, which paths and headers cannot contain. */
function wellFormed<T>(text: T): T | string {
    return typeof text === "string" ? (text.toWellFormed?.() ?? text) : text;
}
