// Gives the Markdown files of the repository to Starlight.

import { existsSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

import { ROOT, english, files, idOf } from "./files.mjs";
import { description, split, withAnchors, withLinks } from "./markdown.mjs";
import { firstScreen, start } from "./start.mjs";

/** @returns {import("astro/loaders").Loader} */
export function repository() {
  return {
    name: "repository",
    async load(context) {
      context.store.clear();
      for (const file of files()) await load(file, context);
    },
  };
}

/**
 * @param {string} file
 * @param {import("astro/loaders").LoaderContext} context
 */
async function load(file, context) {
  const id = idOf(file);
  if (id === undefined) return;
  const { title, body } = split(readFileSync(`${ROOT}${file}`, "utf8"));
  const original = english(file);
  const anchored =
    original && existsSync(`${ROOT}${original}`)
      ? withAnchors(body, split(readFileSync(`${ROOT}${original}`, "utf8")).body)
      : body;
  const screen = firstScreen(id, file);
  const text = screen + withLinks(screen ? anchored.slice(anchored.search(/^(<a id|## )/m)) : anchored, { file, id });
  const fileURL = pathToFileURL(`${ROOT}${file}`);
  const { html, ...rest } = await context.renderMarkdown(text, { fileURL });
  // A wide table scrolls in its own box, also with the keyboard.
  const rendered = { ...rest, html: html.replaceAll("<table>", '<table tabindex="0">') };
  const filePath = `../${file}`;
  const data = await context.parseData({
    id,
    data: { title, description: description(body), editUrl: false, ...start(id) },
    filePath,
  });
  const imports = rendered.metadata?.imagePaths;
  context.store.set({ id, data, body: text, filePath, rendered, ...(imports && { assetImports: imports }) });
}
