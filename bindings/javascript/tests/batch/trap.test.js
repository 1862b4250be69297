// A failure inside of the module ends the runs that it concerns. Later runs work.

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import { checkMany, initBatch, SourceError } from "aicc/batch";

import * as glue from "../../dist/glue/batch.js";
import { agent, HEADING, repositoryFile, table } from "./files.js";

const INTERFACE = "agentAccount/create";
const text = table(20_000);

/** Breaks the memory of the module: whatever it does next fails. */
function breakMemory() {
    const { memory } = glue.initSync();
    new Uint8Array(memory.buffer).fill(0xff);
}

/** A source that breaks the memory while it is read. */
async function* breaking(bytes) {
    yield bytes.subarray(0, bytes.length / 2);
    breakMemory();
    yield bytes.subarray(bytes.length / 2);
}

async function assertWorks() {
    const report = await checkMany(INTERFACE, new Blob([`${HEADING}\n${agent(1)}\n${agent(2, { account: "b" })}\n`]), { format: "csv" }).report;
    assert.deepEqual([report.records, report.invalid], [2, 1]);
}

describe("a failure inside of the module", () => {
    before(() => initBatch());

    it("ends its run and the other runs with an error, and later runs work", async () => {
        const other = checkMany(INTERFACE, new Blob([text]), { format: "csv", limit: Infinity });
        const results = other.chunks();
        await results.next();
        const failing = checkMany(INTERFACE, breaking(new TextEncoder().encode(text)), { format: "csv" });
        await assert.rejects(failing.report, { name: "ModuleFailure", message: /please report it. Later calls work.$/ });
        await assert.rejects(async () => {
            for await (const _ of results);
        }, { name: "ModuleFailure", message: /^another run has failed/ });
        await assert.rejects(other.report, { name: "ModuleFailure" });
        await assertWorks();
    });

    it("at a workbook is a workbook that cannot be read", async (test) => {
        for (const [language, message] of [["en", /it is malformed$/], ["zh", /其结构有误$/]]) {
            const step = test.mock.method(glue.SteppedRun.prototype, "step", () => {
                throw new WebAssembly.RuntimeError("unreachable");
            });
            const run = checkMany(INTERFACE, repositoryFile("tests/workbooks/files/openpyxl.xlsx"), { language });
            await assert.rejects(run.report, (error) => error instanceof SourceError && message.test(error.message));
            step.mock.restore();
            await assertWorks();
        }
    });
});
