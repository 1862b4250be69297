// Conformance vectors, and the runs that they take part in: `tests/README.md` of the repository explains both.

import { exactJson } from "./exact-json.js";

/** Returns the vectors of files by their texts. */
export function vectorsOf(texts) {
    return texts.flatMap((text) => {
        const file = exactJson(text);
        return file.get("vectors").elements.map((vector) => new Vector(file.get("kind").value, vector));
    });
}

class Vector {
    constructor(kind, exact) {
        Object.assign(this, { kind, exact, ...exact.plain() });
    }

    get bytes() {
        const { text, hex, repeat } = this;
        if (text !== undefined) return new TextEncoder().encode(text);
        if (hex !== undefined) return Uint8Array.from(hex.match(/[0-9a-f]{2}/gi) ?? [], (digits) => parseInt(digits, 16));
        if (repeat !== undefined) {
            return new TextEncoder().encode(repeat.prefix + repeat.unit.repeat(repeat.count) + repeat.suffix);
        }
        return new TextEncoder().encode(this.exact.get("json")?.text ?? "");
    }

    /** The body as a text. */
    get body() {
        return new TextDecoder("utf-8", { ignoreBOM: true }).decode(this.bytes);
    }

    get options() {
        const { edition, password, maximumSize, skillQueues } = this.profile ?? {};
        return { edition, passwordPolicy: password, maximumSize, skillQueues };
    }
}

function leavesOut(skip, run, vector) {
    return skip.runs.includes(run) && Object.entries(skip.where).every(([condition, value]) => isMet(condition, value, vector));
}

function isMet(condition, value, vector) {
    const has = (whole, part) => Object.entries(part).every(([name, wanted]) => same(whole?.[name], wanted, part));
    const same = (actual, wanted) => (wanted instanceof Object ? has(actual, wanted) : actual === wanted);
    switch (condition) {
        case "with":
            return vector[value] !== undefined;
        case "without":
            return vector[value] === undefined;
        case "is":
            return has(vector, value);
        case "finding":
            return [...(vector.violations ?? []), ...(vector.advice ?? [])].some((finding) => has(finding, value));
        case "body":
            return vector.body.includes(value);
        case "ids":
            return value.includes(vector.id);
        default:
            throw new Error(`tests/skips.json has an unknown condition: ${condition}`);
    }
}

/**
 * Runs `compare` for every vector of a kind that `tests/skips.json` does not leave out. Returns how many there are, and the
 * differences.
 */
export function run({ vectors, skips }, name, kind, compare) {
    const chosen = vectors.filter((vector) => vector.kind === kind && !skips.some((skip) => leavesOut(skip, name, vector)));
    const differences = chosen.flatMap((vector) => {
        const judge = new Judge(vector);
        try {
            compare(judge, vector);
        } catch (error) {
            judge.found.push(`${vector.id}: ${error?.stack ?? error}`);
        }
        return judge.differences();
    });
    return { name, kind, compared: chosen.length, ids: chosen.map((vector) => vector.id), differences };
}

/** Compares results with a vector. */
class Judge {
    found = [];
    #hasCompared = false;

    constructor(vector) {
        this.vector = vector;
    }

    compare(what, actual, expected) {
        this.#hasCompared = true;
        const [left, right] = [sorted(actual), sorted(expected)];
        if (left !== right) this.found.push(`${this.vector.id}: ${what}\n  expected ${right}\n  actual   ${left}`);
    }

    compareFindings(what, actual, location = "body") {
        const expected = this.vector[what] ?? [];
        const judgesOffset = expected.some((finding) => finding.params?.offset !== undefined);
        const found = actual.map(({ location, pointer, rule, params }) => {
            const { offset, ...rest } = params;
            return { location, pointer, rule, params: rule === "syntax" && !judgesOffset ? rest : params };
        });
        this.compare(what, found, expected.map((finding) => ({ location, params: {}, ...finding })));
    }

    compareReport(report) {
        this.compare("valid", report.valid, (this.vector.violations ?? []).length === 0);
        this.compareFindings("violations", report.violations);
        this.compareFindings("advice", report.advice);
    }

    differences() {
        if (this.#hasCompared || this.found.length > 0) return this.found;
        return [`${this.vector.id}: nothing was compared, and tests/skips.json does not say so`];
    }
}

/** Returns JSON with the members of objects in the order of their names. */
function sorted(value) {
    return JSON.stringify(value, (_, part) => {
        if (typeof part === "bigint") return `${part}n`;
        if (part === null || typeof part !== "object" || Array.isArray(part)) return part;
        return Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)));
    });
}
