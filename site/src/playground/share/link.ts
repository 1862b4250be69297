/** The link to a message: the state of the page in the fragment of the URL, without secrets. */
import { withoutSecrets } from "../json/secrets";
import type { PasswordPolicy } from "../package/core";

/** What a link holds. */
export interface Shared {
    interface: string;
    /** Absent if the text was not JSON. */
    message?: string;
    path?: Record<string, string>;
    edition?: string;
    policy?: PasswordPolicy | undefined;
}

/** Returns the fragment for a state. The members of the message that are secret are left out, whatever the text looks like. */
export function fragmentOf(state: Shared): string {
    const message = state.message === undefined ? undefined : withoutSecrets(state.message);
    return `#${encodeURIComponent(JSON.stringify({ ...state, message }))}`;
}

/** Returns the state of a fragment; undefined if it is not one of ours. */
export function stateOf(fragment: string): Shared | undefined {
    try {
        const state: Shared = JSON.parse(decodeURIComponent(fragment.slice(1)));
        return typeof state.interface === "string" ? state : undefined;
    } catch {
        return undefined;
    }
}
