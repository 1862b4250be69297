// Compiles each schema in ajv's strict mode and validates bodies with it. Reads a line of JSON for each schema, and writes
// a line with the results.

import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';

for (const line of readFileSync(process.argv[2], 'utf8').trimEnd().split('\n')) {
    const { schema, keywords, bodies } = JSON.parse(line);
    const ajv = new Ajv2020({ strict: true });
    ajv.addVocabulary(keywords);
    const validate = ajv.compile(schema);
    console.log(JSON.stringify(bodies.map((text) => validate(JSON.parse(text)))));
}
