/** Files: chosen and dropped, read in a worker, with downloads. */
import assert from "node:assert/strict";
import { createWriteStream, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type Opened, ROOT, Site } from "./browser.ts";

let site: Site;
before(async () => void (site = await Site.start()));
after(() => site.stop());

const FOLDER = mkdtempSync(join(tmpdir(), "aicc-files-"));
const AGENTS = readFileSync(join(ROOT, "examples/new-agents.csv"), "utf8");

async function openFiles(): Promise<Opened> {
    const opened = await site.open();
    await opened.page.getByRole("tab", { name: "File" }).click();
    return opened;
}

async function choose(opened: Opened, file: string): Promise<string> {
    await opened.page.locator("input[type=file]").setInputFiles(file);
    return result(opened);
}

async function result(opened: Opened): Promise<string> {
    await opened.page.locator("[data-activity=idle], [data-activity=failed]").waitFor({ state: "attached", timeout: 200_000 });
    const shown = opened.page.locator("[data-result], .file [role=alert]");
    await shown.waitFor();
    return (await shown.textContent()) ?? "";
}

/** Drops a file on the page as a person does. */
async function drop(opened: Opened, name: string, bytes: Buffer): Promise<string> {
    const transfer = await opened.page.evaluateHandle(
        ([base64, file]) => {
            const data = new DataTransfer();
            const content = Uint8Array.from(atob(base64 ?? ""), (character) => character.charCodeAt(0));
            data.items.add(new File([content], file ?? ""));
            return data;
        },
        [bytes.toString("base64"), name],
    );
    await opened.page.dispatchEvent(".drop", "drop", { dataTransfer: transfer });
    return result(opened);
}

test("a dropped CSV in GBK is read as its author means it", async () => {
    const opened = await openFiles();
    const shown = await drop(opened, "hr-agents.csv", readFileSync(join(ROOT, "examples/hr-agents.csv")));
    assert.equal(shown, "hr-agents.csv: 8 records, 4 valid, 4 invalid.");
    const notes = await opened.page.locator(".notes li").allTextContents();
    assert.equal(notes.some((note) => /gb/i.test(note)), true, notes.join("\n"));
    const counts = await opened.page.locator(".counts li").allTextContents();
    assert.equal(counts.includes("minLength 2"), true, counts.join(", "));
    assert.deepEqual(opened.errors, []);
    assert.deepEqual(opened.requests, []);
    await opened.close();
});

