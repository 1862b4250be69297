// The built site, as its files say.

import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const SITE = fileURLToPath(new URL("../../dist/", import.meta.url));

export interface Page {
  /** The address: `/how-to/install/`. */
  readonly address: string;
  readonly html: string;
  /** The addresses of its links, resolved. */
  readonly links: readonly URL[];
  /** The anchors that a link can name. */
  readonly anchors: ReadonlySet<string>;
}

export const ORIGIN = "https://aicc.dev";

/** Returns every page that a reader can open: not the page for a wrong address, which has one for each language. */
export function pages(): Map<string, Page> {
  const files = globSync("**/*.html", { cwd: SITE }).filter((file) => !file.endsWith("404.html"));
  return new Map(files.map((file) => page(file)).map((page) => [page.address, page]));
}

function page(file: string): Page {
  const html = readFileSync(`${SITE}${file}`, "utf8");
  const address = `/${file.replace(/index\.html$/, "")}`;
  const links = [...html.matchAll(/<a\s[^>]*?href="([^"]*)"/g)].map(([, href = ""]) => {
    return new URL(href.replaceAll("&amp;", "&"), ORIGIN + address);
  });
  const anchors = new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = ""]) => id));
  return { address, html, links, anchors };
}

/** Returns the addresses of the files that a page loads, resolved. */
export function loaded(page: Page): URL[] {
  const loads = /<(?:script|img|iframe|source|video|audio)\s[^>]*?\ssrc="([^"]*)"|<link\s(?![^>]*rel="(?:canonical|alternate)")[^>]*?href="([^"]*)"/g;
  return [...page.html.matchAll(loads)].map(([, src, href]) => new URL(src ?? href ?? "", ORIGIN + page.address));
}
