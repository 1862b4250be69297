/** Finds the place of a JSON Pointer in a JSON text. */
import type { SyntaxNode, Tree } from "@lezer/common";
import { parser } from "@lezer/json";

/** A range of UTF-16 units. */
export interface Range {
    from: number;
    to: number;
}

/** Returns the syntax tree of a text. It exists for every text, also for one that is not JSON. */
export function parse(text: string): Tree {
    return parser.parse(text);
}

/** Returns the members of an object with their decoded names, in the order of the text. */
export function members(object: SyntaxNode, text: string): { name: string; node: SyntaxNode }[] {
    return object.getChildren("Property").map((node) => ({ name: nameOf(node, text), node }));
}

/**
 * Returns the place of a finding. The place of a missing member is the start of the object that lacks it.
 *
 * @param isName whether the finding is about the name of the member, and so about its last occurrence
 */
export function placeOf(tree: Tree, text: string, pointer: string, isName: boolean): Range {
    let value = tree.topNode.firstChild;
    let place: Range = value ? start(value) : { from: 0, to: Math.min(1, text.length) };
    if (pointer === "" && value) return start(value);
    for (const part of parts(pointer)) {
        if (!value) return place;
        const found: Step | undefined = step(value, part, text, isName);
        if (!found) return start(value);
        value = found.value;
        place = found.place;
    }
    return place;
}

/** Returns the UTF-16 position of a byte offset in UTF-8. */
export function positionOfByte(text: string, offset: number): number {
    let bytes = 0;
    let position = 0;
    for (const character of text) {
        if (bytes >= offset) break;
        bytes += lengthInBytes(character.codePointAt(0) ?? 0);
        position += character.length;
    }
    return position;
}

/** Returns the parts of a JSON Pointer. */
export function parts(pointer: string): string[] {
    return pointer.split("/").slice(1).map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

interface Step {
    value: SyntaxNode | null;
    place: Range;
}

function step(value: SyntaxNode, part: string, text: string, isName: boolean): Step | undefined {
    if (value.name === "Array") return element(value, Number(part));
    if (value.name !== "Object") return undefined;
    const named = members(value, text).filter((member) => member.name === part);
    const property = isName ? named.at(-1)?.node : named[0]?.node;
    if (!property) return undefined;
    const inner = valueOf(property);
    const name = property.firstChild ?? property;
    return { value: inner, place: isName || !inner ? range(name) : visible(inner) };
}

function element(array: SyntaxNode, index: number): Step | undefined {
    let position = 0;
    for (let node = array.firstChild; node; node = node.nextSibling) {
        if (!VALUES.has(node.name)) continue;
        if (position === index) return { value: node, place: visible(node) };
        position += 1;
    }
    return undefined;
}

/** Returns the value of a member; null if the text ends before it. */
export function valueOf(property: SyntaxNode): SyntaxNode | null {
    const last = property.lastChild;
    return last && VALUES.has(last.name) ? last : null;
}

const VALUES = new Set(["Object", "Array", "String", "Number", "True", "False", "Null"]);

function nameOf(property: SyntaxNode, text: string): string {
    const name = property.getChild("PropertyName");
    if (!name) return "";
    try {
        return String(JSON.parse(text.slice(name.from, name.to)));
    } catch {
        return "";
    }
}

/** A whole object would be a long mark: its first character is enough. */
function visible(node: SyntaxNode): Range {
    return node.name === "Object" || node.name === "Array" ? start(node) : range(node);
}

function start(node: SyntaxNode): Range {
    return { from: node.from, to: Math.min(node.from + 1, node.to) };
}

function range(node: SyntaxNode): Range {
    return { from: node.from, to: node.to };
}

function lengthInBytes(codePoint: number): number {
    if (codePoint < 0x80) return 1;
    if (codePoint < 0x800) return 2;
    return codePoint < 0x10000 ? 3 : 4;
}
