// A report is plain data: whatever copies or writes it has all findings, with their sentences and addresses.

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { inspect } from "node:util";

import { agentAccountCreate, agentSignIn, init } from "aicc";

const REPORT = {
    valid: false,
    violations: [
        {
            location: "body",
            pointer: "/status",
            rule: "enum",
            params: { allowed: [3, 4, 5], actual: 9 },
            reference: "loginex 7",
            url: "https://aicc.dev/rules/enum/",
            sentence: "status must be 3, 4 or 5; it is 9.",
        },
    ],
    advice: [
        {
            location: "body",
            pointer: "/back\\slash",
            rule: "unknownMember",
            params: {},
            reference: "loginex",
            url: "https://aicc.dev/advice/unknownMember/",
            sentence: "Unknown field “back\\slash”: check the spelling. It may be ignored.",
        },
    ],
};

describe("a report", () => {
    before(() => init());
    const report = () => agentSignIn.check({ password: "", status: 9, "back\\slash": 1 });

    it("has every finding", () => assert.deepEqual(report(), REPORT));

    it("has the same findings in a copy", () => {
        assert.deepEqual(structuredClone(report()), REPORT);
        assert.deepEqual({ ...report() }, REPORT);
    });

    it("has the same findings as JSON, and is printed with them", () => {
        assert.deepEqual(JSON.parse(JSON.stringify(report())), REPORT);
        assert.ok(inspect(report(), { depth: 3 }).includes(REPORT.violations[0].sentence));
    });

    it("is shared by all valid messages without advice, and frozen", () => {
        const [first, second] = [agentSignIn.check({ password: "" }), agentAccountCreate.check(ACCOUNT)];
        assert.equal(first, second);
        assert.ok(Object.isFrozen(first) && Object.isFrozen(first.violations) && Object.isFrozen(first.advice));
    });
});

const ACCOUNT = {
    userAccount: "wang.wei", userName: "Wang Wei", password: "Aa1!Aa1!", email: "wang.wei@example.com", agentType: 4, ccRoleId: 2,
};
