// What each program of this folder does with the installed package.

import { agentSignIn, init } from "aicc";
import { checkMany, initBatch } from "aicc/batch";

/** Loads both modules, from sources if the bundler does not find them, and returns what they find. */
export async function check(...sources) {
    await Promise.all([init(sources[0]), initBatch(sources[1])]);
    const { violations } = agentSignIn.check({ password: "", status: 9 });
    const { records, invalid } = await checkMany("agentAccount/create", new Blob(["userAccount\nzhang.san"]), { format: "csv" }).report;
    return { rules: violations.map(({ rule }) => rule), records, invalid };
}
