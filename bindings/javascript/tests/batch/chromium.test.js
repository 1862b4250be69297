// The module in a page and in a worker of Chromium.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { openPage, SKIP } from "./chromium.js";
import { table } from "./files.js";

const WORKER = `
import { checkMany, initBatch } from "/dist/batch/index.js";

onmessage = async ({ data: { file, options } }) => {
    await initBatch();
    const run = checkMany("agentAccount/create", file, { ...options, progress: (progress) => postMessage({ progress }) });
    for await (const records of run.chunks()) if (records.length > 0) postMessage({ records });
    postMessage({ report: await run.report });
};
`;

describe("in Chromium", { skip: SKIP }, () => {
    let opened;
    before(async () => {
        opened = await openPage({ "/worker.js": WORKER });
    });
    after(() => opened?.close());

    it("a page checks a file without freezing", async () => {
        const result = await opened.page.evaluate(async (text) => {
            const { checkMany, initBatch } = await import("aicc/batch");
            await initBatch();
            let turns = 0;
            const turn = setInterval(() => turns++);
            const run = checkMany("agentAccount/create", new File([text], "agents.csv"));
            let records = 0;
            for await (const _ of run) records++;
            clearInterval(turn);
            return { records, report: await run.report, turns };
        }, table(100_000));
        assert.deepEqual([result.records, result.report.records, result.report.invalid], [100, 100_000, 100]);
        assert.ok(result.turns >= 5, `the page had ${result.turns} turns`);
        assert.deepEqual(opened.errors, []);
    });

    it("a worker checks a dropped file and posts what it finds", async () => {
        const result = await opened.page.evaluate(async (text) => {
            const worker = new Worker("/worker.js", { type: "module" });
            worker.postMessage({ file: new File([text], "agents.csv"), options: { language: "zh", places: true } });
            const records = [];
            for (;;) {
                const { data } = await new Promise((resolve, reject) => Object.assign(worker, { onmessage: resolve, onerror: reject }));
                if (data.records) records.push(...data.records);
                if (data.report) return { records, report: data.report };
            }
        }, table(20_000));
        assert.equal(result.report.invalid, 20);
        assert.deepEqual(result.records[0].findings[0].region, { line: 1001, column: 1, endLine: 1001, endColumn: 2 });
        assert.equal(result.records[0].findings[0].sentence, "userAccount 至少需要 6 个字符，实际为 1 个。");
    });

    it("a page makes a template, checks it, and gets a copy with the findings", async () => {
        const result = await opened.page.evaluate(async () => {
            const { annotate, fix, initBatch, template } = await import("aicc/batch");
            await initBatch();
            const book = template("agentAccount/create");
            const { report, copy } = await annotate("agentAccount/create", new File([book], "agents.xlsx"));
            const fixed = await fix("agentsettings/create", new Blob(["userId,callType\nann,１\n"]), { format: "csv" });
            return { ok: report.ok, size: copy.length, fixed: new TextDecoder().decode(fixed.copy) };
        });
        assert.deepEqual([result.ok, result.fixed], [true, "userId,callType\nann,1\n"]);
        assert.ok(result.size > 1000);
    });
});
