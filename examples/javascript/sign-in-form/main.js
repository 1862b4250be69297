// A page with the sign-in form of an agent, made from the fields of the vendor's page.

import { agentSignIn, init } from "aicc";

await init();

const element = (id) => document.getElementById(id);
let form;

/** Builds the form in a language. The texts that are not secret stay. */
function build(language) {
    const texts = form?.texts() ?? {};
    form = agentSignIn.form({ language });
    form.restore(texts);
    document.documentElement.lang = language;
    const isNeeded = (field) => field.mandatory || field.name === "phonenum";
    element("fields").replaceChildren(...form.fields.filter(isNeeded).map(row));
    element("optional").replaceChildren(...form.fields.filter((field) => !isNeeded(field)).map(row));
    showSubmit(form.report().valid);
}

/** Returns the label, the input and the error of a field. */
function row(field) {
    const input = field.choices.length > 0 || field.kind === "boolean" ? select(field) : text(field);
    input.id = field.name;
    input.value = form.texts()[field.pointer] ?? "";
    input.required = field.mandatory;
    const label = Object.assign(document.createElement("label"), { htmlFor: field.name, textContent: field.label });
    const hint = Object.assign(document.createElement("p"), { id: `${field.name}-hint`, className: "hint", textContent: field.description });
    const error = Object.assign(document.createElement("p"), { id: `${field.name}-error`, className: "error" });
    input.setAttribute("aria-describedby", `${hint.id} ${error.id}`);
    input.addEventListener("input", () => edited(field, input, error));
    // A text that can still become valid is not an error before the person leaves the field.
    input.addEventListener("change", () => show(form.state(field.pointer), input, error, true));
    const whole = Object.assign(document.createElement("div"), { className: "field" });
    whole.append(label, input, hint, error);
    return whole;
}

function text(field) {
    const input = document.createElement("input");
    input.type = field.secret ? "password" : "text";
    input.autocomplete = field.secret ? "current-password" : "off";
    input.inputMode = { text: "text", digits: "numeric", email: "email", ip: "decimal" }[field.keyboard];
    input.placeholder = field.defaultText ?? "";
    return input;
}

function select(field) {
    const choices = field.kind === "boolean" ? [{ text: "true", meaning: "✓" }, { text: "false", meaning: "✗" }] : field.choices;
    const input = document.createElement("select");
    input.append(new Option("", ""), ...choices.map((choice) => new Option(`${choice.text} ${choice.meaning}`, choice.text)));
    return input;
}

function edited(field, input, error) {
    const state = form.edit(field.pointer, input.value);
    show(state, input, error, false);
    showSubmit(state.canBeSubmitted);
}

function show({ state, findings }, input, error, hasLeft) {
    const isWrong = state === "rejected" || (hasLeft && state === "incomplete");
    error.textContent = isWrong ? findings.map((finding) => finding.sentence).join(" ") : "";
    input.setAttribute("aria-invalid", String(isWrong));
}

function showSubmit(canBeSubmitted) {
    element("submit").disabled = !canBeSubmitted;
}

/** Sends the request to the server of this page, which forwards it to the gateway. */
async function submit() {
    const request = form.submit({ host: location.hostname, port: Number(location.port), scheme: "http" });
    // Without the header fields and the body, which hold secrets.
    element("request").textContent = JSON.stringify(request, null, 2);
    const response = await fetch(request.url, request);
    const language = document.documentElement.lang;
    return agentSignIn.reply(response.status, await response.arrayBuffer(), response.headers, { language });
}

function described(outcome) {
    switch (outcome.kind) {
        case "success":
            return `${outcome.meaning}: ${outcome.reply.result?.workno ?? "?"}`;
        case "refusal":
            return [outcome.meaning, outcome.action].filter(Boolean).join("; ");
        case "documentedStatus":
        case "undocumentedStatus":
            return `HTTP ${outcome.status}: ${outcome.meaning}`;
        case "unreadable":
            return outcome.report.violations.map((finding) => finding.sentence).join(" ");
    }
}

element("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    element("outcome").textContent = await submit().then(described, (error) => error.message);
});
element("language").addEventListener("change", (event) => build(event.target.value));
build("en");
