import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { ParsedMessage } from "./interface.js";
import type { Report } from "./report.js";

/** The Standard Schema of messages, version 1: https://standardschema.dev */
export type StandardSchema<Input, Output> = StandardSchemaV1.Props<Input, Output>;

/** Returns the Standard Schema of an interface. */
export function standardSchema<Input, Output>(
    parse: (value: unknown) => ParsedMessage<Output>,
): StandardSchema<Input, Output> {
    return Object.freeze({
        version: 1 as const,
        vendor: "aicc",
        validate(value: unknown): StandardSchemaV1.Result<Output> {
            const parsed = parse(value);
            return "report" in parsed ? { issues: issues(parsed.report) } : { value: parsed.message };
        },
    });
}

function issues(report: Report): StandardSchemaV1.Issue[] {
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
