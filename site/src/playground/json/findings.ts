/** The place of a finding in the text of a message. */
import type { Tree } from "@lezer/common";
import type { Finding } from "../package/core";
import { placeOf, positionOfByte, type Range } from "./places";

/** Returns the place of a finding of the body. */
export function placeOfFinding(tree: Tree, text: string, finding: Finding): Range {
    const offset = finding.rule === "syntax" ? finding.params.offset : undefined;
    if (offset !== undefined) return character(text, positionOfByte(text, offset));
    return placeOf(tree, text, finding.pointer, NAMES.has(finding.rule));
}

/** Rules about the name of a member, not about its value. */
const NAMES = new Set<Finding["rule"]>(["uniqueKeys", "unknownMember"]);

/** Returns the range of one character, the last one if the position is the end of the text. */
function character(text: string, position: number): Range {
    const from = Math.min(position, Math.max(0, text.length - 1));
    return { from, to: Math.min(from + 1, text.length) };
}
