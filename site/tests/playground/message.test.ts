/** A message: typed, chosen, linked, in both languages, with the keyboard only. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, Site } from "./browser.ts";

let site: Site;
before(async () => void (site = await Site.start()));
after(() => site.stop());

/** Returns the sentence of a rule for a message, as the vectors have it. */
function vectorSentence(id: RegExp): { text: string; pointer: string; rule: string; en: string; zh: string } {
    const { vectors } = JSON.parse(readFileSync(join(ROOT, "tests/vectors/sentences.json"), "utf8"));
    const found = vectors.find(
        (vector: { id: string; interface: string; json?: unknown }) =>
            id.test(vector.id) && vector.json && vector.interface === "agentAccount/create",
    );
    return { ...found, text: JSON.stringify(found.json) };
}

test("the first message is valid, and nothing is requested after the load", async () => {
    const opened = await site.open();
    assert.equal(await opened.verdict(), "valid");
    await opened.type('{"userAccount": "te"}');
    assert.equal(await opened.verdict(), "invalid");
    for (const view of ["Form", "File", "Message"]) await opened.page.getByRole("tab", { name: view }).click();
    assert.deepEqual(opened.requests, []);
    assert.deepEqual(opened.errors, []);
    await opened.close();
});

test("findings appear while a person types, at their place, with a link to the rule", async () => {
    const opened = await site.open();
    await opened.type('{\n  "userAccount": "te",\n  "agentType": 7\n}');
    assert.deepEqual(await opened.rules(), ["minLength", "required", "required", "required", "enum", "required"]);
    await opened.page.locator(".findings li", { hasText: "enum" }).getByRole("button").click();
    const selected = await opened.page.evaluate(() => getSelection()?.toString());
    assert.equal(selected, "7");
    const link = opened.page.locator(".findings li a").first();
    assert.match((await link.getAttribute("href")) ?? "", /^\/rules\/minLength\/$/i);
    assert.equal(await opened.page.locator(".cm-lintRange-error").count() > 0, true);
    assert.deepEqual(opened.errors, []);
    await opened.close();
});

test("a place that is not JSON is shown", async () => {
    const opened = await site.open();
    await opened.type('{"userName": "王小明", x}');
    assert.deepEqual(await opened.rules(), ["syntax"]);
    assert.equal(await opened.page.locator(".cm-lintRange-error").textContent(), "x");
    await opened.close();
});

test("sentences are those of the package, in both languages, and the switch keeps the message", async () => {
    const opened = await site.open();
    const vector = vectorSentence(/./);
    await opened.type(vector.text);
    const item = opened.page.locator(".findings li", { hasText: vector.rule });
    assert.equal((await item.allTextContents()).some((text) => text.includes(vector.en)), true);
    await opened.page.getByRole("button", { name: "中文" }).click();
    assert.equal((await item.allTextContents()).some((text) => text.includes(vector.zh)), true);
    assert.equal(new URL(opened.page.url()).pathname, "/zh-cn/playground/");
    assert.equal(await opened.page.getAttribute("html", "lang"), "zh-CN");
    assert.match((await item.first().locator("a").getAttribute("href")) ?? "", /^\/zh-cn\//);
    assert.deepEqual(opened.requests, []);
    await opened.close();
});

test("the Chinese page starts in Chinese", async () => {
    const opened = await site.open("/zh-cn/playground/");
    await opened.type("{}");
    assert.match((await opened.page.locator(".findings li").first().textContent()) ?? "", /缺少必填项/);
    await opened.close();
});

test("every example has the findings of its name", async () => {
    const opened = await site.open();
    const interfaces = await opened.page.getByLabel("Interface").locator("option").allTextContents();
    assert.equal(interfaces.length >= 4, true);
    for (const name of interfaces) {
        await opened.page.getByLabel("Interface").selectOption(name);
        const examples = opened.page.getByLabel("Example");
        const names = (await examples.locator("option").allTextContents()).slice(1);
        for (const [index, example] of names.entries()) {
            await examples.selectOption(String(index));
            const rules = await opened.rules();
            const [, rule] = /^Finding: (.*)$/.exec(example) ?? [];
            if (rule) assert.deepEqual(rules, [rule], `${name}: ${example}`);
            else assert.equal(await opened.verdict(), index === 0 ? "valid" : "invalid", `${name}: ${example}`);
        }
    }
    assert.deepEqual(opened.errors, []);
    await opened.close();
});

test("edition and password policy decide", async () => {
    const opened = await site.open();
    const { page } = opened;
    await page.getByLabel("Interface").selectOption("loginex");
    await page.getByRole("tab", { name: "Form" }).click();
    await page.locator("input[id='field-agentid']").fill("60000");
    assert.deepEqual(await opened.rules(), ["maximum"]);
    await page.getByText("Settings", { exact: true }).click();
    await page.getByLabel("Edition").selectOption("2025-11-13");
    assert.deepEqual(await opened.rules(), []);
    await page.getByLabel("Interface").selectOption("agentAccount/create");
    await page.getByLabel("Password policy").selectOption("tenant");
    await page.getByLabel("Maximum length").fill("32");
    await page.getByLabel("Minimum length").fill("12");
    assert.deepEqual(await opened.rules(), ["minLength"]);
    await page.getByLabel("Kinds of characters").fill("9");
    assert.notEqual(await page.locator(".settings [role=alert]").textContent(), "");
    assert.deepEqual(opened.errors, []);
    await opened.close();
});

test("the keyboard is enough", async () => {
    const opened = await site.open();
    const { page } = opened;
    await opened.type('{"userAccount": "te"}');
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.className), "place");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.classList.contains("cm-content")), true);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Shift+Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("role")), "tab");
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.getByRole("tab", { name: "Form" }).getAttribute("aria-selected"), "true");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "field-userAccount");
    await page.keyboard.press("End");
    await page.keyboard.insertText("st.123");
    assert.equal(await page.locator(".field").first().getAttribute("class"), "field acceptable");
    assert.deepEqual(opened.errors, []);
    await opened.close();
});
