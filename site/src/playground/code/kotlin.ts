/** The request in Kotlin, with OkHttp. */
import { MASK } from "../json/secrets";
import { call, constructed, joined, type Syntax } from "./arguments";
import { camel, upper } from "./names";
import type { Sample } from "./sample";

const syntax: Syntax = {
    indent: "    ",
    lastComma: ",",
    argument: (member, value) => `${camel(member.field)} = ${value}`,
    text: quoted,
    boolean: String,
    secret: (text) => `Secret(${quoted(text)})`,
    choice: (type, name) => `${type}.${upper(name)}`,
    list: (elements, depth) => `listOf(${joined(elements, syntax, depth)})`,
    construct: (type, callArguments, depth) => call(type, callArguments, syntax, depth),
};

export function kotlin(sample: Sample): string {
    const { names } = sample;
    const path = names.path.map((row) => `, ${camel(row.field)} = ${quoted(sample.path[row.name] ?? "")}`).join("");
    const credentials = names.server === "Cloud" ? `, token = Secret("${MASK}"), appKey = Secret("${MASK}")` : "";
    return `import dev.aicc.*
import dev.aicc.okhttp.send
import okhttp3.OkHttpClient

suspend fun send(client: OkHttpClient): Outcome<${names.message}Reply> {
    val message = ${constructed(syntax, names.message, names.members, sample.message, 1)}
    val server = ${names.server}(${quoted(sample.host)}${credentials})
    return client.send(message.request(server${path}).orThrow(), ::read${names.message}Reply)
}
`;
}

/** Returns the text as a literal. Kotlin does not know \`\\f\`, and a dollar sign starts a template. */
function quoted(text: string): string {
    return JSON.stringify(text).replaceAll("\\f", "\\u000c").replaceAll("$", "\\$");
}