test("a workbook, JSON, JSON Lines and CSV have the same findings as the command shows", async () => {
    const opened = await openFiles();
    assert.equal(
        await choose(opened, join(ROOT, "tests/workbooks/files/openpyxl.xlsx")),
        "openpyxl.xlsx: 7 records, 2 valid, 5 invalid.",
    );
    const valid = JSON.parse(readFileSync(join(ROOT, "examples/agent-account-create.json"), "utf8"));
    const records = [valid, { ...valid, userAccount: "te" }];
    writeFileSync(join(FOLDER, "agents.json"), JSON.stringify(records));
    assert.equal(await choose(opened, join(FOLDER, "agents.json")), "agents.json: 2 records, 1 valid, 1 invalid.");
    writeFileSync(join(FOLDER, "agents.jsonl"), records.map((record) => JSON.stringify(record)).join("\n"));
    assert.equal(await choose(opened, join(FOLDER, "agents.jsonl")), "agents.jsonl: 2 records, 1 valid, 1 invalid.");
    assert.equal(
        await choose(opened, join(ROOT, "examples/new-agents.csv")),
        "new-agents.csv: 36 records, 22 valid, 14 invalid.",
    );
    const first = opened.page.locator(".table tbody tr").first();
    assert.deepEqual((await first.locator("td").allTextContents()).toSpliced(1, 1), ["5", "/userName", "characters"]);
    assert.match((await first.locator("a").getAttribute("href")) ?? "", /^\/rules\//);
    assert.deepEqual(opened.errors, []);
    await opened.close();
});

test("a file that cannot be read says why", async () => {
    const opened = await openFiles();
    const page = await drop(opened, "agents.xlsx", Buffer.from("<html><table><tr><td>userAccount</td></tr></table></html>"));
    assert.match(page, /^The file could not be checked: ./);
    assert.equal(
        await choose(opened, join(ROOT, "examples/new-agents.csv")),
        "new-agents.csv: 36 records, 22 valid, 14 invalid.",
    );
    await opened.close();
});

async function download(opened: Opened, name: RegExp): Promise<{ name: string; bytes: Buffer }> {
    const [saved] = await Promise.all([
        opened.page.waitForEvent("download"),
        opened.page.getByRole("button", { name }).click(),
    ]);
    return { name: saved.suggestedFilename(), bytes: readFileSync(await saved.path()) };
}

test("the file comes back with its findings and with repairs, and a template is empty", async () => {
    const opened = await openFiles();
    await choose(opened, join(ROOT, "examples/new-agents.csv"));
    const annotated = await download(opened, /with the findings/);
    assert.match(annotated.name, /\.csv$/);
    assert.match(annotated.bytes.toString("utf8"), /characters that are not allowed/);
    await choose(opened, join(ROOT, "tests/workbooks/files/openpyxl.xlsx"));
    const workbook = await download(opened, /with the findings/);
    assert.match(workbook.name, /\.xlsx$/);
    assert.equal(workbook.bytes.subarray(0, 2).toString(), "PK");
    const fixed = await download(opened, /with repairs/);
    assert.equal(fixed.bytes.subarray(0, 2).toString(), "PK");
    const template = await download(opened, /template.*xlsx/i);
    writeFileSync(join(FOLDER, "template.xlsx"), template.bytes);
    assert.match(await choose(opened, join(FOLDER, "template.xlsx")), /0 records/);
    assert.deepEqual(opened.errors, []);
    assert.deepEqual(opened.requests, []);
    await opened.close();
});

test("a million rows do not freeze the page", async () => {
    const file = join(FOLDER, "million.csv");
    const records = await writeMillion(file);
    const opened = await openFiles();
    await opened.page.evaluate(() => {
        const tasks: number[] = [];
        Object.assign(window, { tasks });
        new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({
            type: "longtask",
        });
    });
    const start = Date.now();
    await opened.page.locator("input[type=file]").setInputFiles(file);
    // While the worker reads, the page is as quick as before.
    await opened.page.getByRole("tab", { name: "Message" }).click();
    await opened.type('{"userAccount": "te"}');
    assert.equal((await opened.rules())[0], "minLength");
    await opened.page.getByRole("tab", { name: "File" }).click();
    assert.equal(await opened.page.locator("[data-activity]").getAttribute("data-activity"), "checking");
    const shown = await result(opened);
    const tasks = await opened.page.evaluate(() => (window as unknown as { tasks: number[] }).tasks);
    console.log(`a million rows: ${Date.now() - start} ms, longest task of the page ${Math.max(0, ...tasks)} ms`);
    assert.match(shown, new RegExp(`: ${records.toLocaleString("en")} records, `));
    assert.equal(await opened.page.locator(".table tbody tr").count(), 200);
    assert.deepEqual(opened.errors, []);
    await opened.close();
});

/** Writes the rows of the example again and again, and returns their number. */
async function writeMillion(file: string): Promise<number> {
    const [heading = "", ...rows] = AGENTS.trimEnd().split("\n");
    const block = `${rows.join("\n")}\n`;
    const times = Math.ceil(1_000_000 / rows.length);
    const stream = createWriteStream(file);
    stream.write(`${heading}\n`);
    for (let time = 0; time < times; time += 1) {
        if (!stream.write(block)) await new Promise<void>((resolve) => stream.once("drain", () => resolve()));
    }
    await new Promise<void>((resolve) => stream.end(resolve));
    return times * rows.length;
}

test("the findings of a file change with the language and the interface", async () => {
    const opened = await openFiles();
    await choose(opened, join(ROOT, "examples/new-agents.csv"));
    const sentence = opened.page.locator(".table tbody tr").first().locator(".sentence");
    assert.match((await sentence.textContent()) ?? "", /contains characters that are not allowed/);
    await opened.page.getByRole("button", { name: "中文" }).click();
    await result(opened);
    assert.match((await sentence.textContent()) ?? "", /包含不允许的字符/);
    await opened.page.locator(".toolbar select").first().selectOption("loginex");
    await opened.page.locator("[data-result], [role=alert]", { hasText: /new-agents|无法校验/ }).first().waitFor();
    assert.deepEqual(opened.errors, []);
    await opened.close();
});
