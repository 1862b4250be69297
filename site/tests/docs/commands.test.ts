// The pages of the commands show exactly what `aicc COMMAND --help` shows.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

import { type Page, pages } from "./pages.ts";

const AICC = fileURLToPath(new URL("../../../target/debug/aicc", import.meta.url));
const all = pages();
const commands = [...all.keys()].flatMap((address) => address.match(/^\/commands\/(.+)\/$/)?.[1] ?? []);

/** Returns the help of a command, in lines that are not wrapped. */
function help(command: string, language: string): string {
  const line = [command, "--help", "--language", language].filter((part) => part !== "");
  return execFileSync(AICC, line, { encoding: "utf8", env: { ...process.env, COLUMNS: "4000" } });
}

/** Returns what a reader sees of a page below its title, without blanks and with straight quotes. */
function shown(page: Page): string {
  const text = page.html.slice(page.html.indexOf("</h1>")).replace(/<[^>]*>/g, " ");
  const characters: Record<string, string> = { lt: "<", gt: ">", quot: '"', amp: "&", "#39": "'" };
  const plain = text.replace(/&(\w+|#39);/g, (whole, name) => characters[name] ?? whole);
  return plain.replaceAll("’", "'").replace(/\s/g, "");
}

/** Returns the names in the headings of a page that are code: options, arguments and variables. */
function named(page: Page): string[] {
  const headings = [...page.html.matchAll(/<h3[^>]*><code[^>]*>(.*?)<\/code><\/h3>/g)];
  return headings.map(([, name = ""]) => name.replaceAll("&lt;", "<").replaceAll("&gt;", ">"));
}

test("each command of the help has a page", () => {
  const listed = help("", "en").split(/^Commands:$|\n\n/m).flatMap((part) => part.match(/^ {2}[a-z]+(?= )/gm) ?? []);
  assert.deepEqual(listed.map((name) => name.trim()).sort(), [...commands].sort());
});

for (const [language, prefix, end] of [["en", "", "\nExamples:"], ["zh", "/zh-cn", "\n示例："]] as const) {
  for (const command of ["", ...commands]) {
    test(`the page of aicc ${command} in ${language} shows what the help shows`, () => {
      const page = all.get(`${prefix}/commands/${command}${command && "/"}`);
      assert.ok(page);
      const [options = ""] = help(command, language).split(end);
      const rows = [...options.matchAll(/^ {2,6}(\S.*?) {2,}(.*)$/gm)].map(([, name = "", text = ""]) => ({ name, text }));
      const names = rows.map(({ name }) => name).filter((name) => command || !commands.includes(name));
      assert.ok(names.length > 1, options);
      assert.deepEqual(named(page), names);
      const text = shown(page);
      for (const row of rows) {
        // The values and the default are below the text of the page.
        const words = row.text.replace(/[[［].*$/, "").replace(/\s/g, "");
        assert.ok(text.includes(words), `${row.name}: ${words}`);
        const facts = [...row.text.matchAll(/[[［](?:[^\]］]*[:：] ?)?([^\]］]*)[\]］]/g)].map(([, fact = ""]) => fact);
        for (const fact of facts.flatMap((fact) => fact.split(", "))) {
          assert.ok(page.html.includes(`<code dir="auto">${fact}</code>`), `${row.name}: ${fact}`);
        }
      }
    });
  }
}
