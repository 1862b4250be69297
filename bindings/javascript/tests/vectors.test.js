import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import * as aicc from "aicc";

import { VECTOR_FILES, repositoryFile } from "./material.js";
import { runs } from "./runs.js";
import { vectorsOf } from "./vector.js";

const vectors = vectorsOf(VECTOR_FILES.map((name) => repositoryFile(`tests/vectors/${name}`)));
const { skips } = JSON.parse(repositoryFile("tests/skips.json"));

describe("the conformance vectors", () => {
    let results;
    before(async () => {
        await aicc.init();
        results = runs(aicc, { vectors, skips });
    });

    it("agree with the package in Node.js", () => {
        const differences = results.flatMap((result) => result.differences.map((difference) => `${result.name}: ${difference}`));
        assert.equal(differences.length, 0, differences.join("\n"));
    });

    it("are all compared, except the rows of tables", (test) => {
        for (const { name, kind, compared } of results) {
            test.diagnostic(`${name}: ${compared} of ${vectors.filter((vector) => vector.kind === kind).length}`);
        }
        const compared = new Set(results.flatMap((result) => result.ids));
        const missing = vectors.filter((vector) => !compared.has(vector.id));
        assert.deepEqual(missing.filter((vector) => vector.kind !== "row").map((vector) => vector.id), []);
    });
});
