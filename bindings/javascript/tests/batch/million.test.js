// A million rows, in Node.js and in a worker of Chromium: the memory does not grow with the file, and the page stays alive.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { checkMany, initBatch } from "aicc/batch";

import { openPage, SKIP } from "./chromium.js";
import { agent, HEADING } from "./files.js";

const ROWS = 1_000_000;

/** What a run may need, in MB. */
const MOST = 160;

/** A table of a million agents in pieces of some kilobytes. */
function* pieces() {
    yield `${HEADING}\n`;
    for (let row = 0; row < ROWS; row += 1000) {
        const rows = Array.from({ length: 1000 }, (_, index) => agent(row + index + 1_000_000, index === 999 ? { account: "a" } : {}));
        yield `${rows.join("\n")}\n`;
    }
}

const WORKER = `
import { checkMany, initBatch } from "/dist/batch/index.js";

onmessage = async ({ data: file }) => {
    await initBatch();
    const start = performance.now();
    let records = 0;
    const run = checkMany("agentAccount/create", file);
    for await (const chunk of run.chunks()) records += chunk.length;
    postMessage({ records, report: await run.report, seconds: (performance.now() - start) / 1000 });
};
`;

describe("a million rows", () => {
    it("in Node.js", async (test) => {
        await initBatch();
        await checkMany("agentAccount/create", [`${HEADING}\n`], { format: "csv" }).report;
        const [start, before] = [performance.now(), process.memoryUsage.rss()];
        let [most, bytes] = [0, 0];
        const source = (function* () {
            for (const piece of pieces()) {
                most = Math.max(most, process.memoryUsage.rss());
                bytes += piece.length;
                yield piece;
            }
        })();
        const report = await checkMany("agentAccount/create", source, { format: "csv" }).report;
        const [seconds, megabytes] = [(performance.now() - start) / 1000, (most - before) / 2 ** 20];
        test.diagnostic(`${(bytes / 1e6).toFixed(0)} MB of text in ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB more memory`);
        assert.deepEqual([report.records, report.invalid], [ROWS, 1000]);
        assert.ok(megabytes < MOST, `it needs ${megabytes} MB`);
    });
});

describe("a million rows in Chromium", { skip: SKIP }, () => {
    let opened;
    before(async () => {
        opened = await openPage({ "/worker.js": WORKER });
    });
    after(() => opened?.close());

    it("in a worker", async (test) => {
        const parts = [...pieces()];
        const result = await opened.page.evaluate(async ([heading, sample, count]) => {
            const rows = (part) => sample.replace(/agent(\d+)/g, (_, number) => `agent${Number(number) + part * 1000}`);
            const file = new File([heading, ...Array.from({ length: count }, (_, part) => rows(part))], "agents.csv");
            const worker = new Worker("/worker.js", { type: "module" });
            let [longest, last, watching] = [0, performance.now(), true];
            const watch = (now) => {
                [longest, last] = [Math.max(longest, now - last), now];
                if (watching) requestAnimationFrame(watch);
            };
            requestAnimationFrame(watch);
            worker.postMessage(file);
            const { data } = await new Promise((resolve, reject) => Object.assign(worker, { onmessage: resolve, onerror: reject }));
            watching = false;
            return { ...data, longest, size: file.size };
        }, [parts[0], parts[1], ROWS / 1000]);
        const { records, report, seconds, longest, size } = result;
        test.diagnostic(`${(size / 1e6).toFixed(0)} MB of text in ${seconds.toFixed(1)} s; the page waited at most ${longest.toFixed(0)} ms`);
        assert.deepEqual([report.records, report.invalid, records], [ROWS, 1000, 1000]);
    });
});
