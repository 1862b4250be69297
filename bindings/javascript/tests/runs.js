// Every conformance vector through every entry point of the package. Node.js and Chromium run this file.

import { exactJson } from "./exact-json.js";
import { run } from "./vector.js";

/** Returns the result of each run. */
export function runs(aicc, material) {
    const interfaceOf = ({ interface: name }) => aicc.interfaces.find((known) => known.info.name === name);
    const all = [];
    const judge = (name, kind, compare) => all.push(run(material, `javascript ${name}`, kind, compare));

    judge("bytes", "body", (judge, vector) => {
        judge.compareReport(interfaceOf(vector).check(vector.bytes, vector.options));
    });

    judge("text", "body", (judge, vector) => {
        judge.compareReport(interfaceOf(vector).check(vector.body, vector.options));
    });

    judge("object", "body", (judge, vector) => {
        judge.compareReport(interfaceOf(vector).check(exactJson(vector.body).plain(), vector.options));
    });

    judge("secret", "body", (judge, vector) => {
        const subject = interfaceOf(vector);
        const message = exactJson(vector.body).plain();
        const secrets = subject.form().fields.filter((field) => field.secret).map((field) => field.name);
        judge.compareReport(subject.check(withSecrets(aicc, message, secrets), vector.options));
    });

    judge("typed", "body", (judge, vector) => {
        const subject = interfaceOf(vector);
        const parsed = attempt(() => subject.parse(vector.bytes, vector.options), aicc.InvalidMessageError);
        if (parsed.error) judge.compareReport(parsed.error.report);
        else {
            judge.compare("violations", [], vector.violations ?? []);
            judge.compareFindings("advice", knownAdvice(subject.check(parsed.value, vector.options), vector));
        }
    });

    judge("standard", "body", (judge, vector) => {
        const result = interfaceOf(vector).schema(vector.options)["~standard"].validate(vector.bytes);
        const paths = (result.issues ?? []).map((issue) => issue.path.map((key) => `/${escapedToken(key)}`).join(""));
        judge.compare("paths", paths, (vector.violations ?? []).map((finding) => finding.pointer));
        judge.compare("messages", (result.issues ?? []).every((issue) => issue.message.length > 0), true);
    });

    judge("form", "body", (judge, vector) => {
        const form = interfaceOf(vector).form(vector.options);
        const known = new Set(form.fields.map((field) => field.pointer));
        const message = interfaceOf(vector).parse(vector.bytes, vector.options);
        const body = exactJson(vector.body);
        const unwrapped = body.members.length === 1 && body.get("requestParam") ? body.get("requestParam") : body;
        const texts = textsOf(unwrapped).filter(([pointer]) => known.has(pattern(pointer)));
        for (const field of form.fields.filter((field) => field.location === "path")) form.edit(field.pointer, "291");
        let last = form.state([...known][0].replaceAll("*", "0"));
        for (const [pointer, text] of texts) {
            last = form.edit(pointer, text);
            judge.compare(pointer, last.state, "acceptable");
        }
        judge.compare("can be submitted", last.canBeSubmitted, true);
        judge.compare("message", exposed(form.message()), exposed(message));
    });

    judge("message", "message", (judge, vector) => {
        const { path, headers, bytes: body } = vector;
        judge.compareReport(interfaceOf(vector).checkMessage({ path, headers, body }, vector.options));
    });

    judge("field", "field", (judge, vector) => {
        const { pointer, text, location = "body" } = vector;
        const report = interfaceOf(vector).checkField(pointer, text, { ...vector.options, location });
        judge.compare("state", report.state, vector.state);
        judge.compareFindings("violations", report.findings, location);
    });

    judge("form field", "field", (judge, vector) => {
        const form = interfaceOf(vector).form(vector.options);
        const state = form.edit(vector.pointer, vector.text);
        const field = form.fields.find((field) => field.pointer === pattern(vector.pointer));
        if (vector.text === "") {
            // An empty optional field is not sent, and an empty mandatory field is missing.
            const missing = field.mandatory && field.minimumLength !== 0;
            judge.compare("state", state.state, missing ? "incomplete" : "acceptable");
            judge.compare("violations", state.findings.map((finding) => finding.rule), missing ? ["required"] : []);
        } else {
            judge.compare("state", state.state, vector.state);
            judge.compareFindings("violations", state.findings, vector.location ?? "body");
        }
    });

    judge("reply", "reply", (judge, vector) => {
        const outcome = interfaceOf(vector).reply(vector.status, vector.bytes, vector.headers, vector.options);
        judge.compare("outcome", outcome.kind, vector.outcome);
        judge.compare("code", outcome.code ?? null, vector.code ?? null);
        judge.compare("action", outcome.action ?? null, vector.action ?? null);
        judge.compare("session", outcome.session?.expose() ?? null, vector.session ?? null);
        judge.compare("data", outcome.reply ?? null, vector.data ?? null);
        if (outcome.kind === "unreadable") judge.compareFindings("violations", outcome.report.violations);
        else {
            judge.compare("meaning", outcome.meaning, vector.meaning);
            judge.compareFindings("advice", outcome.advice ?? []);
        }
    });

    judge("request", "request", (judge, vector) => {
        const { server, agentId, wrapped, request: expected } = vector;
        const subject = interfaceOf(vector);
        const names = [...subject.info.path.matchAll(/\{(.*?)\}/g)].map(([, name]) => name);
        const path = agentId === undefined ? {} : Object.fromEntries(names.map((name) => [name, agentId]));
        const written = attempt(
            () => subject.request(vector.bytes, server, { ...vector.options, path, wrapped }),
            aicc.InvalidMessageError,
            aicc.EndpointError,
        );
        const { method, url, headers, body } = written.value ?? {};
        judge.compare("error", written.error?.kind ?? null, vector.error ?? null);
        judge.compare("request", { method, url, headers: headers && Object.entries(headers), body }, expected ?? {});
        judge.compareFindings("violations", written.error?.report?.violations ?? []);
    });

    judge("events", "events", (judge, vector) => {
        judge.compare("events", interfaceOf(vector).info.events?.[vector.value] ?? [], vector.events);
    });

    judge("sentence", "sentence", (judge, vector) => {
        for (const language of ["en", "zh"]) {
            const { violations, advice } = interfaceOf(vector).check(vector.bytes, { ...vector.options, language });
            const isWanted = ({ pointer, rule }) => pointer === vector.pointer && rule === vector.rule;
            judge.compare(language, [...violations, ...advice].find(isWanted)?.sentence, vector[language]);
        }
    });

    return all;
}

