/** No connection after the load, and none that a script could make. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Site } from "./browser.ts";

let site: Site;
before(async () => void (site = await Site.start()));
after(() => site.stop());

test("the page works offline after its load", async () => {
    const opened = await site.open();
    const { page } = opened;
    await page.context().setOffline(true);
    await opened.type('{"userAccount": "te"}');
    assert.equal((await opened.rules())[0], "minLength");
    await page.getByRole("tab", { name: "File" }).click();
    await page.locator(".drop > button").first().click();
    await page.waitForSelector("[data-result]");
    await page.getByRole("button", { name: "中文" }).click();
    await page.locator("[data-result]", { hasText: "条记录" }).waitFor();
    assert.deepEqual(opened.errors, []);
    await opened.close();
});

test("the page opens without a network, in both languages", async () => {
    const opened = await site.open();
    const { page } = opened;
    await page.context().setOffline(true);
    for (const path of ["/playground/", "/zh-cn/playground/"]) {
        await page.goto(site.address + path);
        await page.waitForSelector("body[data-ready]");
        assert.equal(await opened.verdict(), "valid");
    }
    await opened.close();
});

test("the policy refuses every connection, in the page and in its worker", async () => {
    const opened = await site.open();
    const { page } = opened;
    site.asked.length = 0;
    const connect = (address: string) => fetch(address).then(() => "connected", () => "refused");
    assert.equal(await page.evaluate(connect, `${site.address}/fetched`), "refused");
    const [worker] = page.workers();
    assert.ok(worker, "the worker runs");
    assert.equal(await worker.evaluate(connect, `${site.address}/fetched-by-the-worker`), "refused");
    await page.evaluate(async (address) => {
        const violations: string[] = [];
        document.addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective));
        navigator.sendBeacon(`${address}/beacon`, "x");
        new Image().src = `${address}/image`;
        new EventSource(`${address}/events`);
        const form = document.createElement("form");
        form.action = `${address}/form`;
        document.body.append(form);
        form.submit();
        const frame = document.createElement("iframe");
        frame.src = `${address}/frame`;
        document.body.append(frame);
        while (violations.length < 5) await new Promise((resolve) => document.addEventListener("securitypolicyviolation", resolve, { once: true }));
    }, site.address);
    assert.deepEqual(site.asked, []);
    await opened.close();
});
