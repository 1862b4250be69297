// Which files of the repository are pages of the site, and at which addresses.
//
// The id of a page is its address without the slashes at both ends: `how-to/install`. A Chinese page has `zh-cn/` before the id of the
// English one. The id of the start page is `index`.

import { globSync } from "node:fs";
import { dirname, join, normalize } from "node:path/posix";
import { fileURLToPath } from "node:url";

import { address } from "./address.mjs";

export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
export const CHINESE = "zh-cn";
const GENERATED = "site/generated/";

/** Files outside of docs that are pages. @type {Record<string, string>} */
const OTHERS = {
  "README.md": "index",
  "README.zh-CN.md": CHINESE,
  "examples/README.md": "how-to/examples",
  "bindings/javascript/README.md": "how-to/javascript",
  "bindings/kotlin/README.md": "how-to/kotlin",
  "bindings/swift/README.md": "how-to/swift",
  "SECURITY.md": "explanation/security",
  "CHANGELOG.md": "project/changelog",
  "CONTRIBUTING.md": "project/contributing",
  "RELEASING.md": "project/releasing",
};

/** Pages of docs for readers of the repository: the site has more detailed ones at the same address. @type {Record<string, string>} */
const DETAILED = {
  "docs/reference/interfaces.md": "interfaces",
  "docs/reference/rules.md": "rules",
};

/**
 * Returns the id of the page that a file of the repository is, if the site has it.
 * @param {string} file
 */
export function idOf(file) {
  if (Object.hasOwn(OTHERS, file)) return OTHERS[file];
  if (Object.hasOwn(DETAILED, file)) return DETAILED[file];
  if (!file.endsWith(".md")) return undefined;
  const folder = [GENERATED, "docs/"].find((folder) => file.startsWith(folder));
  if (!folder) return undefined;
  const id = file.slice(folder.length, -".md".length).replace(/(^|\/)(README|index)$/, "");
  return id || "index";
}

/** Returns the files that the site shows. */
export function files() {
  const names = Object.keys(OTHERS).filter((file) => !file.startsWith("README"));
  const found = globSync([...names, "docs/**/*.md", `${GENERATED}**/*.md`], { cwd: ROOT });
  return found.map((file) => file.replaceAll("\\", "/")).filter((file) => !Object.hasOwn(DETAILED, file));
}

/**
 * Returns the English file of a translated one.
 * @param {string} file
 */
export function english(file) {
  const folder = `docs/${CHINESE}/`;
  return file.startsWith(folder) ? `docs/${file.slice(folder.length)}` : undefined;
}

/**
 * Returns whether the id is the id of a Chinese page.
 * @param {string} id
 */
export function isChinese(id) {
  return id === CHINESE || id.startsWith(`${CHINESE}/`);
}

/**
 * Returns the path below the site of a link to a generated page, which has the address of the site: `/commands/`; nothing for
 * another link.
 * @param {string} link
 */
export function addressed(link) {
  const site = address("homepage");
  return link.startsWith(`${site}/`) ? link.slice(site.length) : undefined;
}

/**
 * Returns the path in the repository that a link of a file points to.
 * @param {string} file
 * @param {string} link
 */
export function linked(file, link) {
  return normalize(join(dirname(file), link)).replace(/\/$/, "");
}