function attempt(call, ...errors) {
    try {
        return { value: call() };
    } catch (error) {
        if (errors.some((known) => error instanceof known)) return { error };
        throw error;
    }
}

/** A typed message has no members that the page does not name, and no wrapper. */
function knownAdvice(report, vector) {
    const lost = (vector.advice ?? []).filter((finding) => finding.rule === "unknownMember");
    const wrapper = (vector.advice ?? []).some((finding) => finding.pointer.startsWith("/requestParam/"));
    const placed = (finding) => (wrapper ? { ...finding, pointer: `/requestParam${finding.pointer}` } : finding);
    const advice = [...report.advice.map(placed), ...lost.map((finding) => ({ location: "body", params: {}, ...finding }))];
    const order = (finding) => (vector.advice ?? []).findIndex((known) => known.pointer === finding.pointer && known.rule === finding.rule);
    return advice.sort((left, right) => order(left) - order(right));
}

/** Returns a value with secrets in place of the texts of some members. */
function withSecrets(aicc, value, names) {
    if (Array.isArray(value)) return value.map((element) => withSecrets(aicc, element, names));
    if (value === null || typeof value !== "object") return value;
    const entries = Object.entries(value).map(([name, member]) => {
        const isSecret = typeof member === "string" && names.includes(name);
        return [name, isSecret ? new aicc.Secret(member) : withSecrets(aicc, member, names)];
    });
    return Object.fromEntries(entries);
}

/** Returns a message with the texts of its secrets. */
function exposed(value) {
    if (Array.isArray(value)) return value.map(exposed);
    if (value === null || typeof value !== "object") return value;
    if ("expose" in value) return value.expose();
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, exposed(member)]));
}

function textsOf(exact, pointer = "") {
    if (exact.members) return exact.members.flatMap(({ name, content }) => textsOf(content, `${pointer}/${escapedToken(name)}`));
    if (exact.elements) return exact.elements.flatMap((element, index) => textsOf(element, `${pointer}/${index}`));
    if (exact.value === null) return [];
    return [[pointer, typeof exact.value === "string" ? exact.value : exact.text]];
}

function escapedToken(token) {
    return String(token).replaceAll("~", "~0").replaceAll("/", "~1");
}

function pattern(pointer) {
    return pointer.replaceAll(/\/\d+(?=\/|$)/g, "/*");
}
