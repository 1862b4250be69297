/** Secrets: never in a link, never in code. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type Opened, ROOT, Site } from "./browser.ts";

let site: Site;
before(async () => void (site = await Site.start()));
after(() => site.stop());

const PASSWORD = "Qz7!Qz7!";

async function link(opened: Opened): Promise<string> {
    const button = opened.page.getByRole("button", { name: "Share" });
    if ((await button.getAttribute("aria-expanded")) === "false") await button.click();
    return opened.page.getByLabel("Link to this message").inputValue();
}

const MESSAGES = [
    `{"userAccount": "wang.wei", "password": "${PASSWORD}"}`,
    `{"password": "${PASSWORD}", "userAccount": "wang.wei"}`,
    `{"password": "x", "userAccount": "wang.wei", "password": "${PASSWORD}"}`,
    `{"pass\\u0077ord": "${PASSWORD}", "userAccount": "wang.wei"}`,
    `{"PassWord": "${PASSWORD}", "userAccount": "wang.wei"}`,
    `{"requestParam": {"userAccount": "wang.wei", "password": "${PASSWORD}"}}`,
    `{"userAccount": "wang.wei", "password": {"value": ["${PASSWORD}"]}}`,
    `{"userAccount": "wang.wei", "more": [{"password": "${PASSWORD}"}]}`,
    `{"password": "${PASSWORD}"}`,
    `{"userAccount": "wang.wei", "password": "${PASSWORD}"`,
    `password: ${PASSWORD}`,
    `{"userAccount": "wang.wei", "password": "${[...PASSWORD].map((letter) => `\\u00${letter.charCodeAt(0).toString(16)}`).join("")}"}`,
];

test("no link holds a secret, and a link opens what it holds", async () => {
    const opened = await site.open();
    for (const message of MESSAGES) {
        await opened.type(message);
        const address = await link(opened);
        const decoded = decodeURIComponent(new URL(address).hash.slice(1));
        assert.equal(decoded.includes(PASSWORD), false, message);
        assert.equal(/Qz7|\\u0051/i.test(decoded), false, message);
        const shared = JSON.parse(decoded);
        if (shared.message !== undefined) JSON.parse(shared.message);
        assert.equal(shared.interface, "agentAccount/create");
    }
    await opened.type(MESSAGES[0] ?? "");
    const address = await link(opened);
    await opened.close();
    const second = await site.open(address.replace(site.address, ""));
    const text = await second.page.locator(".cm-content").textContent();
    assert.equal(text, '{"userAccount": "wang.wei"}');
    assert.equal((await second.rules()).includes("required"), true);
    await second.close();
});

test("a link of somebody else cannot break the page", async () => {
    for (const fragment of ["#x", "#%", "#{}", `#${encodeURIComponent('{"interface":"nothing"}')}`]) {
        const opened = await site.open(`/playground/${fragment}`);
        assert.equal(await opened.verdict(), "valid", fragment);
        assert.deepEqual(opened.errors, []);
        await opened.close();
    }
});

const LANGUAGES = ["curl", "Python", "Kotlin", "Swift", "TypeScript"];

/** The files with this code that the tests of the packages for apps compile. */
const COMPILED: Record<string, (code: string) => string> = {
    Kotlin: (code) => `bindings/kotlin/src/test/kotlin/playground/${messageOf(code)}.kt`,
    Swift: (code) => `bindings/swift/Tests/AICCTests/Playground/${messageOf(code)}.swift`,
};

function messageOf(code: string): string {
    return /Outcome<(\w+)Reply>/.exec(code)?.[1] ?? "";
}

test("code has masks in place of secrets, and is code", async () => {
    const folder = mkdtempSync(join(tmpdir(), "aicc-code-"));
    const opened = await site.open();
    const { page } = opened;
    const interfaces = await page.getByLabel("Interface").locator("option").allTextContents();
    const files: Record<string, string[]> = { Python: [], TypeScript: [] };
    for (const name of interfaces) {
        await page.getByLabel("Interface").selectOption(name);
        const { password } = (await opened.message()) as { password?: string };
        for (const language of LANGUAGES) {
            await page.getByRole("tab", { name: language }).click();
            const code = (await page.locator(".code pre").textContent()) ?? "";
            assert.equal(password !== undefined && code.includes(password), false, `${name} ${language}`);
            assert.equal(password === undefined || code.includes("***"), true, `${name} ${language}`);
            const tested = COMPILED[language];
            if (tested) assert.ok(readFileSync(join(ROOT, tested(code)), "utf8").endsWith(`\n${code}`), tested(code));
            if (language in files) {
                const file = join(folder, `${files[language]?.length}${language === "Python" ? ".py" : ".ts"}`);
                writeFileSync(file, language === "Python" ? code : `${code}export {};\n`);
                files[language]?.push(file);
            }
        }
    }
    await opened.close();
    assert.equal(files.Python?.length, interfaces.length);
    execFileSync("python3", ["-m", "py_compile", ...(files.Python ?? [])], { stdio: "pipe" });
    checkTypes(folder, files.TypeScript ?? []);
});

/** Compiles TypeScript strictly, against the types of the package. */
function checkTypes(folder: string, files: string[]): void {
    const config = {
        compilerOptions: {
            strict: true,
            noEmit: true,
            module: "nodenext",
            target: "es2023",
            lib: ["es2023", "dom", "dom.iterable"],
            types: [],
            paths: { aicc: [join(ROOT, "bindings/javascript/dist/index.d.ts")] },
        },
        files,
    };
    writeFileSync(join(folder, "package.json"), '{"type": "module"}');
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    execFileSync(join(ROOT, "site/node_modules/.bin/tsc"), ["-p", folder], { stdio: "inherit" });
}
