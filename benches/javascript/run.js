// Compares the npm package with other libraries, on the records of the benchmark in Python.
//
//     node benches/javascript/run.js PAGE [--quick]     writes the measured part of PAGE, after its words

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, arch, platform } from "node:os";
import { fileURLToPath } from "node:url";

import * as v from "valibot";

import { jsonSchema, initBatch } from "../../bindings/javascript/dist/batch/index.js";
import { agentAccountCreate, init } from "../../bindings/javascript/dist/index.js";
import { ajvStandalone, valibotSchema, zodSchema } from "./peers.js";

const [page, quick] = process.argv.slice(2);
const [RECORDS, ROUNDS] = quick === "--quick" ? [100, 2] : [1000, 200];
/** What the page has after its words. */
const MEASURED = "```text\n";

const script = fileURLToPath(new URL("records.py", import.meta.url));
const generated = JSON.parse(execFileSync("python3", [script, String(RECORDS)], { maxBuffer: 1 << 26 }));
const { patterns } = generated;
// `JSON.parse` reads 4.0 as 4 and rounds large integers, so that no other library can refuse them.
const records = generated.records.filter((text) => !/:\d+\.0\b|\d{16}/.test(text));
await init();
await initBatch();

const encoder = new TextEncoder();
const inputs = records.map((text) => ({ text, bytes: encoder.encode(text), object: JSON.parse(text) }));
const decoder = new TextDecoder();
const ajv = ajvStandalone(jsonSchema(agentAccountCreate));
const [zod, valibot] = [zodSchema(patterns), valibotSchema(patterns)];

const subjects = [
    ["aicc, bytes", (input) => agentAccountCreate.check(input.bytes).valid],
    ["JSON.parse + ajv standalone, bytes", (input) => ajv(JSON.parse(decoder.decode(input.bytes)))],
    ["aicc, text", (input) => agentAccountCreate.check(input.text).valid],
    ["JSON.parse + ajv standalone, text", (input) => ajv(JSON.parse(input.text))],
    ["aicc, object", (input) => agentAccountCreate.check(input.object).valid],
    ["ajv standalone, object", (input) => ajv(input.object)],
    ["valibot, object", (input) => v.safeParse(valibot, input.object).success],
    ["zod, object", (input) => zod.safeParse(input.object).success],
    ["JSON.parse alone, text", (input) => JSON.parse(input.text) !== undefined],
];

/** The times begin after every subject has given the same verdict as aicc on every record. */
for (const [name, check] of subjects.slice(0, -1)) {
    const wrong = inputs.filter((input) => check(input) !== subjects[0][1](input));
    if (wrong.length > 0) throw new Error(`${name} gives another verdict on ${wrong.length} records: ${wrong[0].text}`);
}

const valid = inputs.filter(subjects[0][1]);
const invalid = inputs.filter((input) => !subjects[0][1](input));

/** Returns microseconds of CPU time for a record. */
function timed(check, chosen) {
    const start = process.cpuUsage();
    for (const input of chosen) check(input);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / chosen.length;
}

const times = new Map(subjects.map(([name]) => [name, { valid: [], invalid: [] }]));
for (let round = 0; round < ROUNDS; round++) {
    for (const [name, check] of [...subjects].sort(() => Math.random() - 0.5)) {
        times.get(name).valid.push(timed(check, valid));
        times.get(name).invalid.push(timed(check, invalid));
    }
}

const median = (values) => [...values].sort((left, right) => left - right)[values.length >> 1];
const of = (name, kind) => median(times.get(name)[kind]);
const version = (name) => JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url))).version;

function goal(what, peer, own, kind, wanted) {
    const ratio = of(peer, kind) / of(own, kind);
    return [what, `${wanted.toFixed(2)} ×`, `${ratio.toFixed(2)} ×`, ratio >= wanted ? "yes" : "no"];
}

function table(header, rows) {
    const line = (cells) => `| ${cells.join(" | ")} |`;
    return [line(header), line(header.map((_, column) => (column === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

const bytes = "JSON.parse + ajv standalone, bytes";
const goals = [
    goal("check of bytes, valid, against JSON.parse and ajv standalone", bytes, "aicc, bytes", "valid", 3),
    goal("check of an object, valid, against valibot", "valibot, object", "aicc, object", "valid", 1),
    goal("check of an object, valid, against zod", "zod, object", "aicc, object", "valid", 1),
];
const rows = subjects.map(([name]) => [name, of(name, "valid").toFixed(2), of(name, "invalid").toFixed(2)]);
const machine = [
    `${cpus()[0].model}, ${cpus().length} cores, ${platform()} ${arch()}, Node.js ${process.versions.node}, V8 ${process.versions.v8}`,
    `aicc ${JSON.parse(readFileSync(new URL("../../bindings/javascript/package.json", import.meta.url))).version}, ` +
        ["ajv", "valibot", "zod"].map((name) => `${name} ${version(name)}`).join(", "),
];
const measured = `${machine.join("\n")}
\`\`\`

${table(["times as fast", "goal", "measured", "reached"], goals)}

${records.length} records of \`agentAccount/create\`, seed 1, ${valid.length} of them valid, ${ROUNDS} rounds. Microseconds of CPU time for a record:

${table(["library", "valid", "invalid"], rows)}
`;
console.log(measured);
if (quick !== "--quick") {
    const words = readFileSync(page, "utf8").split(MEASURED)[0];
    writeFileSync(page, words + MEASURED + measured);
}
