// Turns a Markdown file of the repository into a page: its title, and links that work on the site.

import { existsSync } from "node:fs";
import { dirname, relative } from "node:path/posix";

import GithubSlugger from "github-slugger";

import { address } from "./address.mjs";
import { CHINESE, ROOT, addressed, idOf, isChinese, linked } from "./files.mjs";

const HEADING = /^#{2,6} (.+)$/;
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
 * @param {{file: string, id: string, within?: string}} page `within`: the file that the text is put into, if it is not its own
 */
export function withLinks(body, page) {
  return body.replace(CODE_OR_LINK, (/** @type {any[]} */ ...found) => {
    const { picture, text, target } = found.at(-1);
    if (target === undefined || (/^([a-z]+:|#)/.test(target) && addressed(target) === undefined)) return found[0];
    if (picture) return `![${text}](${relative(dirname(page.within ?? page.file), linked(page.file, target))})`;
    // The text of a link can hold a picture, but not another link.
    return `[${text}](${resolved(target, page)})`;
  });
}

/**
 * Returns the text of a Chinese page with the anchors of the English one, so that a link works in both languages. Their headings are
 * in the same order.
 * @param {string} chinese
 * @param {string} english
 */
export function withAnchors(chinese, english) {
  const slugger = new GithubSlugger();
  const anchors = lines(english).filter(([, heading]) => heading).map(([, heading]) => slugger.slug(plain(heading ?? "")));
  return lines(chinese)
    .map(([line, heading]) => (heading ? `<a id="${anchors.shift()}"></a>\n\n${line}` : line))
    .join("\n");
}

/**
 * Returns each line, and the heading that it is.
 * @param {string} body
 * @returns {[string, string | undefined][]}
 */
function lines(body) {
  let isCode = false;
  return body.split("\n").map((line) => {
    if (line.startsWith("```")) isCode = !isCode;
    return [line, isCode ? undefined : line.match(HEADING)?.[1]];
  });
}

/**
 * @param {string} target
 * @param {{file: string, id: string}} page
 */
function resolved(target, page) {
  const [path = "", anchor] = (addressed(target) ?? target).split("#");
  const hash = anchor === undefined ? "" : `#${anchor}`;
  const id = path.startsWith("/") ? path.replace(/^\/|\/$/g, "") : idIn(path, page.file);
  // The start page shows only the beginning of the README.
  if (id !== undefined && !(anchor && /README[^/]*$/.test(path))) return route(page.id, id) + hash;
  return `${address("repository")}/blob/main/${linked(page.file, decodeURI(path))}${hash}`;
}

/**
 * Returns the id of the page that a link of a file leads to, if the site has it.
 * @param {string} path
 * @param {string} file
 */
function idIn(path, file) {
  const target = linked(file, decodeURI(path));
  return existsSync(`${ROOT}${target}`) ? (idOf(target) ?? idOf(`${target}/README.md`)) : undefined;
}

/**
 * Returns the relative address of a page, seen from another. A Chinese page links Chinese pages: where a translation is missing,
 * the site shows the English text at the Chinese address.
 * @param {string} from
 * @param {string} to
 */
function route(from, to) {
  const here = isChinese(from) && !isChinese(to) ? (to === "index" ? CHINESE : `${CHINESE}/${to}`) : to;
  const path = relative(folder(from), folder(here));
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
