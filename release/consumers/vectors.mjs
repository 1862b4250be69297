// Runs the conformance vectors with the installed npm package, and prints how many as JSON. It is copied beside the tests of the package.
import * as aicc from "aicc";

import { VECTOR_FILES, repositoryFile } from "./material.js";
import { runs } from "./runs.js";
import { vectorsOf } from "./vector.js";

await aicc.init();
const vectors = vectorsOf(VECTOR_FILES.map((name) => repositoryFile(`tests/vectors/${name}`)));
const results = runs(aicc, { vectors, skips: JSON.parse(repositoryFile("tests/skips.json")).skips });
for (const { name, differences } of results) {
    for (const difference of differences) console.error(`${name}: ${difference}`);
}
if (results.some(({ differences }) => differences.length > 0)) process.exit(1);
console.log(JSON.stringify({ passed: new Set(results.flatMap(({ ids }) => ids)).size, node: process.versions.node }));
