/** The form: built from the tables, in step with the message. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Site } from "./browser.ts";

let site: Site;
before(async () => void (site = await Site.start()));
after(() => site.stop());

test("form and message are one", async () => {
    const opened = await site.open();
    const { page } = opened;
    await opened.type('{"userAccount": "wang", "agentType": 4, "skills": [{"skillId": 3}]}');
    await page.getByRole("tab", { name: "Form" }).click();
    const account = page.locator("#field-userAccount");
    assert.equal(await account.inputValue(), "wang");
    assert.equal(await page.locator("#field-agentType").inputValue(), "4");
    await account.fill("wang.wei");
    await page.locator("#field-agentType").selectOption("11");
    await page.getByRole("button", { name: "Add skills 2" }).click();
    await page.locator("#field-skills-1-skillId").fill("7");
    await page.getByRole("button", { name: "Remove skills 1" }).click();
    await page.getByRole("tab", { name: "Message" }).click();
    assert.deepEqual(await opened.message(), { userAccount: "wang.wei", agentType: 11, skills: [{ skillId: 7 }] });
    assert.deepEqual(opened.errors, []);
    await opened.close();
});

test("a field has the state of its text", async () => {
    const opened = await site.open();
    const { page } = opened;
    await page.getByRole("tab", { name: "Form" }).click();
    const account = page.locator("#field-userAccount");
    const state = async () => (await page.locator(".field", { has: account }).getAttribute("class"))?.replace("field ", "");
    await account.fill("te");
    assert.equal(await state(), "incomplete");
    await account.fill("te st 12");
    assert.equal(await state(), "rejected");
    assert.equal(await account.getAttribute("aria-invalid"), "true");
    await account.fill("test12");
    assert.equal(await state(), "acceptable");
    assert.equal(await page.locator("#field-password").getAttribute("type"), "password");
    await opened.close();
});

test("a wrapped message keeps its wrapper", async () => {
    const opened = await site.open();
    const { page } = opened;
    await opened.type('{"requestParam": {"userAccount": "wang"}}');
    await page.getByRole("tab", { name: "Form" }).click();
    await page.locator("#field-userAccount").fill("wang.wei");
    await page.getByRole("tab", { name: "Message" }).click();
    assert.deepEqual(await opened.message(), { requestParam: { userAccount: "wang.wei" } });
    await opened.close();
});

test("text that is not JSON has no form, and is kept", async () => {
    const opened = await site.open();
    await opened.type("{");
    await opened.page.getByRole("tab", { name: "Form" }).click();
    assert.match((await opened.page.locator("#view-panel").textContent()) ?? "", /not a JSON object/);
    await opened.page.getByRole("tab", { name: "Message" }).click();
    assert.equal(await opened.page.locator(".cm-content").textContent(), "{");
    await opened.close();
});
