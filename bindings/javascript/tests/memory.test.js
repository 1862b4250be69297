// Many calls in one synchronous loop, in which nothing is finalized: a million checks, and as many of the slower calls as fit into
// the time of a test.

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import { agentAccountCreate, agentSignIn, init, Secret, UnknownFieldError } from "aicc";

import { repositoryFile } from "./material.js";

const valid = repositoryFile("examples/agent-account-create.json");
const account = JSON.parse(valid);
const invalid = JSON.stringify({ ...account, userName: "<" });

/** The memory of the process after many calls, in MB more than after the first thousandth of them. */
function growth(count, call) {
    let start;
    for (let index = 0; index < count; index++) {
        if (index === count / 1000) start = process.memoryUsage();
        call(index);
    }
    const end = process.memoryUsage();
    const outside = (usage) => (usage.rss - usage.heapTotal) / 2 ** 20;
    return outside(end) - outside(start);
}

describe("memory", () => {
    before(() => init());

    const form = { value: undefined };
    const calls = {
        "valid JSON text": [1_000_000, () => agentAccountCreate.check(valid)],
        "a valid object with a secret": [
            1_000_000,
            () => agentAccountCreate.check({ ...account, password: new Secret("Aa1!Aa1!") }),
        ],
        "invalid JSON text": [1_000_000, () => agentAccountCreate.check(invalid)],
        "an invalid object": [100_000, (index) => agentAccountCreate.check({ ...account, userName: `${index}<` })],
        "a field of a form": [100_000, (index) => (form.value ??= agentSignIn.form()).edit("/phonenum", String(index))],
        "a wrong pointer": [100_000, () => assert.throws(() => agentSignIn.checkField("/x", ""), UnknownFieldError)],
    };
    for (const [name, [count, call]] of Object.entries(calls)) {
        it(`stays flat over ${count} calls with ${name}`, (test) => {
            const megabytes = growth(count, call);
            test.diagnostic(`${megabytes.toFixed(1)} MB`);
            assert.ok(megabytes < 32, `it grows by ${megabytes} MB`);
        });
    }
});
