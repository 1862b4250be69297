/** The request in TypeScript, with fetch. */
import { MASK } from "../json/secrets";
import { constructed, joined, type Syntax } from "./arguments";
import { lowerFirst } from "./names";
import type { Sample } from "./sample";

const syntax: Syntax = {
    indent: "    ",
    lastComma: ",",
    argument: (member, value) => `${member.name}: ${value}`,
    text: (text) => JSON.stringify(text),
    boolean: String,
    secret: (text) => `new Secret(${JSON.stringify(text)})`,
    choice: (type, name) => `${type}.${name}`,
    list: (elements, depth) => `[${joined(elements, syntax, depth)}]`,
    construct: (_, callArguments, depth) => braces(joined(callArguments, syntax, depth)),
};

function braces(inside: string): string {
    return inside.startsWith("\n") ? `{${inside}}` : `{ ${inside} }`;
}

export function typescript(sample: Sample): string {
    const { names, host, path } = sample;
    const api = lowerFirst(names.message);
    const message = constructed(syntax, names.message, names.members, sample.message, 1);
    const credentials = names.server === "Cloud" ? `, token: "${MASK}", appKey: "${MASK}"` : "";
    const server = `{ host: ${JSON.stringify(host)}${credentials} }`;
    const parameters = names.path.map((row) => `${row.name}: ${JSON.stringify(path[row.name] ?? "")}`);
    const callArguments = [message, server, ...(parameters.length > 0 ? [`{ path: { ${parameters.join(", ")} } }`] : [])];
    const imports = [api, "init", ...namesIn(message)].join(", ");
    return `import { ${imports} } from "aicc";

await init();
const request = ${api}.request(
${callArguments.map((argument) => `${syntax.indent}${argument},\n`).join("")});
const response = await fetch(request.url, request);
const outcome = ${api}.reply(response.status, await response.text(), response.headers);
console.log(outcome.kind);
`;
}

/** Returns the classes and the enums that the code of a message uses. */
function namesIn(message: string): string[] {
    const code = message.replace(/"(?:[^"\\]|\\.)*"/g, '""');
    const names = [...code.matchAll(/\b([A-Z]\w*)[.(]/g)].map(([, name]) => name ?? "");
    return [...new Set(names)].sort();
}
