// Each kind of page in Chromium: accessible in both themes and on a phone, without an error, and without a request to another host.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import type { AxeResults } from "axe-core";

import { Opened, Site } from "../playground/browser.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** One page of each kind. */
const KINDS = [
  "/",
  "/tutorial/first-hour/",
  "/how-to/many-records/",
  "/interfaces/",
  "/interfaces/agentAccount/create/",
  "/rules/",
  "/rules/maxLength/",
  "/advice/damagedCell/",
  "/codes/loginex/100-002/",
  "/commands/",
  "/commands/check/",
  "/python/",
  "/python/functions/check_many/",
  "/python/classes/AgentSignIn/",
  "/explanation/benchmarks/",
];
const DESKTOP = { width: 1280, height: 900 };
const LOOKS = [
  { name: "a desktop, light", viewport: DESKTOP, colorScheme: "light" },
  { name: "a phone, dark", viewport: { width: 390, height: 844 }, colorScheme: "dark" },
] as const;
/** The success criteria of WCAG 2.2, without a rule that is an experiment: the search button of Starlight shows its keys, too. */
const AXE_OPTIONS = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
  rules: { "label-content-name-mismatch": { enabled: false } },
};

let site: Site;
before(async () => void (site = await Site.start()));
after(() => site.stop());

for (const { name, viewport, colorScheme } of LOOKS) {
  for (const address of KINDS.flatMap((address) => [address, `/zh-cn${address}`])) {
    test(`${address} on ${name}`, async () => {
      const context = await site.browser.newContext({ viewport, colorScheme });
      const opened = new Opened(await context.newPage());
      await opened.page.goto(site.address + address, { waitUntil: "networkidle" });
      assert.deepEqual(opened.errors, []);
      assert.deepEqual(opened.requests.filter((url) => !url.startsWith(site.address)), []);
      const width = await opened.page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= viewport.width, `it is ${width} wide`);
      // A script makes code that is too wide focusable, so that the keyboard scrolls it.
      await opened.page.waitForFunction(() =>
        [...document.querySelectorAll("pre")].every((code) => code.scrollWidth <= code.clientWidth || code.tabIndex >= 0),
      );
      await opened.page.evaluate(AXE);
      const { violations } = (await opened.page.evaluate(`axe.run(${JSON.stringify(AXE_OPTIONS)})`)) as AxeResults;
      const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
      assert.deepEqual(found, []);
      await opened.close();
    });
  }
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`a wrong address, ${colorScheme}, leads to the start page of each language`, async () => {
    const opened = new Opened(await (await site.browser.newContext({ viewport: DESKTOP, colorScheme })).newPage());
    const response = await opened.page.goto(`${site.address}/zh-cn/no/such/page/`);
    assert.equal(response?.status(), 404);
    const links = opened.page.locator("main a");
    const targets = await links.evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
    assert.deepEqual(targets.filter((path) => ["/", "/zh-cn/"].includes(path)), ["/", "/zh-cn/"]);
    await opened.page.evaluate(AXE);
    const { violations } = (await opened.page.evaluate(`axe.run(${JSON.stringify(AXE_OPTIONS)})`)) as AxeResults;
    assert.deepEqual(violations.map(({ id }) => id), []);
    await links.last().click();
    assert.equal(new URL(opened.page.url()).pathname, "/zh-cn/");
  });
}

for (const [address, words, result] of [
  ["/", "maxLength", "maxLength"],
  ["/zh-cn/", "座席已签入", "loginex 的结果码"],
  ["/zh-cn/", "密码策略", "命令"],
  ["/", "aicc.check_many", "aicc.check_many"],
  ["/", "--header-row", "aicc check"],
  ["/zh-cn/", "列名所在的行", "aicc"],
] as const) {
  test(`the search of ${address} finds ${words}`, async () => {
    const opened = new Opened(await (await site.browser.newContext({ viewport: DESKTOP })).newPage());
    await opened.page.goto(site.address + address, { waitUntil: "networkidle" });
    await opened.page.keyboard.press("Control+k");
    await opened.page.locator("dialog input").fill(words);
    await opened.page.locator(".pagefind-ui__result-title", { hasText: result }).first().waitFor();
    assert.deepEqual(opened.requests.filter((url) => !url.startsWith(site.address)), []);
    await opened.close();
  });
}
