// Each finding has the address of the page about its rule.

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import * as aicc from "aicc";

import { repositoryFile } from "./material.js";
import { vectorsOf } from "./vector.js";

const [, site] = repositoryFile("Cargo.toml").match(/^homepage = "(.*?)\/?"$/m);
const FOLDERS = { violation: "rules", advice: "advice" };

describe("the address of a finding", () => {
    before(() => aicc.init());

    it("is the one of its rule, in every language", () => {
        const seen = new Set();
        for (const vector of vectorsOf([repositoryFile("tests/vectors/sentences.json")])) {
            const subject = Object.values(aicc).find((value) => value instanceof aicc.Interface && value.info.name === vector.interface);
            for (const language of ["en", "zh"]) {
                const report = subject.check(vector.bytes, { ...vector.options, language });
                for (const [severity, findings] of [["violation", report.violations], ["advice", report.advice]]) {
                    for (const { rule, url } of findings) {
                        assert.equal(url, `${site}/${FOLDERS[severity]}/${rule}/`);
                        seen.add(rule);
                    }
                }
            }
        }
        assert.ok(seen.size > 10, [...seen].join(" "));
    });
});
