// Every kind of source gives the same results, in pieces of any size.

import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { before, describe, it } from "node:test";
import { gzipSync } from "node:zlib";

import { checkMany, initBatch } from "aicc/batch";

import { agent, HEADING, repositoryFile, table, taken } from "./files.js";

const INTERFACE = "agentAccount/create";
const text = table(30_000);
const bytes = new TextEncoder().encode(text);

function pieces(size) {
    const all = [];
    for (let start = 0; start < bytes.length; start += size) all.push(bytes.subarray(start, start + size));
    return all;
}

const sources = {
    "a File": () => new File([bytes], "agents.csv"),
    "a Blob": () => new Blob([text]),
    "a Uint8Array": () => bytes,
    "an ArrayBuffer": () => bytes.buffer,
    "a DataView": () => new DataView(bytes.buffer),
    "a ReadableStream": () => new Blob([text]).stream(),
    "a Response": () => new Response(text),
    "a stream of Node.js": () => Readable.from(pieces(77_777)),
    "small pieces": () => pieces(997),
    "pieces of text": () => text.match(/[^]{1,50000}/g),
    "an async generator": () => (async function* () { yield* pieces(1 << 16); })(),
    "gzip": () => gzipSync(bytes),
};

describe("a source", () => {
    before(() => initBatch());

    for (const [name, source] of Object.entries(sources)) {
        it(`that is ${name}`, async () => {
            const { records, report } = await taken(checkMany(INTERFACE, source(), { format: "csv" }));
            assert.deepEqual([report.records, report.invalid, report.found, report.ok], [30_000, 30, 30, false]);
            assert.deepEqual(report.byRule, { minLength: 30 });
            assert.deepEqual([records.length, records[0].record, records[0].row, records[0].line], [30, 1000, 1001, 1001]);
            assert.equal(records[0].findings[0].sentence, "userAccount must have at least 6 characters; it has 1.");
        });
    }

    it("can be JSON Lines, JSON and a workbook", async () => {
        const lines = ['{"accountCode":"a"}', '{"accountCode":""}', "{"];
        const jsonl = await taken(checkMany("queryAgentInfoByAccount", new File([lines.join("\n")], "a.ndjson")));
        assert.deepEqual(jsonl.records.map(({ record, row, line, offset }) => [record, row, line, offset]), [[2, null, 2, 20], [3, null, 3, 39]]);
        const json = await taken(checkMany("queryAgentInfoByAccount", new File([`[${lines.slice(0, 2)}]`], "a.json")));
        assert.deepEqual([json.report.records, json.report.invalid], [2, 1]);
        const book = await taken(checkMany(INTERFACE, repositoryFile("tests/workbooks/files/openpyxl.xlsx"), { places: true }));
        assert.ok(book.report.records > 0);
        assert.match(book.records[0].findings[0].cell, /^[A-Z]+\d+$/);
    });

    it("has the places of its values if they are asked for", async () => {
        const source = new Blob([`${HEADING}\n${agent(1, { account: "a" })}`]);
        const { records } = await taken(checkMany(INTERFACE, source, { format: "csv", places: true }));
        assert.deepEqual(records[0].findings[0].region, { line: 2, column: 1, endLine: 2, endColumn: 2 });
    });

    it("that fails while it is read throws its own error, and keeps what was checked", async () => {
        const cause = new Error("the disk is gone");
        const run = checkMany(INTERFACE, (async function* () { yield bytes.subarray(0, 1 << 20); throw cause; })(), { format: "csv" });
        await assert.rejects(taken(run), (error) => error === cause);
        await assert.rejects(run.report, (error) => error === cause);
    });

    it("that is not one is a TypeError, and a format that is not known a RangeError", () => {
        for (const source of ["text", null, undefined, 7, {}]) {
            assert.throws(() => checkMany(INTERFACE, source, { format: "csv" }), TypeError);
        }
        assert.throws(() => checkMany(INTERFACE, new File([""], "a.pdf")), { name: "RangeError", message: /the format of a.pdf is not known/ });
        assert.throws(() => checkMany(INTERFACE, new Blob([""])), RangeError);
    });
});
