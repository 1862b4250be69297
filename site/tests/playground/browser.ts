/** Opens the built site in Chromium, and watches what must not happen. */
import { createServer, type Server } from "node:http";
import { existsSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const DIST = join(ROOT, "site/dist");

const TYPES: Record<string, string> = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".css": "text/css",
    ".wasm": "application/wasm",
    ".svg": "image/svg+xml",
};

/** The built site on a port of this machine. */
export class Site {
    readonly server: Server;
    readonly browser: Browser;
    readonly address: string;
    /** The paths that the server was asked for. */
    readonly asked: string[];

    private constructor(server: Server, browser: Browser, address: string, asked: string[]) {
        this.server = server;
        this.browser = browser;
        this.address = address;
        this.asked = asked;
    }

    static async start(): Promise<Site> {
        const asked: string[] = [];
        const server = createServer((request, response) => {
            asked.push(request.url ?? "/");
            const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
            const file = join(DIST, path.endsWith("/") ? `${path}index.html` : path);
            if (!file.startsWith(DIST) || !existsSync(file) || !statSync(file).isFile()) {
                const page = path.endsWith("/") ? readFileSync(join(DIST, "404.html")) : "";
                response.writeHead(404, { "content-type": TYPES[".html"] }).end(page);
                return;
            }
            const type = TYPES[extname(file)] ?? "application/octet-stream";
            response.writeHead(200, { "content-type": type, "content-encoding": "br" }).end(compressed(file));
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        const address = server.address();
        const port = typeof address === "object" && address ? address.port : 0;
        const browser = await chromium.launch({
            executablePath: "/usr/bin/chromium",
            args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
        });
        return new Site(server, browser, `http://127.0.0.1:${port}`, asked);
    }

    async stop(): Promise<void> {
        await this.browser.close();
        this.server.close();
    }

    /** Opens a page of the playground, and waits until it needs nothing more. */
    async open(path = "/playground/", options: BrowserContextOptions = {}): Promise<Opened> {
        const context = await this.browser.newContext(options);
        const page = await context.newPage();
        const opened = new Opened(page);
        await page.goto(this.address + path);
        await page.waitForSelector("body[data-ready]", { timeout: 30_000 });
        opened.requests.length = 0;
        return opened;
    }
}

const compressedFiles = new Map<string, Buffer>();

/** Returns a file as servers of static files send it: brotli, in the quality that costs little time. */
export function compressed(file: string): Buffer {
    const known = compressedFiles.get(file);
    if (known) return known;
    const bytes = brotliCompressSync(readFileSync(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
    compressedFiles.set(file, bytes);
    return bytes;
}

/** A page that is open, with what it requested after its load, and the errors of its console. */
export class Opened {
    readonly requests: string[] = [];
    readonly errors: string[] = [];

    readonly page: Page;

    constructor(page: Page) {
        this.page = page;
        page.context().on("request", (request) => {
            if (!/^(blob|data):/.test(request.url())) this.requests.push(request.url());
        });
        page.on("console", (message) => {
            if (["error", "warning"].includes(message.type())) this.errors.push(message.text());
        });
        page.on("pageerror", (error) => this.errors.push(String(error)));
    }

    async close(): Promise<void> {
        await this.page.context().close();
    }

    /** Replaces the text of the editor as a person does. */
    async type(text: string): Promise<void> {
        await this.page.locator(".cm-content").focus();
        await this.page.keyboard.press("Control+a");
        await this.page.keyboard.insertText(text);
    }

    /** Returns the message of the editor, as soon as the editor has drawn all of it. */
    async message(): Promise<Record<string, unknown>> {
        const message = await this.page.waitForFunction(() => {
            const lines = [...document.querySelectorAll(".cm-line")].map((line) => line.textContent);
            try {
                return JSON.parse(lines.join("\n"));
            } catch {
                return undefined;
            }
        });
        return message.jsonValue();
    }

    /** Returns the verdict: `valid` or `invalid`. */
    verdict(): Promise<string | null> {
        return this.page.locator("[data-verdict]").getAttribute("data-verdict");
    }

    /** Returns the rules of the findings, in their order. */
    rules(): Promise<string[]> {
        return this.page.locator(".findings li a").allTextContents();
    }
}
