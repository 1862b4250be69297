// Compiles schemas in ajv's strict mode, and judges bodies by them: a line of JSON in for each schema, a line out.

import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';

for (const line of readFileSync(process.argv[2], 'utf8').trimEnd().split('\n')) {
    const { schema, keywords, bodies } = JSON.parse(line);
    const ajv = new Ajv2020({ strict: true });
    ajv.addVocabulary(keywords);
    const validate = ajv.compile(schema);
    console.log(JSON.stringify(bodies.map((text) => validate(JSON.parse(text)))));
}
