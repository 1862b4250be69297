// The navigation: the pages that docs/README.md lists, in its order.

import { readFileSync } from "node:fs";

import { ROOT, addressed, idOf, linked } from "./files.mjs";

const LIST = "docs/README.md";
/** @type {Record<string, string>} */
const CHINESE = {
  Tutorial: "教程",
  "How to": "操作指南",
  Reference: "参考",
  Explanation: "说明",
  Project: "项目",
};

export function sidebar() {
  /** @type {Set<string>} */
  const seen = new Set();
  const [, ...sections] = readFileSync(`${ROOT}${LIST}`, "utf8").split(/^## /m);
  return sections.map((section) => {
    const label = section.slice(0, section.indexOf("\n"));
    const chinese = CHINESE[label];
    if (!chinese) throw new Error(`sidebar.mjs has no Chinese word for the section “${label}” of ${LIST}`);
    return { label, translations: { "zh-CN": chinese }, items: pages(section, seen) };
  });
}

/**
 * Returns the pages that a section links as a whole, and that no section before it has.
 * @param {string} section
 * @param {Set<string>} seen
 */
function pages(section, seen) {
  const targets = [...section.matchAll(/\]\(([^)#]+)\)/g)].map((found) => found[1] ?? "");
  const found = targets.map((target) => addressed(target)?.replace(/^\/|\/$/g, "") ?? idOf(linked(LIST, target)));
  const ids = found.filter((id) => id !== undefined && id !== "index");
  const added = [...new Set(ids)].filter((id) => !seen.has(id));
  for (const id of added) seen.add(id);
  return added.map((id) => ({ slug: id }));
}
