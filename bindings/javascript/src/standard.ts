import type { ParsedMessage } from "./interface.js";
import type { Report } from "./report.js";

/** The members of a Standard Schema, version 1: https://standardschema.dev */
export interface StandardSchema<Input, Output> {
    /** The version of the standard. */
    readonly version: 1;
    /** The library. */
    readonly vendor: "aicc";
    /** Returns the parsed message, or an issue for each rule that the value breaks. */
    readonly validate: (value: unknown) => StandardResult<Output>;
    /** The types, for TypeScript only. */
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
}

/** The result of a Standard Schema. */
export type StandardResult<Output> =
    | { readonly value: Output; readonly issues?: undefined }
    | { readonly issues: readonly StandardIssue[] };

/** An issue of a Standard Schema. */
export interface StandardIssue {
    /** The sentence of the finding. */
    readonly message: string;
    /** The names of members and the indices of elements that lead to the place. */
    readonly path: readonly PropertyKey[];
}

/** Returns the Standard Schema of an interface. */
export function standardSchema<Input, Output>(
    parse: (value: unknown) => ParsedMessage<Output>,
): StandardSchema<Input, Output> {
    return Object.freeze({
        version: 1 as const,
        vendor: "aicc" as const,
        validate(value: unknown): StandardResult<Output> {
            const parsed = parse(value);
            return "report" in parsed ? { issues: issues(parsed.report) } : { value: parsed.message };
        },
    });
}

function issues(report: Report): StandardIssue[] {
    return report.violations.map(({ pointer, sentence }) => ({ message: sentence, path: pathOf(pointer) }));
}

/** Returns the members and indices of a JSON Pointer. */
function pathOf(pointer: string): PropertyKey[] {
    const tokens = pointer.split("/").slice(1);
    return tokens.map((token) => {
        const name = token.replaceAll("~1", "/").replaceAll("~0", "~");
        return /^(0|[1-9]\d*)$/.test(name) ? Number(name) : name;
    });
}
