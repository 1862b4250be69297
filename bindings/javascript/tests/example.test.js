// The example with the sign-in form, as a person uses it in Chromium, against `aicc sandbox`.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { after, before, describe, it } from "node:test";

import { launch } from "./browser.js";
import { REPOSITORY } from "./material.js";

const file = (path) => fileURLToPath(new URL(path, REPOSITORY));
const PASSWORD = "Te****34";

/** Starts a program, and returns it with the first line that it prints. */
async function started(program, ...options) {
    const process_ = spawn(program, options, { stdio: ["ignore", "pipe", "inherit"] });
    for await (const line of createInterface(process_.stdout)) return { process: process_, line };
    throw new Error(`${program} prints nothing`);
}

describe("the example with the sign-in form", () => {
    let browser, page, sandbox, server;
    const problems = [];
    before(async () => {
        const command = process.env.AICC_COMMAND ?? file("target/debug/aicc");
        sandbox = await started(command, "sandbox", "--seed", file("examples/sandbox.json"));
        server = await started(process.execPath, file("examples/javascript/sign-in-form/serve.js"), sandbox.line);
        browser = await launch();
        page = await browser.newPage();
        page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
        page.on("pageerror", (error) => problems.push(String(error)));
        await page.goto(server.line);
    });
    after(async () => {
        await browser?.close();
        server?.process.kill();
        sandbox?.process.kill();
    });

    const errorOf = (label) => page.getByLabel(label, { exact: true }).evaluate((input) => document.getElementById(`${input.id}-error`).textContent);
    const outcome = page => page.getByRole("status").textContent();

    it("shows the error of a field when no more digits can correct it, or when the person leaves it", async () => {
        const agent = page.getByLabel("Agent ID", { exact: true });
        await agent.fill("29");
        assert.equal(await errorOf("Agent ID"), "");
        await agent.blur();
        assert.equal(await errorOf("Agent ID"), "Agent ID must be at least 101; it is 29.");
        await agent.fill("29x");
        assert.match(await errorOf("Agent ID"), /^Agent ID must be /);
        assert.equal(await agent.getAttribute("aria-invalid"), "true");
        assert.equal(await page.getByRole("button").isDisabled(), true);
        await agent.fill("291");
        assert.equal(await errorOf("Agent ID"), "");
        assert.equal(await page.getByRole("button").isDisabled(), false);
    });

    it("signs in by keyboard, and shows the request without its secrets", async () => {
        await page.getByLabel("Agent password").focus();
        await page.keyboard.type(PASSWORD);
        await page.keyboard.press("Enter");
        await page.getByText("success: 291").waitFor();
        const request = JSON.parse(await page.getByLabel("The request").textContent());
        assert.deepEqual([request.method, request.body, request.headers], ["PUT", "***", "***"]);
        assert.ok(request.url.endsWith("/agentgateway/resource/onlineagent/291/loginex"), request.url);
        assert.ok(!(await page.locator("body").innerText()).includes(PASSWORD));
    });

    it("shows what a refusal means", async () => {
        await page.getByRole("button").click();
        await page.getByText("the agent has already signed in").waitFor();
        assert.equal(await outcome(page), "the agent has already signed in; sign in by force, or sign out first");
    });

    it("speaks Chinese, keeps the texts, and forgets the password", async () => {
        await page.getByLabel("Language").selectOption("zh");
        assert.equal(await page.getByLabel("座席工号", { exact: true }).inputValue(), "291");
        assert.equal(await page.getByLabel("座席密码").inputValue(), "");
        await page.getByLabel("座席工号", { exact: true }).fill("1000000");
        assert.equal(await errorOf("座席工号"), "座席工号不能大于 59999，实际为 1000000。");
        await page.getByLabel("座席工号", { exact: true }).fill("291");
        await page.getByLabel("座席密码").fill(PASSWORD);
        await page.getByRole("button").click();
        await page.getByText("座席已签入").waitFor();
    });

    it("has no errors in the console", () => {
        assert.deepEqual(problems, []);
    });
});
