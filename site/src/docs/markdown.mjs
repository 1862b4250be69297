// Turns a Markdown file of the repository into a page: its title, and links that work on the site.

import { existsSync } from "node:fs";
import { relative } from "node:path/posix";

import { address } from "./address.mjs";
import { ROOT, idOf, linked } from "./files.mjs";

// Code, in which nothing is a link: a fenced block, or text in backticks.
const CODE = /^[ \t]*(`{3,}|~{3,})[^]*?^[ \t]*\1|(`+)(?!`)[^\n]+?\2/m;
const LINK = /(?<picture>!?)\[(?<text>(?:[^\][]|\[[^\][]*\])*)\]\((?<target>[^)\s]+)\)/;
const CODE_OR_LINK = new RegExp(`${CODE.source}|${LINK.source}`, "gm");

/**
 * Returns the title, and the text below it without the comments of the generators.
 * @param {string} text
 */
export function split(text) {
  const body = text.replace(/^<!--[^]*?-->\s*/, "");
  const heading = body.match(/^# (.+)\n/);
  if (!heading) throw new Error("the first line must be a heading: # Title");
  return { title: plain(heading[1] ?? ""), body: body.slice(heading[0].length).trimStart() };
}

/**
 * Returns the first paragraph as plain text: what search engines show of a page.
 * @param {string} body
 */
export function description(body) {
  const paragraph = body.split(/\n\s*\n/).find((part) => /^[^\s#>|!<`[\-*]/.test(part));
  return paragraph && plain(paragraph.replace(/\s+/g, " "));
}

/**
 * Returns the text with links to pages of the site, or to files of the repository. Links to pages are relative, so that they lead
 * from a Chinese page to a Chinese page.
 * @param {string} body
 * @param {{file: string, id: string}} page
 */
export function withLinks(body, page) {
  return body.replace(CODE_OR_LINK, (/** @type {any[]} */ ...found) => {
    const { picture, text, target } = found.at(-1);
    if (target === undefined || picture || /^([a-z]+:|#)/.test(target)) return found[0];
    // The text of a link can hold a picture, but not another link.
    return `[${text}](${resolved(target, page)})`;
  });
}

/**
 * @param {string} target
 * @param {{file: string, id: string}} page
 */
function resolved(target, page) {
  const [path = "", anchor] = target.split("#");
  const hash = anchor === undefined ? "" : `#${anchor}`;
  if (path.startsWith("/")) return route(page.id, path.replace(/^\/|\/$/g, "")) + hash;
  const file = linked(page.file, decodeURI(path));
  const id = idOf(file) ?? idOf(`${file}/README.md`);
  if (id !== undefined && existsSync(`${ROOT}${file}`)) return route(page.id, id) + hash;
  return `${address("repository")}/blob/main/${file}${hash}`;
}

/**
 * Returns the relative address of a page, seen from another.
 * @param {string} from
 * @param {string} to
 */
function route(from, to) {
  const path = relative(folder(from), folder(to));
  return path === "" ? "./" : `${path}/`;
}

/** @param {string} id */
function folder(id) {
  return id === "index" ? "/" : `/${id}`;
}

/** @param {string} markdown */
function plain(markdown) {
  return markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[`*]|\\(?=[[\]|])/g, "")
    .trim();
}
