/** The parts of the package that the page uses. The bytes of the module are in a chunk of the page, so nothing is fetched. */
import {
    type Cloud,
    type Edition,
    type Finding,
    type Form,
    type FormField,
    init,
    type Interface,
    interfaces,
    InvalidMessageError,
    type Language,
    type Options,
    type PasswordPolicy,
    type Report,
} from "aicc";
import module from "../../../../bindings/javascript/dist/aicc.wasm?url&inline";
import { namesOf } from "../code/names";
import { bytesOf } from "./bytes";

export type { Edition, Finding, Form, FormField, Options, PasswordPolicy, Report };

/** A written request. It holds secrets. */
export interface PlainRequest {
    method: string;
    url: string;
    headers: Record<string, string>;
    body: string;
}

/** Where the requests in the code go, by the class of the service. The credentials are masked in the code. */
const SERVERS: Record<string, Cloud> = {
    Cloud: { host: "service.besclouds.com", token: "token", appKey: "key" },
    Gateway: { host: "10.0.0.5" },
};

/** Compiles the module. */
export async function start(): Promise<void> {
    await init(bytesOf(module));
}

/** Checks a message: its path parameters and its body. */
export function checkMessage(name: string, text: string, path: Record<string, string>, options: Options): Report {
    const api = named(name);
    const inPath = namesOf(name).path.flatMap((row) => {
        const { findings } = api.checkField(`/${row.name}`, path[row.name] ?? "", { ...options, location: "path" });
        return findings;
    });
    const report = api.check(text, options);
    if (inPath.length === 0) return report;
    return { valid: false, violations: [...inPath, ...report.violations], advice: report.advice };
}

/** Returns a form. */
export function formOf(name: string, options: Options): Form {
    return named(name).form(options);
}

/** Returns the request of a message; undefined if it is not valid. */
export function requestOf(
    name: string,
    text: string,
    path: Record<string, string>,
    options: Options,
): PlainRequest | undefined {
    const server = SERVERS[namesOf(name).server] ?? { host: "localhost" };
    try {
        return named(name).request(text, server, { ...options, path });
    } catch (error) {
        if (error instanceof InvalidMessageError) return undefined;
        throw error;
    }
}

/** Returns why no password can fulfil a policy; undefined if one can. */
export function policyError(passwordPolicy: PasswordPolicy, language: Language): string | undefined {
    try {
        interfaces[0].check("{}", { passwordPolicy, language });
        return undefined;
    } catch (error) {
        if (error instanceof RangeError || error instanceof TypeError) return error.message;
        throw error;
    }
}

/** An interface whose name is known only when the page runs. */
type AnyInterface = Interface<{ message: object; reply: object; server: Cloud; path: Record<string, string> }>;

function named(name: string): AnyInterface {
    const found = (interfaces as readonly unknown[] as readonly AnyInterface[]).find((each) => each.info.name === name);
    if (!found) throw new Error(`the package has no interface ${name}`);
    return found;
}
