// The results are those of the command, on the tables of the repository: every encoding, and workbooks of every program.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";

import { checkMany, initBatch } from "aicc/batch";

import { filesOf, pathOf, repositoryFile } from "./files.js";

const COMMAND = process.env.AICC_COMMAND ?? fileURLToPath(pathOf("target/debug/aicc"));
const INTERFACE = "agentAccount/create";
const paths = [
    "examples/new-agents.csv",
    "examples/hr-agents.csv",
    "tests/workbooks/agents.csv",
    ...["tests/workbooks/files", "crates/aicc-batch/tests/workbooks"].flatMap(filesOf).filter((path) => /\.(xls[xbm]?|ods)$/.test(path)),
];

/** What the command finds, in the form of the package. */
function found(path, language) {
    const call = ["check", fileURLToPath(pathOf(path)), "-i", INTERFACE, "-o", "json", "-l", language];
    const { stdout, stderr, status } = spawnSync(COMMAND, call, { encoding: "utf8", maxBuffer: 1 << 28 });
    assert.ok(status < 2, stderr);
    const { findings, reading = [] } = JSON.parse(stdout);
    return {
        findings: findings.map(({ file: _, key: __, message, ...finding }) => ({ line: null, ...finding, sentence: message })),
        reading: reading.map(({ file: _, message, ...note }) => ({ ...note, sentence: message })),
    };
}

describe("the results of the command", { skip: existsSync(COMMAND) ? false : "cargo build --package aicc-cli makes the command" }, () => {
    before(() => initBatch());

    for (const [index, path] of paths.entries()) {
        it(`on ${path}`, async () => {
            const language = index % 2 === 0 ? "en" : "zh";
            const run = checkMany(INTERFACE, repositoryFile(path), { language });
            const findings = [];
            for await (const { findings: all, record, row, line } of run) {
                for (const { severity, location, pointer, rule, params, reference, sentence } of all) {
                    findings.push({ record, row, line, severity, location, pointer, rule, params, reference, sentence });
                }
            }
            const plain = (values) => JSON.parse(JSON.stringify(values));
            const report = await run.report;
            const reading = report.reading.map(({ code, params, sentence }) => ({ code, params, sentence }));
            assert.deepEqual(plain({ findings, reading }), found(path, language));
        });
    }
});
