// Files of the repository, and inputs that are made here.

import { readFileSync, readdirSync } from "node:fs";
import { basename } from "node:path";

const REPOSITORY = new URL("../../../../", import.meta.url);

/** Returns a file of the repository with its name. */
export function repositoryFile(path) {
    return new File([readFileSync(new URL(path, REPOSITORY))], basename(path));
}

/** The paths of the files in a folder of the repository. */
export function filesOf(folder) {
    return readdirSync(new URL(folder, REPOSITORY)).map((name) => `${folder}/${name}`).sort();
}

/** The path of a file of the repository, for other programs. */
export function pathOf(path) {
    return new URL(path, REPOSITORY);
}

export const HEADING = "userAccount,userName,password,email,agentType,ccRoleId";
export const PASSWORD = "Demo#001";

/** Returns a row of `agentAccount/create`. */
export function agent(number, { account = `agent${number}`, password = PASSWORD } = {}) {
    return `${account},Wang Wei,${password},a${number}@example.com,4,2`;
}

/** Returns a table of agents. Each thousandth has an account that is too short. */
export function table(rows) {
    const lines = [HEADING];
    for (let row = 0; row < rows; row++) lines.push(agent(row + 100_000, row % 1000 === 999 ? { account: "a" } : {}));
    return `${lines.join("\n")}\n`;
}

/** Takes everything that a run returns. */
export async function taken(run) {
    const records = [];
    for await (const record of run) records.push(record);
    return { records, report: await run.report };
}
