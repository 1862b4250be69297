// The module in a page and in a worker of Chromium.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { openPage, SKIP } from "./chromium.js";
import { agent, HEADING, table } from "./files.js";

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

    it("a page checks a file without freezing: its timers, frames and replies end the file", async () => {
        const result = await opened.page.evaluate(async ([heading, rows]) => {
            const { checkMany, initBatch } = await import("aicc/batch");
            await initBatch();
            const waiting = new Set(["timer", "frame", "reply"]);
            setTimeout(() => waiting.delete("timer"));
            requestAnimationFrame(() => waiting.delete("frame"));
            void fetch("/").then(() => waiting.delete("reply"));
            const end = Date.now() + 20_000;
            // It waits for nothing: the others come only if the run lets them.
            async function* pieces() {
                yield heading;
                while (waiting.size > 0 && Date.now() < end) yield rows;
            }
            const report = await checkMany("agentAccount/create", pieces(), { format: "csv", limit: 1 }).report;
            return { waiting: [...waiting], records: report.records };
        }, [`${HEADING}\n`, `${agent(1, { account: "a" })}\n`.repeat(1000)]);
        assert.deepEqual([result.waiting, result.records % 1000, opened.errors], [[], 0, []]);
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
