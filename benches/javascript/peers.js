// `agentAccount/create` in other libraries, each in the fastest form that its documentation describes.

import Ajv from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { createRequire } from "node:module";
import * as v from "valibot";
import * as z from "zod";

/** Returns the check of a schema as ajv writes it for production: code without ajv. It reports all errors. */
export function ajvStandalone(schema) {
    const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false, code: { source: true, lines: false } });
    const module = { exports: {} };
    const require = createRequire(import.meta.url);
    new Function("module", "exports", "require", standaloneCode(ajv, ajv.compile(schema)))(module, module.exports, require);
    return module.exports.default ?? module.exports;
}

/** The patterns of `benches/python/patterns.py` as regular expressions. The records have no characters beyond U+FFFF. */
function compiled(patterns) {
    return Object.fromEntries(Object.entries(patterns).map(([name, pattern]) => [name, new RegExp(pattern)]));
}

const codePoints = (text) => [...text].length;

export function zodSchema(patterns) {
    const { ACCOUNT, NAME, PASSWORD, SHORT_EMAIL, EMAIL } = compiled(patterns);
    const weight = z.int().min(1).nullish();
    return z.object({
        userAccount: z.string().regex(ACCOUNT),
        userName: z.string().regex(NAME),
        password: z.string().regex(PASSWORD),
        email: z.string().refine((text) => (text.length <= 64 && SHORT_EMAIL.test(text)) || EMAIL.test(text)),
        agentType: z.literal([4, 5, 11, 99]),
        ccRoleId: z.literal([2, 3, 4]),
        skills: z.array(z.object({ skillId: z.int().nullish(), agentWeight: weight, skillWeight: weight })).nullish(),
        phone: z.string().refine((text) => text.length <= 25 || codePoints(text) <= 25).nullish(),
    });
}

export function valibotSchema(patterns) {
    const { ACCOUNT, NAME, PASSWORD, SHORT_EMAIL, EMAIL } = compiled(patterns);
    const weight = v.nullish(v.pipe(v.number(), v.safeInteger(), v.minValue(1)));
    return v.object({
        userAccount: v.pipe(v.string(), v.regex(ACCOUNT)),
        userName: v.pipe(v.string(), v.regex(NAME)),
        password: v.pipe(v.string(), v.regex(PASSWORD)),
        email: v.pipe(v.string(), v.check((text) => (text.length <= 64 && SHORT_EMAIL.test(text)) || EMAIL.test(text))),
        agentType: v.picklist([4, 5, 11, 99]),
        ccRoleId: v.picklist([2, 3, 4]),
        skills: v.nullish(v.array(v.object({ skillId: v.nullish(v.pipe(v.number(), v.safeInteger())), agentWeight: weight, skillWeight: weight }))),
        phone: v.nullish(v.pipe(v.string(), v.check((text) => text.length <= 25 || codePoints(text) <= 25))),
    });
}
