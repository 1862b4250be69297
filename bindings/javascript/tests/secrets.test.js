// A walk over everything that the package returns for messages with secrets: no text form of it shows one.

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { inspect } from "node:util";

import * as aicc from "aicc";

const PASSWORD = "Xq7!pF9?";
const TOKEN = "mF_9.B5f-4.1JqM";
const APP_KEY = "0f1e2d3c4b";
const SESSION = "JSESSIONID=4f0cabc";
const SECRETS = [PASSWORD, TOKEN, APP_KEY, SESSION];

const account = {
    userAccount: "wang.wei",
    userName: "Wang Wei",
    password: new aicc.Secret(PASSWORD),
    email: "wang.wei@example.com",
    agentType: 4,
    ccRoleId: 2,
};
const cloud = { host: "service.besclouds.com", token: new aicc.Secret(TOKEN), appKey: new aicc.Secret(APP_KEY) };

/** Every text form of a value, and of what can be reached from it. */
function* textForms(value, seen = new Set()) {
    if (value === null || (typeof value !== "object" && typeof value !== "function") || seen.has(value)) {
        if (typeof value === "string") yield value;
        return;
    }
    seen.add(value);
    for (const depth of [0, 2, Infinity]) yield inspect(value, { depth, showHidden: true, getters: false });
    yield* [JSON.stringify(value) ?? "", Object.prototype.toString.call(value)];
    if (typeof value.toString === "function") yield* [`${value}`, value + "", String(value)];
    if (typeof value !== "function") yield inspect(cloned(value), { depth: Infinity, showHidden: true });
    yield JSON.stringify(Object.entries(value)) ?? "";
    for (const key of Reflect.ownKeys(value)) yield* textForms(value[key], seen);
}

function cloned(value) {
    try {
        return structuredClone(value);
    } catch {
        return undefined;
    }
}

function thrown(call) {
    try {
        call();
    } catch (error) {
        return error;
    }
    assert.fail("it throws nothing");
}

const { agentAccountCreate, agentSignIn, agentInfoQuery } = aicc;

/** What a program can hold, by name. */
const held = {
    "a secret": () => new aicc.Secret(PASSWORD),
    "a parsed message": () => agentAccountCreate.parse(account),
    "a message of JSON text": () => agentAccountCreate.parse(JSON.stringify({ ...account, password: PASSWORD })),
    "a Standard Schema result": () => agentAccountCreate["~standard"].validate(account),
    "a report on a valid message": () => agentAccountCreate.check(account),
    "a report on a broken secret": () => agentAccountCreate.check({ ...account, password: new aicc.Secret(`${PASSWORD}é***`) }),
    "a report on a broken secret as a string": () => agentAccountCreate.check({ ...account, password: `${PASSWORD}é***` }),
    "a report on a secret in another member": () => agentAccountCreate.check({ ...account, userName: account.password }),
    "a report on a secret in a number": () => agentAccountCreate.check({ ...account, agentType: account.password }),
    "a report on an unknown member": () => agentAccountCreate.check({ ...account, pass: account.password }),
    "a request": () => agentAccountCreate.request(account, cloud),
    "a field": () => agentAccountCreate.checkField("/password", `${PASSWORD}é`),
    "a form": () => filledForm(),
    "the fields of a form": () => filledForm().fields,
    "the texts of a form": () => filledForm().texts(),
    "the report on a form": () => filledForm().report(),
    "the message of a form": () => filledForm().message(),
    "the request of a form": () => filledForm().submit(cloud),
    "a reply": () => agentSignIn.reply(200, '{"retcode": "0"}', { "Set-GUID": SESSION }),
    "an unreadable reply": () => agentSignIn.reply(200, `{"retcode": [], "password": "${PASSWORD}"`),
    "a refused request": () => thrown(() => agentAccountCreate.request({ ...account, userName: "" }, cloud)),
    "a refused token": () => thrown(() => agentAccountCreate.request(account, { ...cloud, token: `${TOKEN} ${APP_KEY}` })),
    "a refused host": () => thrown(() => agentAccountCreate.request(account, { ...cloud, host: `x@${TOKEN}` })),
    "a query": () => agentInfoQuery.parse({ accountCode: "w", username: "u", password: PASSWORD }),
    "an unreadable message": () =>
        thrown(() => agentAccountCreate.check({ ...account, get email() { throw new Error("no e-mail address"); } })),
};

function filledForm() {
    const form = agentAccountCreate.form();
    for (const [name, value] of Object.entries(account)) {
        form.edit(`/${name}`, value instanceof aicc.Secret ? value : String(value));
    }
    return form;
}

describe("secrets", () => {
    before(() => aicc.init());

    for (const [name, make] of Object.entries(held)) {
        it(`do not appear in a text form of ${name}`, () => {
            for (const form of textForms(make())) {
                for (const secret of SECRETS) assert.ok(!form.includes(secret), `${name} shows ${secret}: ${form}`);
            }
        });
    }

    it("print as three stars", () => {
        const secret = new aicc.Secret(PASSWORD);
        assert.equal(`${secret} ${JSON.stringify({ secret })} ${inspect(secret)} ${secret + ""}`, '*** {"secret":"***"} *** ***');
        assert.ok(Number.isNaN(Number(secret)));
    });

    it("are returned by expose, and in what is sent", () => {
        const request = agentAccountCreate.request(account, cloud);
        assert.equal(agentAccountCreate.parse(account).password.expose(), PASSWORD);
        assert.equal(JSON.parse(request.body).password, PASSWORD);
        assert.deepEqual(request.headers, {
            "Content-Type": request.headers["Content-Type"],
            Authorization: `Bearer ${TOKEN}`,
            "x-app-key": APP_KEY,
        });
        assert.equal(agentSignIn.reply(200, '{"retcode": "0"}', { "set-guid": SESSION }).session.expose(), SESSION);
    });

    it("are equal if their values are", () => {
        const secret = new aicc.Secret(PASSWORD);
        const equal = (text) => secret.equals(new aicc.Secret(text));
        assert.deepEqual([equal(PASSWORD), equal("Xq7!pF9"), equal("Xq7!pF9!"), equal("")], [true, false, false, false]);
        assert.throws(() => new aicc.Secret(undefined), TypeError);
    });

    it("reach fetch", async () => {
        const request = agentAccountCreate.request(account, cloud);
        const sent = new Request(request.url, request);
        assert.equal(sent.headers.get("Authorization"), `Bearer ${TOKEN}`);
        assert.equal(await sent.text(), request.body);
        assert.deepEqual([sent.method, sent.redirect], ["POST", "error"]);
    });
});
