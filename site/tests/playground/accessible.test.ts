/** axe finds no violation, in each view, size, theme and language; nothing is wider than a phone. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import type { AxeResults } from "axe-core";
import { type Opened, Site } from "./browser.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let site: Site;
before(async () => void (site = await Site.start()));
after(() => site.stop());

async function violations(opened: Opened): Promise<string[]> {
    await opened.page.evaluate(AXE);
    const results = (await opened.page.evaluate("axe.run()")) as AxeResults;
    return results.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html}`));
}

async function width(opened: Opened): Promise<number> {
    return opened.page.evaluate(() => document.documentElement.scrollWidth);
}

for (const [size, viewport] of [
    ["desktop", { width: 1280, height: 900 }],
    ["phone", { width: 390, height: 844 }],
] as const) {
    for (const colorScheme of ["light", "dark"] as const) {
        test(`axe: ${size}, ${colorScheme}`, async () => {
            const path = colorScheme === "dark" ? "/zh-cn/playground/" : "/playground/";
            const opened = await site.open(path, { viewport, colorScheme });
            const { page } = opened;
            const check = async (what: string) => {
                assert.deepEqual(await violations(opened), [], what);
                assert.equal((await width(opened)) <= viewport.width, true, `${what} is too wide`);
            };
            await check("valid");
            await page.locator(".toolbar select").nth(1).selectOption("1");
            await page.locator(".settings summary").click();
            await page.locator(".share button").first().click();
            await check("findings");
            await page.locator("#view-tab-form").click();
            await check("form");
            await page.locator("#view-tab-file").click();
            await page.locator(".drop > button").first().click();
            await page.waitForSelector("[data-result]");
            await check("file");
            await opened.close();
        });
    }
}
