/** The request as a call of curl. */
import type { Sample } from "./sample";

export function curl(sample: Sample): string {
    const headers = sample.headers.map(([name, value]) => `--header ${quoted(`${name}: ${value}`)}`);
    return [`curl --request ${sample.method} ${quoted(sample.url)}`, ...headers, `--data ${quoted(sample.body)}`].join(
        " \\\n  ",
    );
}

/** Returns the text as one word of a POSIX shell. */
function quoted(text: string): string {
    return `'${text.replaceAll("'", "'\\''")}'`;
}
