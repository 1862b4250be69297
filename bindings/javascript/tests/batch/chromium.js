// A page in Chromium with the package, served from memory of the test.

import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname } from "node:path";

import { chromium } from "playwright-core";

/** The program; Debian's, unless the environment names another one. */
export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Why the tests in Chromium do not run; `false` if they do. */
export const SKIP = existsSync(CHROMIUM) ? false : `there is no ${CHROMIUM}`;

const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm", ".html": "text/html" };
const PACKAGE = new URL("../../", import.meta.url);

const IMPORTS = JSON.stringify({ imports: { aicc: "/dist/index.js", "aicc/batch": "/dist/batch/index.js" } });

/**
 * Opens a page that can import the package.
 *
 * @param files The text of further files, by path.
 */
export async function openPage(files = {}) {
    const served = { "/": `<!doctype html><title>aicc</title><script type="importmap">${IMPORTS}</script>`, ...files };
    const server = createServer((request, response) => {
        const path = new URL(request.url, "http://localhost").pathname;
        response.setHeader("Content-Type", TYPES[extname(path)] ?? "text/html");
        if (path in served) return response.end(served[path]);
        try {
            response.end(readFileSync(new URL(`.${path}`, PACKAGE)));
        } catch {
            response.writeHead(404).end();
        }
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    const browser = await chromium.launch({
        executablePath: CHROMIUM,
        args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
    });
    const page = await browser.newPage();
    const errors = [];
    page.on("pageerror", (error) => errors.push(error));
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    const close = async () => {
        await browser.close();
        await new Promise((resolve) => server.close(resolve));
    };
    return { page, errors, close };
}
