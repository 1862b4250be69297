// Debian's Chromium, and a server for the files of the repository.

import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

import { REPOSITORY } from "./material.js";

const TYPES = { ".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".json": "application/json", ".wasm": "application/wasm" };

/** Starts a server for the files of the repository. Returns its address, and a function that stops it. */
export async function serve(headers = {}) {
    const server = createServer((request, response) => {
        const file = new URL(`.${new URL(request.url, "http://localhost").pathname}`, REPOSITORY);
        const isFile = file.href.startsWith(REPOSITORY.href) && statSync(file, { throwIfNoEntry: false })?.isFile();
        response.writeHead(isFile ? 200 : 404, { ...headers, "Content-Type": TYPES[extname(file.pathname)] ?? "text/plain" });
        if (isFile) createReadStream(fileURLToPath(file)).pipe(response);
        else response.end();
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    return { address: `http://127.0.0.1:${server.address().port}/`, stop: () => new Promise((resolve) => server.close(resolve)) };
}

/** Starts Chromium. The system has installed it: nothing is downloaded. */
export function launch() {
    return chromium.launch({
        executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
        args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });
}
