/** The request in Python. */
import { MASK } from "../json/secrets";
import { call, constructed, joined, type Syntax } from "./arguments";
import { upper } from "./names";
import type { Sample } from "./sample";

const syntax: Syntax = {
    indent: "    ",
    lastComma: ",",
    argument: (member, value) => `${member.field}=${value}`,
    text: (text) => JSON.stringify(text),
    boolean: (truth) => (truth ? "True" : "False"),
    secret: (text) => JSON.stringify(text),
    choice: (type, name) => `aicc.${type}.${upper(name)}`,
    list: (elements, depth) => `[${joined(elements, syntax, depth)}]`,
    construct: (type, callArguments, depth) => call(`aicc.${type}`, callArguments, syntax, depth),
};

export function python(sample: Sample): string {
    const { names } = sample;
    const path = names.path.map((row) => `, ${row.field}=${JSON.stringify(sample.path[row.name] ?? "")}`).join("");
    const credentials = names.server === "Cloud" ? `, token="${MASK}", app_key="${MASK}"` : "";
    return `import aicc

message = ${constructed(syntax, names.message, names.members, sample.message)}
server = aicc.${names.server}(${JSON.stringify(sample.host)}${credentials})

with aicc.Client() as client:
    reply = client.send(message.request(server${path}))
print(reply.outcome, reply.code, reply.meaning, reply.action, sep=" | ")
`;
}
