import { valueOf } from "./lines.js";
import { call } from "./module.js";
import { type Options, optionLines } from "./options.js";

/** What a code means. */
export interface Explanation {
    /** The code of a rule, or a result code of a reply. */
    readonly code: string;
    /** For the code of a rule: whether it makes a message invalid. */
    readonly severity?: "violation" | "advice";
    /** For a result code: the vendor's name of the interface. */
    readonly interface?: string;
    /** The meaning. */
    readonly meaning: string;
    /** For the code of a rule: the sentence of a finding, before its parameters are filled in. */
    readonly sentence?: string;
    /** For a result code: what the user or the app can do. Absent if no document states it. */
    readonly action?: string;
}

/**
 * Explains the code of a rule (`maxLength`) or a result code of a reply (`100-002`). A result code has a meaning in each interface
 * that documents it. The list is empty if nothing documents the code.
 */
export function explain(code: string, options?: Pick<Options, "language">): readonly Explanation[] {
    const settings = optionLines(options);
    return valueOf(call((core) => core.explain(code, settings))) as Explanation[];
}
