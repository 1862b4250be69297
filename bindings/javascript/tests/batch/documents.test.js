// Templates, copies, and the tables as data.

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import { annotate, catalogue, checkMany, fix, initBatch, jsonSchema, openapi, repairsOf, SourceError, template } from "aicc/batch";

import { agent, HEADING, repositoryFile } from "./files.js";

const INTERFACE = "agentAccount/create";
const text = (bytes) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);

describe("documents", () => {
    before(() => initBatch());

    it("a template that is checked again", async () => {
        assert.equal(text(template("queryAgentInfoByAccount", { format: "csv" })), "\u{feff}accountCode,password,username\r\n");
        const book = template(INTERFACE, { language: "zh", skills: 2 });
        assert.deepEqual([...book.slice(0, 2)], [0x50, 0x4b]);
        assert.deepEqual(template(INTERFACE, { language: "zh", skills: 2 }), book);
        const report = await checkMany(INTERFACE, new File([book], "template.xlsx")).report;
        assert.ok(report.ok);
        assert.throws(() => template(INTERFACE, { skills: 101 }), RangeError);
        assert.throws(() => template("x"), RangeError);
    });

    it("an annotated CSV file", async () => {
        const source = new File([`${HEADING}\n${agent(100_001)}\n${agent(2, { account: "a" })}\n`], "a.csv");
        const { copy, report, records, notes } = await annotate(INTERFACE, source);
        assert.equal(
            text(copy),
            `\u{feff}${HEADING},aicc\n${agent(2, { account: "a" })},"userAccount must have at least 6 characters; it has 1."\n`,
        );
        assert.deepEqual([report.invalid, records.length, notes], [1, 1, []]);
    });

    it("an annotated workbook, which is checked again", async () => {
        const source = repositoryFile("tests/workbooks/files/openpyxl.xlsx");
        const { copy, report } = await annotate(INTERFACE, source);
        const again = await annotate(INTERFACE, new File([copy], "again.xlsx"));
        assert.equal(again.report.invalid, report.invalid);
        assert.ok(copy.length > 1000);
        await assert.rejects(annotate(INTERFACE, repositoryFile("crates/aicc-batch/tests/workbooks/sheetjs.ods")), (error) =>
            error instanceof SourceError && /only an .xlsx or .xlsm file/.test(error.message));
    });

    it("a repaired CSV file", async () => {
        const source = new File(["userId,callType\nann,１\n"], "a.csv");
        const { copy, repairs, found } = await fix("agentsettings/create", source);
        assert.equal(text(copy), "userId,callType\nann,1\n");
        assert.deepEqual([found, repairs.map(({ cell, before, after, key }) => ({ cell, before, after, key }))], [
            1, [{ cell: "B2", before: "１", after: "1", key: { userId: "ann" } }],
        ]);
        assert.equal((await repairsOf("agentsettings/create", source, { limit: 0 })).found, 1);
    });

    it("a copy of JSON is refused", async () => {
        await assert.rejects(annotate(INTERFACE, new File(["{}"], "a.jsonl")), { name: "RangeError", message: /not jsonl$/ });
    });

    it("the catalogue, schemas and OpenAPI", () => {
        assert.equal(catalogue().interfaces.length, 4);
        assert.equal(jsonSchema(INTERFACE).$schema, "https://json-schema.org/draft/2020-12/schema");
        assert.notDeepEqual(jsonSchema(INTERFACE, { part: "reply" }), jsonSchema(INTERFACE));
        assert.notDeepEqual(jsonSchema(INTERFACE, { language: "zh" }), jsonSchema(INTERFACE));
        assert.match(openapi().openapi, /^3\.1/);
        assert.throws(() => jsonSchema(INTERFACE, { part: "x" }), RangeError);
    });
});
