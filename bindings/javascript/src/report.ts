import type { Finding } from "./generated/findings.js";
import { valueOf } from "./lines.js";

/** The result of a check: every violation and all advice, in the order of the message. */
export interface Report {
    /** Whether the message breaks no rule. Advice does not make a message invalid. */
    readonly valid: boolean;
    /** Every documented rule that the message breaks, with its place. */
    readonly violations: readonly Finding[];
    /** What is valid but probably a mistake. */
    readonly advice: readonly Finding[];
}

/** The report on every message without violations and advice. */
const CLEAN: Report = Object.freeze({ valid: true, violations: Object.freeze([]), advice: Object.freeze([]) });

/** Returns the report of lines; nothing stands for the report without findings. */
export function reportOf(lines: string | undefined): Report {
    return lines === undefined ? CLEAN : (valueOf(lines) as Report);
}
