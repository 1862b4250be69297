import { type Edition, type Language, MAXIMUM_SIZE } from "./generated/vocabulary.js";
import { linesOf } from "./lines.js";

/** The password rules of a tenant. The default of each member is the value on the vendor's page. */
export interface PasswordPolicy {
    /** The smallest number of characters. Default: 8. */
    readonly minimum?: number | undefined;
    /** The largest number of characters. Default: 8. */
    readonly maximum?: number | undefined;
    /** How many of the four classes of characters a password must contain. Default: 4. */
    readonly classes?: number | undefined;
    /** How long a password is valid, in days. Default: 90. */
    readonly validityDays?: number | undefined;
}

/** The options of a call. The default of each option is what the documents state. */
export interface Options {
    /** The language of sentences and labels. Default: `en`. */
    readonly language?: Language | undefined;
    /** The edition of the vendor's pages. Default: `2023-09-27`. */
    readonly edition?: Edition | undefined;
    /** The password rules of the tenant. Default: the rules of the vendor's page. */
    readonly passwordPolicy?: PasswordPolicy | undefined;
    /** The largest body that is accepted, in bytes. Default: 1 MiB. */
    readonly maximumSize?: number | undefined;
    /** The type of each skill queue, by the ID of the queue. Default: absent, and `skillQueueType` is not checked. */
    readonly skillQueues?: Readonly<Record<string, number>> | ReadonlyMap<number | bigint, number> | undefined;
}

/** Returns the options as lines; the empty text stands for the defaults. */
export function optionLines(options: Options | undefined): string {
    if (options === undefined) return "";
    const { language, edition, passwordPolicy, maximumSize, skillQueues } = options;
    const queues = skillQueues instanceof Map ? Object.fromEntries(skillQueues) : skillQueues;
    return linesOf({ language, edition, passwordPolicy, maximumSize, skillQueues: queues });
}

/** Returns the largest size of a body. */
export function maximumSize(options: Options | undefined): number {
    return options?.maximumSize ?? MAXIMUM_SIZE;
}
