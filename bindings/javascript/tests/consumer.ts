// What a project writes, for the type checker: `readme.test.js` compiles this file.

import type { StandardSchemaV1 } from "@standard-schema/spec";
import {
    type AgentAccountCreate,
    type AgentSignInReply,
    AgentType,
    type Finding,
    InvalidMessageError,
    type Outcome,
    type Report,
    Secret,
    agentAccountCreate,
    agentSignIn,
    init,
    interfaces,
} from "aicc";

await init();
await init(fetch("https://example.com/aicc.wasm"));

const account: AgentAccountCreate = {
    userAccount: "li.na001",
    userName: "Li Na",
    password: new Secret("Aa1!Aa1!"),
    email: "li.na@example.com",
    agentType: AgentType.Audio,
    ccRoleId: 2,
    skills: [{ skillId: 3, agentWeight: 1n }],
};
// @ts-expect-error: 6 is not a documented value.
account.agentType = 6;
// @ts-expect-error: the member is mandatory.
const missing: AgentAccountCreate = { userAccount: "li.na001" };

const secret: Secret = agentAccountCreate.parse(account).password;
const report: Report = agentAccountCreate.check(account, { language: "zh", edition: "2025-11-13", passwordPolicy: { classes: 3 } });
// @ts-expect-error: there is no such language.
agentAccountCreate.check(account, { language: "fr" });

function limit(finding: Finding): number | undefined {
    if (finding.rule === "maxLength") return finding.params.maximum - finding.params.actual;
    // @ts-expect-error: this parameter belongs to other rules.
    return finding.params.maximum;
}

const request = agentAccountCreate.request(account, { host: "service.besclouds.com", token: "t", appKey: secret }, { wrapped: true });
const response: Response = await fetch(request.url, request);
// @ts-expect-error: the path parameter is missing.
agentSignIn.request({ password: "" }, { host: "10.0.0.1" });
agentSignIn.request({ password: "" }, { host: "10.0.0.1", port: 8043 }, { path: { agentid: "291" } });
// @ts-expect-error: the gateway takes no token.
agentSignIn.request({ password: "" }, { host: "10.0.0.1", token: "t" }, { path: { agentid: "291" } });

const outcome: Outcome<AgentSignInReply> = agentSignIn.reply(response.status, await response.text(), response.headers);
const text: string = outcome.kind === "unreadable" ? String(outcome.report.valid) : outcome.meaning;
// @ts-expect-error: only a success and a refusal have a code.
const code: string = outcome.code;

const standard: StandardSchemaV1 = agentSignIn;
const output: StandardSchemaV1.InferOutput<typeof agentAccountCreate>["password"] = secret;
const result = agentSignIn["~standard"].validate({});
const issues: readonly { message: string }[] = ("issues" in result && result.issues) || [];
const names: readonly string[] = interfaces.map((known) => known.info.name);

try {
    agentSignIn.form({ language: "en" }).submit({ host: "10.0.0.1" });
} catch (error) {
    if (error instanceof InvalidMessageError) console.log(error.report.violations, limit, missing, text, code, issues, names, report, standard, output);
}
