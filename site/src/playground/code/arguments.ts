/** Writes the members of a message as arguments of a constructor. The languages differ only in what `Syntax` says. */
import type { Json, JsonObject } from "../json/change";
import type { Member } from "./names";
import { present } from "./sample";

/** How a language writes values. */
export interface Syntax {
    indent: string;
    /** What follows the last argument of a list on several lines. */
    lastComma: string;
    argument(member: Member, value: string): string;
    text(text: string): string;
    boolean(truth: boolean): string;
    secret(text: string): string;
    choice(type: string, name: string): string;
    list(elements: string[], depth: number): string;
    construct(type: string, callArguments: string[], depth: number): string;
}

/** Returns the constructor call of a message or of an object in it. */
export function constructed(
    syntax: Syntax,
    type: string,
    members: Member[],
    object: JsonObject,
    depth = 0,
): string {
    const callArguments = present(members, object).map((member) =>
        syntax.argument(member, value(syntax, member, object[member.name] ?? null, depth + 1)),
    );
    return syntax.construct(type, callArguments, depth);
}

/** Returns a call, on one line if it is short. */
export function call(name: string, callArguments: string[], syntax: Syntax, depth: number): string {
    return `${name}(${joined(callArguments, syntax, depth)})`;
}

/** Returns what is between brackets, on one line if it is short. */
export function joined(elements: string[], syntax: Syntax, depth: number): string {
    const line = elements.join(", ");
    if (line.length + depth * syntax.indent.length < LINE && !line.includes("\n")) return line;
    const inner = syntax.indent.repeat(depth + 1);
    return `\n${elements.map((element) => inner + element).join(",\n")}${syntax.lastComma}\n${syntax.indent.repeat(depth)}`;
}

const LINE = 60;

function value(syntax: Syntax, member: Member, json: Json, depth: number): string {
    if (Array.isArray(json)) {
        const elements = json.map((element) => value(syntax, { ...member, list: false }, element, depth + 1));
        return syntax.list(elements, depth);
    }
    if (member.secret) return syntax.secret(String(json));
    const choice = member.choices?.names[String(json)];
    if (member.choices && choice) return syntax.choice(member.choices.type, choice);
    if (typeof json === "string") return syntax.text(json);
    if (typeof json === "boolean") return syntax.boolean(json);
    if (typeof json === "object" && json !== null) {
        return constructed(syntax, member.object ?? "", member.members ?? [], json, depth);
    }
    return String(json);
}
