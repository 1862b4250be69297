// The tables as data, and templates.

import { type Options, optionLines } from "../options.js";
import { call } from "./module.js";
import { type InterfaceName, interfaceName } from "./steps.js";

/** A JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The options of a template. */
export interface TemplateOptions extends Options {
    /** `workbook` (.xlsx) or `csv`. Default: `workbook`. */
    readonly format?: "workbook" | "csv" | undefined;
    /** How many groups of columns a list of objects has, such as the skills of an agent: 0 to 100, at most as many as the list can
     * have elements. Default: 1. */
    readonly skills?: number | undefined;
}

/** The options of a JSON Schema. */
export interface SchemaOptions extends Options {
    /** The body: of the `request` or the `reply`. Default: `request`. */
    readonly part?: "request" | "reply" | undefined;
}

/**
 * Returns the bytes of a file to fill in with records. A workbook has lists of values, rules, messages, and sheets that explain every
 * row of the page. A CSV file has the wire names of the columns. {@link checkMany} reads both. The same arguments give the same bytes.
 *
 * @param interface_ The vendor's name of the interface, or its object.
 * @param options The format; language, edition and password policy.
 * @throws RangeError if an option is outside its range.
 */
export function template(interface_: InterfaceName, options: TemplateOptions = {}): Uint8Array<ArrayBuffer> {
    const { format = "workbook", skills = 1 } = options;
    if (format !== "workbook" && format !== "csv") throw new RangeError("the option format must be one of: workbook, csv");
    if (!Number.isInteger(skills) || skills < 0) throw new RangeError("the option skills must be a whole number from 0");
    const name = interfaceName(interface_);
    return call((core) => core.template(name, format === "csv", skills, optionLines(options))) as Uint8Array<ArrayBuffer>;
}

/**
 * Returns every interface with its rows, and every rule code with its sentences, as plain data. Each text for people is an object with
 * `en` and `zh`.
 *
 * @param options Edition and password policy.
 */
export function catalogue(options?: Options): JsonObject {
    return JSON.parse(call((core) => core.catalogue(optionLines(options)))) as JsonObject;
}

/**
 * Returns the JSON Schema 2020-12 of a body. `x-aicc-unexpressed` lists the rules that JSON Schema cannot express.
 *
 * @param interface_ The vendor's name of the interface, or its object.
 * @param options The part; language, edition and password policy.
 */
export function jsonSchema(interface_: InterfaceName, options: SchemaOptions = {}): JsonObject {
    const { part = "request" } = options;
    if (part !== "request" && part !== "reply") throw new RangeError("the option part must be one of: request, reply");
    const name = interfaceName(interface_);
    return JSON.parse(call((core) => core.json_schema(name, part === "reply", optionLines(options)))) as JsonObject;
}

/**
 * Returns the OpenAPI 3.1 document of all interfaces. `x-aicc-accepts` has the exact schema of a member if it differs.
 *
 * @param options Language, edition and password policy.
 */
export function openapi(options?: Options): JsonObject {
    return JSON.parse(call((core) => core.openapi(optionLines(options)))) as JsonObject;
}
