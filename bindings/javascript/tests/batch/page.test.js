// The programs on the page about spreadsheets run as they are written.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { after, describe, it } from "node:test";
import { fileURLToPath } from "node:url";

import { pathOf } from "./files.js";

const page = readFileSync(pathOf("docs/how-to/spreadsheets-in-javascript.md"), "utf8");
const programs = [...page.matchAll(/^```js\n([^]*?)^```$/gm)].map(([, program]) => program);
const file = fileURLToPath(new URL("program.tmp.mjs", import.meta.url));

function printed(program) {
    writeFileSync(file, program);
    return execFileSync(process.execPath, [file], { cwd: fileURLToPath(pathOf(".")), encoding: "utf8" });
}

describe("the page about spreadsheets", () => {
    after(() => rmSync(file, { force: true }));

    it("finds the broken rows", () => {
        const lines = printed(programs[0]);
        assert.match(lines, /^row \d+: \/\w+ .+ must /m);
        assert.match(lines, /^\d+ of \d+ records are invalid$/m);
    });

    it("gives people their own file back", () => {
        assert.match(printed(programs[1]), /^\d+ true\n[^]*true\ntrue\n$/);
    });

    it("has a worker, which posts what it finds", () => {
        const posted = printed(`
            const posted = [];
            globalThis.postMessage = (message) => posted.push(...Object.keys(message));
            globalThis.addEventListener = (_, listen) => (globalThis.listen = listen);
            ${programs[2]}
            await listen({ data: new File(["userAccount,userName\\na,b\\n"], "a.csv") });
            console.log(posted.join());
        `);
        assert.match(posted, /records/);
        assert.match(posted, /report$/m);
    });
});
