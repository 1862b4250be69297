// Every link of the built site leads somewhere, and every page has a way back.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";

import { ORIGIN, type Page, SITE, loaded, pages } from "./pages.ts";

const all = pages();

function fails(check: (page: Page) => Iterable<string>): string[] {
  return [...all.values()].flatMap((page) => [...check(page)].map((what) => `${page.address}: ${what}`));
}

test("the site has pages", () => {
  assert.ok(all.has("/") && all.has("/zh-cn/"), [...all.keys()].join(" "));
});

test("each link leads to a page, and to an anchor of it", () => {
  const broken = fails(function* (page) {
    for (const link of page.links.filter((link) => link.origin === ORIGIN)) {
      const path = decodeURI(link.pathname);
      // Files of the repository: md-dead-link-check has checked them.
      if (path.startsWith("/blob/")) continue;
      const target = all.get(path);
      if (!target && !existsSync(`${SITE}${path}`)) yield `no page ${path}`;
      const anchor = decodeURIComponent(link.hash.slice(1));
      if (target && anchor && !target.anchors.has(anchor)) yield `no anchor ${path}#${anchor}`;
    }
  });
  assert.deepEqual(broken, []);
});

test("each page has a way back to the start page of its language", () => {
  const without = fails(function* (page) {
    const start = page.address.startsWith("/zh-cn/") ? "/zh-cn/" : "/";
    if (!page.links.some((link) => link.pathname === start)) yield `no link to ${start}`;
  });
  assert.deepEqual(without, []);
});

test("no page loads a file of another host", () => {
  const foreign = fails(function* (page) {
    yield* loaded(page).filter((file) => file.protocol !== "data:" && file.origin !== ORIGIN).map(String);
  });
  assert.deepEqual(foreign, []);
});

for (const start of ["/", "/zh-cn/"]) {
  test(`two clicks lead from ${start} to each page of its language`, () => {
    const near = new Set([start]);
    for (let clicks = 0; clicks < 2; clicks++) {
      for (const address of [...near]) {
        for (const link of all.get(address)?.links ?? []) {
          if (link.origin === ORIGIN) near.add(decodeURI(link.pathname));
        }
      }
    }
    const isHere = (address: string) => address.startsWith("/zh-cn/") === (start === "/zh-cn/");
    assert.deepEqual([...all.keys()].filter((address) => isHere(address) && !near.has(address)), []);
  });
}
