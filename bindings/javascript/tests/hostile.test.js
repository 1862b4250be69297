// Values that a program should not pass: each gives a finding or a clear error, and never breaks the module.

import assert from "node:assert/strict";
import { afterEach, before, describe, it } from "node:test";

import { agentAccountCreate, agentSettingsCreate, agentSignIn, init, Secret } from "aicc";

const rules = (report) => report.violations.map(({ pointer, rule, params }) => [pointer, rule, params.actual ?? params.reason]);
const typed = (value) => rules(agentSignIn.check({ password: "", phonenum: value }));

function nested(depth, wrap) {
    let value = "x";
    for (let level = 0; level < depth; level++) value = wrap(value);
    return value;
}

describe("hostile values", () => {
    before(() => init());
    afterEach(() => assert.equal(agentSignIn.check({ password: "" }).valid, true, "later calls work"));

    it("of types that JSON does not have are findings", () => {
        const found = Object.fromEntries(
            Object.entries({
                NaN, Infinity, map: new Map(), set: new Set(), symbol: Symbol("s"), function: () => {}, regexp: /x/,
                promise: Promise.resolve(), buffer: new ArrayBuffer(2), secret: new Secret("x"), boxed: new String("x"), error: new Error("x"),
            }).map(([name, value]) => [name, name === "secret" ? "-" : typed(value)[0]?.slice(1)]),
        );
        assert.deepEqual(found, {
            NaN: ["type", "NaN"],
            Infinity: ["type", "number"],
            map: ["type", "JavaScript Map"],
            set: ["type", "JavaScript Set"],
            symbol: ["type", "JavaScript symbol"],
            function: ["type", "JavaScript function"],
            regexp: ["type", "JavaScript RegExp"],
            promise: ["type", "JavaScript Promise"],
            buffer: ["type", "JavaScript ArrayBuffer"],
            secret: "-",
            boxed: ["type", "JavaScript String"],
            error: ["type", "JavaScript Error"],
        });
        assert.deepEqual(typed(new Secret("x")), [["/phonenum", "type", "secret"]]);
    });

    it("that JSON.stringify can write are read in the same way", () => {
        assert.deepEqual(typed(new Date(0)), rules(agentSignIn.check({ password: "", phonenum: "1970-01-01T00:00:00.000Z" })));
        assert.equal(agentSignIn.check({ password: { toJSON: () => "x" } }).valid, true);
        assert.equal(agentSignIn.check({ password: "", phonenum: undefined }).valid, true);
        assert.equal(agentSignIn.check(Object.assign(Object.create(null), { password: "" })).valid, true);
        class SignIn {
            password = "";
        }
        assert.equal(agentSignIn.check(new SignIn()).valid, true);
        assert.deepEqual(rules(agentSettingsCreate.check({ callerPresent: [undefined] })).find(([, rule]) => rule === "type"), [
            "/callerPresent/0", "type", "null",
        ]);
    });

    it("that are bigints are integers", () => {
        assert.equal(agentSignIn.check({ password: "", status: 4n }).valid, true);
        assert.deepEqual(rules(agentSignIn.check({ password: "", status: 2n ** 80n })), [["/status", "type", "number"]]);
        const skills = [{ skillId: 2n ** 62n }];
        const parsed = agentAccountCreate.parse({
            userAccount: "wang.wei", userName: "W", password: "Aa1!Aa1!", email: "w@e.cn", agentType: 4, ccRoleId: 2, skills,
        });
        assert.deepEqual(parsed.skills, skills);
    });

    it("that are no message are type errors", () => {
        for (const value of [undefined, () => {}, Symbol("s")]) {
            assert.throws(() => agentSignIn.check(value), { name: "TypeError", message: /^a message must be an object or JSON text/ });
        }
        for (const value of [null, 1, true, 1n, []]) assert.deepEqual(rules(agentSignIn.check(value))[0]?.slice(0, 2), ["", "type"]);
        for (const options of [{ language: "fr" }, { edition: "2020" }, { maximumSize: -1 }, { passwordPolicy: 8 }, { skillQueues: 3 }]) {
            assert.throws(() => agentSignIn.check({}, options), { name: "TypeError", message: /^the option / });
        }
        assert.throws(() => agentSignIn.check({}, { passwordPolicy: { minimum: 9 } }), RangeError);
        assert.throws(() => agentSignIn.form().edit("/password", 5), TypeError);
    });

    it("that throw are type errors with their cause", () => {
        const cause = new Error("mine");
        const fail = () => {
            throw cause;
        };
        const values = [
            Object.defineProperty({}, "password", { get: fail, enumerable: true }),
            { toJSON: fail },
            new Proxy({}, { ownKeys: fail }),
            new Proxy({}, { getPrototypeOf: fail }),
            new Proxy([], { get: fail }),
        ];
        for (const value of values) {
            assert.throws(() => agentSignIn.check(value), (error) => error instanceof TypeError && error.cause === cause);
        }
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        assert.throws(() => agentSignIn.check(proxy), TypeError);
    });

    it("that contain themselves or are nested too deeply are a finding", () => {
        const cycle = {};
        cycle.again = cycle;
        const list = [];
        list.push(list, list);
        for (const value of [cycle, { list }, nested(128, (inner) => [inner]), nested(1e6, (inner) => ({ inner }))]) {
            assert.deepEqual(rules(agentSignIn.check(value)), [["", "syntax", "depth"]]);
        }
        assert.deepEqual(rules(agentSignIn.check({ password: "", unknown: nested(126, (inner) => [inner]) })), []);
        assert.deepEqual(rules(agentSignIn.check("[".repeat(1e6))), [["", "syntax", "depth"]]);
    });

    it("that are larger than the limit are a finding, and are not copied", () => {
        let wide = ["x"];
        for (let level = 0; level < 100; level++) wide = [wide, wide];
        const large = "x".repeat(2 << 20);
        for (const value of [wide, { password: large }, JSON.stringify({ password: large }), new Uint8Array(100 << 20)]) {
            assert.deepEqual(rules(agentSignIn.check(value)), [["", "syntax", "size"]]);
        }
        assert.deepEqual(rules(agentSignIn.check({ password: large }, { maximumSize: 3 << 20 })), [["/password", "maxLength", 2 << 20]]);
    });

    it("with lone surrogates are a finding", () => {
        assert.deepEqual(rules(agentSignIn.check({ password: "\ud800" })), [["", "syntax", "surrogate"]]);
        assert.deepEqual(rules(agentSignIn.check({ password: "", "\udc00": 1 })), [["", "syntax", "surrogate"]]);
        assert.deepEqual(rules(agentSignIn.check('{"password": "\ud800"}')), [["", "syntax", "encoding"]]);
        assert.equal(agentSignIn.check({ password: "\ud83d\ude00\\\n" }).valid, true);
        assert.equal(agentSignIn.form().edit("/password", "\ud800").state, "acceptable");
    });

    it("with any characters are read as JSON.stringify writes them", () => {
        const text = '"\\\u0000\n\u001f\u007fé中\u2028😀';
        const parsed = agentSignIn.parse({ password: text, phonenum: "1" });
        assert.equal(parsed.password.expose(), text);
        const message = { password: "", [text]: text.repeat(5000), numbers: [-0, 1e21, 0.1, -12, 9, 10] };
        assert.deepEqual(agentSignIn.check(message), agentSignIn.check(JSON.stringify(message)));
    });

    it("whose getters check other messages are read", () => {
        const message = {
            get password() {
                assert.equal(agentSignIn.check({ password: "", status: 9 }).valid, false);
                return "";
            },
            status: 8,
        };
        assert.deepEqual(agentSignIn.check(message), agentSignIn.check({ password: "", status: 8 }));
    });

    it("with names of Object.prototype are members like all others", () => {
        const message = JSON.parse('{"password": "", "__proto__": {"x": 1}, "constructor": 1, "toString": 2}');
        assert.deepEqual(
            agentSignIn.check(message).advice.map((finding) => finding.pointer),
            ["/__proto__", "/constructor", "/toString"],
        );
        assert.equal({}.x, undefined);
    });

    it("do not break the module where the stack ends", () => {
        let failures = 0;
        const deeper = () => {
            try {
                agentAccountCreate.check('{"skills": [{"skillId": 1}], "email": "x@y"}');
            } catch {
                failures++;
            }
            deeper();
        };
        assert.throws(deeper, RangeError);
        assert.ok(failures > 0);
        assert.equal(agentAccountCreate.check('{"skills": [{"skillId": 1}], "email": "x@y"}').violations.length, 5);
    });
});
