/** Chooses the examples of the page, when the site is built: the files of `examples/` and the test vectors of the repository. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Example, ExampleFile, Examples } from "../examples";
import { interfaceNames, namesOf } from "../code/names";

/** A test vector: what a message breaks. */
interface Vector {
    interface: string;
    json?: unknown;
    text?: string;
    hex?: string;
    repeat?: unknown;
    profile?: unknown;
    path?: [string, string][];
    violations?: { rule: string }[];
    advice?: { rule: string }[];
}

/** A message with the rules that it breaks. */
interface Candidate {
    text: string;
    /** Whether the text has lines and indents. */
    isReadable: boolean;
    isInvalid: boolean;
    rules: string[];
}

/** Returns the examples of every interface. */
export function chooseExamples(): Examples {
    return Object.fromEntries(interfaceNames.map((name) => [name, examplesOf(name)]));
}

function examplesOf(interfaceName: string): Examples[string] {
    const candidates = bodies(interfaceName);
    const most = candidates.filter((candidate) => candidate.isReadable && candidate.isInvalid).reduce((one, other) => (distinct(other) > distinct(one) ? other : one));
    return {
        path: pathOf(interfaceName),
        messages: [
            { kind: "valid", text: validMessage(interfaceName) },
            { kind: "most", text: most.text },
            ...eachRule(candidates),
        ],
        files: filesOf(interfaceName),
    };
}

/** Returns one message for each rule, which breaks this rule only. The one of the most usual length is the easiest to read. */
function eachRule(candidates: Candidate[]): Example[] {
    const single = candidates.filter((candidate) => candidate.rules.length === 1);
    const rules = [...new Set(single.map((candidate) => candidate.rules[0] ?? ""))];
    return rules.map((rule) => {
        const texts = single.filter((candidate) => candidate.rules[0] === rule).map((candidate) => candidate.text);
        return { kind: "rule", rule, text: texts.reduce(nearer) };
    });
}

function nearer(one: string, other: string): string {
    return Math.abs(other.length - USUAL) < Math.abs(one.length - USUAL) ? other : one;
}

const USUAL = 200;

function distinct(candidate: Candidate): number {
    return candidate.text.length < LONGEST ? new Set(candidate.rules).size + candidate.rules.length / 100 : 0;
}

const LONGEST = 1000;

function bodies(interfaceName: string): Candidate[] {
    return vectors("body")
        .filter((vector) => vector.interface === interfaceName && !vector.profile && !vector.hex && !vector.repeat)
        .map((vector) => ({
            isReadable: vector.text === undefined,
            isInvalid: vector.violations !== undefined,
            text: vector.text ?? `${JSON.stringify(vector.json, null, 2)}\n`,
            rules: [...(vector.violations ?? []), ...(vector.advice ?? [])].map((finding) => finding.rule),
        }));
}

/** Returns path parameters that a valid message has. */
function pathOf(interfaceName: string): Record<string, string> {
    const names = namesOf(interfaceName).path.map((row) => row.name);
    const valid = vectors("message").find(
        (vector) =>
            vector.interface === interfaceName &&
            !vector.violations &&
            !vector.advice &&
            vector.path?.length === names.length,
    );
    return Object.fromEntries(valid?.path ?? []);
}

/** Returns the valid message of \`examples/\`, whose file has the name of the message. */
function validMessage(interfaceName: string): string {
    return readFileSync(join(root(), "examples", `${kebab(namesOf(interfaceName).message)}.json`), "utf8");
}

/** Returns the tables of \`examples/\` that hold messages of the interface: their heading has its members. */
function filesOf(interfaceName: string): ExampleFile[] {
    const members = namesOf(interfaceName).members.map((member) => member.name);
    const folder = join(root(), "examples");
    const tables = readdirSync(folder).filter((name) => name.endsWith(".csv"));
    return tables
        .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }))
        .filter(({ bytes }) => interfaceName === mostLikely(bytes.toString("utf8")) && members.length > 0)
        .map(({ name, bytes }) => ({ name, base64: bytes.toString("base64") }));
}

/** Returns the interface whose members the heading of a table names; the first one if it names members of no interface. */
function mostLikely(table: string): string {
    const heading = table.slice(0, table.indexOf("\n")).split(",");
    const count = (name: string) => namesOf(name).members.filter((member) => heading.includes(member.name)).length;
    return interfaceNames.reduce((one, other) => (count(other) > count(one) ? other : one));
}

function vectors(kind: string): Vector[] {
    const folder = join(root(), "tests/vectors");
    return readdirSync(folder)
        .filter((name) => name.endsWith(".json"))
        .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as { kind: string; vectors: Vector[] })
        .filter((file) => file.kind === kind)
        .flatMap((file) => file.vectors);
}

/** Returns the root of the repository. */
function root(): string {
    let folder = process.cwd();
    while (!existsSync(join(folder, "tests/vectors"))) {
        if (folder === dirname(folder)) throw new Error("build the site inside the repository");
        folder = dirname(folder);
    }
    return folder;
}

function kebab(name: string): string {
    return name.replace(/(?<=.)[A-Z]/g, "-$&").toLowerCase();
}
