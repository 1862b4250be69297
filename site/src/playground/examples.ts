/** The examples, which the build of the site puts into the page. */

/** A message to start from. */
export type Example = { kind: "valid" | "most"; text: string } | { kind: "rule"; rule: string; text: string };

/** A file to start from. */
export interface ExampleFile {
    name: string;
    base64: string;
}

/** The examples of each interface. */
export type Examples = Record<
    string,
    { path: Record<string, string>; messages: Example[]; files: ExampleFile[] }
>;

/** Returns the messages of an interface; the first one is valid. */
export function exampleMessages(interfaceName: string): Example[] {
    return examples()[interfaceName]?.messages ?? [];
}

/** Returns the files of an interface. */
export function exampleFiles(interfaceName: string): ExampleFile[] {
    return examples()[interfaceName]?.files ?? [];
}

/** Returns path parameters of a valid message. */
export function examplePath(interfaceName: string): Record<string, string> {
    return examples()[interfaceName]?.path ?? {};
}

let parsed: Examples | undefined;

function examples(): Examples {
    parsed ??= JSON.parse(document.getElementById("examples")?.textContent ?? "{}") as Examples;
    return parsed;
}
