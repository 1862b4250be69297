// The code blocks of the README: their types, and what they print.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { after, describe, it } from "node:test";

const PACKAGE = new URL("../", import.meta.url);
const FOLDER = new URL("tests/readme/", PACKAGE);
const readme = readFileSync(new URL("README.md", PACKAGE), "utf8");
const blocks = [...readme.matchAll(/```js\n(.*?)```(?:\n\n```text\n(.*?)```)?/gs)];

describe("the README", () => {
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER);
    after(() => rmSync(FOLDER, { recursive: true }));

    blocks.forEach(([, code, output = ""], index) => {
        it(`block ${index + 1} prints what it says`, () => {
            const file = new URL(`${index}.js`, FOLDER);
            writeFileSync(file, code);
            assert.equal(execFileSync(process.execPath, [fileURLToPath(file)], { encoding: "utf8" }), output);
        });
    });

    it("has code of the right types", () => {
        const files = blocks.map((_, index) => fileURLToPath(new URL(`${index}.js`, FOLDER)));
        const options = ["--noEmit", "--checkJs", "--strict", "--noImplicitAny", "false", "--skipLibCheck", "false", "--types", "", "--target", "es2022"];
        tsc([...options, "--lib", "es2022,dom", "--module", "nodenext", ...files]);
    });
});

describe("the package", () => {
    it("is published as publint and attw want it", () => {
        const program = (name, ...options) => execFileSync(program_(name), options, { cwd: fileURLToPath(PACKAGE), encoding: "utf8", stdio: "pipe" });
        const program_ = (name) => fileURLToPath(new URL(`node_modules/.bin/${name}`, PACKAGE));
        program("publint", "--strict");
        // What a bundler makes of a module, and so its type, is a setting of the bundler.
        program("attw", "--pack", ".", "--profile", "esm-only", "--exclude-entrypoints", "./aicc.wasm", "./aicc-batch.wasm");
    });

    for (const [module, resolution] of [["nodenext", "nodenext"], ["esnext", "bundler"]]) {
        it(`has the right types for a project with moduleResolution ${resolution}`, () => {
            tsc([
                "--noEmit", "--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--skipLibCheck", "false", "--types", "",
                "--target", "es2022", "--lib", "es2022,dom", "--module", module, "--moduleResolution", resolution,
                fileURLToPath(new URL("tests/consumer.ts", PACKAGE)),
            ]);
        });
    }
});

function tsc(options) {
    const program = fileURLToPath(new URL("node_modules/.bin/tsc", PACKAGE));
    try {
        execFileSync(program, ["--ignoreConfig", ...options], { cwd: fileURLToPath(PACKAGE), encoding: "utf8", stdio: "pipe" });
    } catch (error) {
        assert.fail(error.stdout);
    }
}
