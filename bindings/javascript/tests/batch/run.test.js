// What a run offers: its report, progress, limits, abortion, and clear errors.

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import { agentAccountCreate } from "aicc";
import { checkMany, ColumnError, initBatch, SourceError } from "aicc/batch";

import { agent, filesOf, HEADING, repositoryFile, table, taken } from "./files.js";

const INTERFACE = "agentAccount/create";
const csv = (text, options) => checkMany(INTERFACE, new Blob([text]), { format: "csv", ...options });
const broken = `${HEADING}\n${agent(1, { account: "a" })}\n${agent(2, { account: "b" })}\n`;

describe("a run", () => {
    before(() => initBatch());

    it("gives its report when nobody takes the results", async () => {
        const report = await csv(broken).report;
        assert.deepEqual([report.records, report.invalid, report.interface], [2, 2, INTERFACE]);
        assert.deepEqual(report.byPointer, [{ location: "body", pointer: "/userAccount", count: 2 }]);
    });

    it("takes the object of an interface", async () => {
        assert.equal((await checkMany(agentAccountCreate, new Blob([broken]), { format: "csv" }).report).records, 2);
    });

    it("says how a table was read, in both languages", async () => {
        const run = (language) => checkMany(INTERFACE, repositoryFile("examples/hr-agents.csv"), { language });
        const notes = (report) => report.reading.slice(0, 3).map(({ code, sentence }) => [code, sentence]);
        assert.deepEqual(notes(await run("en").report), [
            ["encoding", "The file is read as GB18030."],
            ["delimiter", "The cells are separated by semicolons."],
            ["headingRow", "Row 2 names the columns. Rows above it that are not read: 1."],
        ]);
        assert.equal(notes(await run("zh").report)[0][1], "文件按 GB18030 编码读取。");
    });

    it("returns findings up to the limit and counts all", async () => {
        const { records, report } = await taken(csv(broken, { limit: 1 }));
        assert.deepEqual([records.length, report.found], [1, 2]);
        assert.equal((await taken(csv(broken, { limit: 0 }))).records.length, 0);
        assert.equal((await taken(csv(broken, { limit: Infinity }))).records.length, 2);
    });

    it("reads the options of tables", async () => {
        const text = `Login;x\n${"agent1"};1\n`;
        const report = await csv(text, { delimiter: ";", columns: { Login: "userAccount" }, ignoreColumns: ["x"], headerRow: 1, advice: false }).report;
        assert.deepEqual(report.reading.map(({ code }) => code), ["delimiter", "renamedColumn", "ignoredColumn"]);
        await assert.rejects(csv(`${HEADING},x\n`, { strictColumns: true }).report, ColumnError);
    });

    it("refuses wrong options with clear errors", async () => {
        assert.throws(() => csv("", { sheet: 1 }), { name: "RangeError", message: "sheet applies to the formats workbook only, not to csv" });
        for (const [options, message] of [
            [{ encoding: "ebcdic" }, "the option encoding must be the name of an encoding, such as gb18030"],
            [{ delimiter: "x" }, /the option delimiter must be the character or the name of one of: comma/],
            [{ headerRow: 0 }, /the option headerRow must be the number of a row/],
            [{ limit: -1 }, /the option limit must be/],
        ]) {
            await assert.rejects(csv(broken, options).report, { name: "RangeError", message });
        }
        await assert.rejects(checkMany("agent/create", new Blob([]), { format: "csv" }).report, {
            name: "RangeError", message: /unknown interface agent\/create: the interfaces are agentAccount\/create/,
        });
    });

    it("throws a SourceError with the report on the records before", async () => {
        const utf16 = new Uint8Array([0xff, 0xfe, 0x7b, 0]);
        const run = (language) => checkMany(INTERFACE, utf16, { format: "jsonl", language });
        await assert.rejects(run("en").report, (error) => error instanceof SourceError && error.message.startsWith("the input is UTF-16") && error.report.records === 0);
        await assert.rejects(run("zh").report, { message: /^输入是 UTF-16 编码/ });
        await assert.rejects(csv("a,b\n1,2\n").report, { name: "SourceError", message: /a row must name the columns/ });
        await assert.rejects(csv("userAcount,b\n1,2\n").report, (error) => error instanceof ColumnError && error.column === "userAcount" && error.known.includes("userAccount"));
    });

    it("reports its progress", async () => {
        const seen = [];
        const source = new Blob([table(20_000)]);
        await checkMany(INTERFACE, source, { format: "csv", progress: (progress) => seen.push(progress) }).report;
        assert.deepEqual(seen.at(-1), { records: 20_000, valid: 19_980, invalid: 20, read: source.size, size: source.size });
    });

    it("ends when it is aborted, also while it waits for its source", async () => {
        const controller = new AbortController();
        const endless = new ReadableStream({ pull: () => new Promise(() => {}) });
        const run = checkMany(INTERFACE, endless, { format: "csv", signal: controller.signal });
        setImmediate(() => controller.abort());
        await assert.rejects(taken(run), { name: "AbortError" });
        await assert.rejects(csv(broken, { signal: AbortSignal.abort() }).report, { name: "AbortError" });
    });

    it("ends when its loop is left, and cancels its source", async () => {
        let isCancelled = false;
        const text = new TextEncoder().encode(table(5000));
        const source = new ReadableStream({ pull: (stream) => stream.enqueue(text), cancel: () => void (isCancelled = true) });
        const run = checkMany(INTERFACE, source, { format: "csv" });
        for await (const record of run) {
            assert.equal(record.record, 1000);
            break;
        }
        assert.ok(isCancelled);
        assert.ok((await run.report).records >= 1000);
        await assert.rejects(taken(run), TypeError);
    });

    it("gives plain objects that a worker can post", async () => {
        for await (const records of csv(broken).chunks()) assert.deepEqual(structuredClone(records), records);
    });

    it("shows no password", async () => {
        const secret = "Xq7pF9";
        const rows = [agent(1, { password: secret }), `a,${secret},x`, agent(3, { password: `${secret}é` }), `"${secret}`];
        const { records, report } = await taken(csv(`${HEADING}\n${rows.join("\n")}`, { places: true }));
        assert.equal(report.invalid, 4);
        const [first, , third] = records;
        assert.ok(!JSON.stringify([first, third, report]).includes(secret));
    });

    it("survives files at which readers have failed", async () => {
        const paths = ["fuzz/regressions/batch", "fuzz/regressions/tables", "fuzz/seeds/batch", "fuzz/seeds/text_table"].flatMap(filesOf);
        assert.ok(paths.length > 12);
        for (const path of paths) {
            for (const format of ["csv", "jsonl", "json", "workbook"]) {
                try {
                    await taken(checkMany(INTERFACE, repositoryFile(path), { format }));
                } catch (error) {
                    assert.ok(error instanceof SourceError, `${path} as ${format}: ${error.stack}`);
                    assert.ok(error.message.length > 10);
                }
                assert.equal((await csv(broken).report).invalid, 2, "later runs work");
            }
        }
    });
});
