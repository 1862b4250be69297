// The packed package, bundled and opened in Chromium, and in Deno.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";

import resolve from "@rollup/plugin-node-resolve";
import { importMetaAssets } from "@web/rollup-plugin-import-meta-assets";
import * as esbuild from "esbuild";
import { rollup } from "rollup";
import * as vite from "vite";
import webpack from "webpack";

import { launch, serve } from "../tests/browser.js";

const FOLDER = fileURLToPath(new URL(".", import.meta.url));
const PACKAGE = fileURLToPath(new URL("..", import.meta.url));
const OUTPUT = fileURLToPath(new URL("../../../target/bundlers", import.meta.url));
const FOUND = { rules: ["enum"], records: 1, invalid: 1 };

describe("the packed package", () => {
    let browser, server;
    before(async () => {
        rmSync(OUTPUT, { recursive: true, force: true });
        const installed = `${FOLDER}node_modules/aicc`;
        rmSync(installed, { recursive: true, force: true });
        for (const folder of [installed, OUTPUT]) mkdirSync(folder, { recursive: true });
        const run = (program, ...options) => execFileSync(program, options, { cwd: PACKAGE, encoding: "utf8" });
        const file = run("npm", "pack", "--silent", "--ignore-scripts", "--pack-destination", OUTPUT).trim();
        run("tar", "--extract", "--gzip", "--file", `${OUTPUT}/${file}`, "--directory", installed, "--strip-components", "1");
        [browser, server] = await Promise.all([launch(), serve()]);
    });
    after(() => Promise.all([browser?.close(), server?.stop()]));

    /** Opens a page, and returns what its program found. */
    async function found(address) {
        const page = await browser.newPage();
        await page.goto(address);
        await page.waitForFunction(() => "checked" in globalThis);
        return page.evaluate(() => globalThis.checked);
    }

    /** Returns the address of a page of a bundler. */
    function built(bundler, page) {
        if (bundler !== "vite") copyFileSync(`${FOLDER}${page}.html`, `${OUTPUT}/${bundler}/${page}.html`);
        return `${server.address}target/bundlers/${bundler}/${page}.html`;
    }

    it("is bundled by Vite, on a page and in a worker", async () => {
        const input = ["page", "page-worker"].map((page) => `${FOLDER}${page}.html`);
        await vite.build({ root: FOLDER, base: "./", logLevel: "error", build: { outDir: `${OUTPUT}/vite`, rolldownOptions: { input } } });
        assert.deepEqual(await found(built("vite", "page")), FOUND);
        assert.deepEqual(await found(built("vite", "page-worker")), FOUND);
    });

    it("works in the development server of Vite", async () => {
        const development = await vite.createServer({ root: FOLDER, logLevel: "error", cacheDir: `${OUTPUT}/cache`, server: { port: 0 } });
        try {
            await development.listen();
            assert.deepEqual(await found(`${development.resolvedUrls.local[0]}page.html`), FOUND);
        } finally {
            await development.close();
        }
    });

    it("is bundled by webpack, on a page and in a worker", async () => {
        const entry = { page: "./page.js", "page-worker": "./page-worker.js" };
        const compiler = webpack({ mode: "production", context: FOLDER, entry, output: { path: `${OUTPUT}/webpack` }, performance: false });
        const { errors, warnings } = await new Promise((resolve, reject) =>
            compiler.run((error, result) => (error ? reject(error) : resolve(result.compilation))),
        );
        assert.deepEqual([...errors, ...warnings].map(String), []);
        assert.deepEqual(await found(built("webpack", "page")), FOUND);
        assert.deepEqual(await found(built("webpack", "page-worker")), FOUND);
    });

    it("is bundled by Rollup with a plugin for assets", async () => {
        const problems = [];
        const onwarn = ({ message }) => problems.push(message);
        const bundle = await rollup({ input: `${FOLDER}page.js`, plugins: [resolve(), importMetaAssets()], onwarn });
        await bundle.write({ dir: `${OUTPUT}/rollup` });
        assert.deepEqual(problems, []);
        assert.deepEqual(await found(built("rollup", "page")), FOUND);
    });

    it("is bundled by esbuild with a loader for the modules", async () => {
        const entryPoints = { page: `${FOLDER}page-esbuild.js` };
        await esbuild.build({ entryPoints, bundle: true, format: "esm", loader: { ".wasm": "file" }, outdir: `${OUTPUT}/esbuild` });
        assert.deepEqual(await found(built("esbuild", "page")), FOUND);
    });

    it("works beside a bundle with both modules in its folder", async () => {
        await esbuild.build({ entryPoints: [`${FOLDER}page.js`], bundle: true, format: "esm", outdir: `${OUTPUT}/copied` });
        for (const file of ["aicc.wasm", "batch/aicc-batch.wasm"]) {
            copyFileSync(`${FOLDER}node_modules/aicc/dist/${file}`, `${OUTPUT}/copied/${file.split("/").at(-1)}`);
        }
        assert.deepEqual(await found(built("copied", "page")), FOUND);
    });

    it("runs in Deno, which may read the package only", () => {
        const options = ["run", "--no-prompt", "--quiet", "--allow-read=node_modules/aicc", "deno.js"];
        const env = { ...process.env, DENO_DIR: `${OUTPUT}/deno`, DENO_NO_UPDATE_CHECK: "1" };
        const printed = execFileSync(`${FOLDER}node_modules/.bin/deno`, options, { cwd: FOLDER, encoding: "utf8", env });
        assert.deepEqual(JSON.parse(printed), FOUND);
    });
});
