/** The request in Swift, with URLSession. */
import { MASK } from "../json/secrets";
import { call, constructed, joined, type Syntax } from "./arguments";
import { camel, lowerFirst } from "./names";
import type { Sample } from "./sample";

const syntax: Syntax = {
    indent: "    ",
    lastComma: "",
    argument: (member, value) => `${camel(member.field)}: ${value}`,
    text: quoted,
    boolean: String,
    secret: (text) => `Secret(value: ${quoted(text)})`,
    choice: (_, name) => `.${lowerFirst(name)}`,
    list: (elements, depth) => `[${joined(elements, syntax, depth)}]`,
    construct: (type, callArguments, depth) => call(type, callArguments, syntax, depth),
};

export function swift(sample: Sample): string {
    const { names } = sample;
    const path = names.path.map((row) => `, ${camel(row.field)}: ${quoted(sample.path[row.name] ?? "")}`).join("");
    const server = names.server;
    const credentials =
        server === "Cloud" ? `, token: Secret(value: "${MASK}"), appKey: Secret(value: "${MASK}")` : "";
    return `import AICC
import Foundation

func send() async throws -> Outcome<${names.message}Reply> {
    let message = ${constructed(syntax, names.message, names.members, sample.message, 1)}
    let server = try ${server}(host: ${quoted(sample.host)}${credentials})
    let request = try message.request(${server.toLowerCase()}: server${path}).get()
    return try await URLSession.shared.send(request, reading: read${names.message}Reply)
}
`;
}

/** Returns the text as a literal. Swift writes code points in braces, and does not know \`\\b\` and \`\\f\`. */
function quoted(text: string): string {
    return JSON.stringify(text)
        .replace(/\\u([0-9a-f]{4})/g, "\\u{$1}")
        .replaceAll("\\b", "\\u{8}")
        .replaceAll("\\f", "\\u{c}");
}
