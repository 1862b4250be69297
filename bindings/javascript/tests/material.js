// The files of the repository that the tests read.

import { readFileSync, readdirSync } from "node:fs";

/** The root of the repository. */
export const REPOSITORY = new URL("../../../", import.meta.url);

export function repositoryFile(path) {
    return readFileSync(new URL(path, REPOSITORY), "utf8");
}

/** The names of the files with vectors. */
export const VECTOR_FILES = readdirSync(new URL("tests/vectors", REPOSITORY)).filter((name) => name.endsWith(".json")).sort();
