/** Takes the secrets out of a JSON text. The tables say which members are secret. */
import type { SyntaxNode } from "@lezer/common";
import { secretNames } from "../code/names";
import { members, parse, type Range, valueOf } from "./places";

/** What replaces a secret in code. */
export const MASK = "***";

/**
 * Returns the text without its secret members, whatever their value. Case of a name and depth of a member do not matter.
 * Returns undefined for a text that is not JSON: where its members end is not certain.
 */
export function withoutSecrets(text: string): string | undefined {
    if (!isJson(text)) return undefined;
    return replaced(text, secretMembers(text).map((member) => ({ ...withComma(member, text), with: "" })));
}

/** Returns JSON text with a mask in place of each secret value. */
export function masked(text: string): string {
    const ranges = secretMembers(text).flatMap((member) => valueOf(member) ?? []);
    return replaced(text, ranges.map(({ from, to }) => ({ from, to, with: JSON.stringify(MASK) })));
}

/** Returns the secret members of a JSON text. */
function secretMembers(text: string): SyntaxNode[] {
    const found: SyntaxNode[] = [];
    const visit = (node: SyntaxNode): void => {
        for (const member of node.name === "Object" ? members(node, text) : []) {
            if (isSecret(member.name)) found.push(member.node);
        }
        for (let child = node.firstChild; child; child = child.nextSibling) {
            if (!found.some((secret) => secret.from === child?.from)) visit(child);
        }
    };
    visit(parse(text).topNode);
    return found;
}

function isSecret(name: string): boolean {
    return secretNames.has(name.trim().toLowerCase());
}

function isJson(text: string): boolean {
    try {
        JSON.parse(text);
        return true;
    } catch {
        return false;
    }
}

interface Replacement extends Range {
    with: string;
}

/** Returns the range of a member with the comma after it, or before it if it is the last one. */
function withComma(member: SyntaxNode, text: string): Range {
    const after = /^\s*,\s*/.exec(text.slice(member.to));
    if (after) return { from: member.from, to: member.to + after[0].length };
    const before = /\s*,?\s*$/.exec(text.slice(0, member.from));
    return { from: member.from - (before?.[0].length ?? 0), to: member.to };
}

/** Applies replacements that may touch or overlap. */
function replaced(text: string, replacements: Replacement[]): string {
    let result = "";
    let position = 0;
    for (const replacement of replacements) {
        result += text.slice(position, Math.max(position, replacement.from)) + replacement.with;
        position = Math.max(position, replacement.to);
    }
    return result + text.slice(position);
}
