/** Opens a link to a message. */
import { interfaceNames } from "../code/names";
import { editions } from "../settings/defaults";
import { policyError } from "../package/core";
import { edition, interfaceName, language, path, policy, text } from "../state";
import { stateOf } from "./link";

/** Takes the state of the fragment of the address, if it is a link of ours. */
export function openLink(): void {
    const shared = stateOf(location.hash);
    if (!shared || !interfaceNames.includes(shared.interface)) return;
    interfaceName.value = shared.interface;
    text.value = shared.message ?? "";
    path.value = shared.path ?? {};
    edition.value = editions.find((each) => each === shared.edition) ?? edition.value;
    policy.value = shared.policy && !policyError(shared.policy, language.value) ? shared.policy : null;
}
