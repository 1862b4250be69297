/** What a code sample is written from: a request that the package built, with every secret masked. */
import { type JsonObject, objectOf } from "../json/change";
import { MASK, masked } from "../json/secrets";
import type { PlainRequest } from "../package/core";
import { namesOf, type Member, type Names } from "./names";

/** A request with its names in code. */
export interface Sample {
    names: Names;
    method: string;
    url: string;
    host: string;
    /** The header fields, with their secrets masked. */
    headers: [string, string][];
    /** The body on the wire, with its secrets masked. */
    body: string;
    /** The body as values. */
    message: JsonObject;
    /** The path parameters by their name on the wire. */
    path: Record<string, string>;
}

/** Returns the sample of a request. */
export function sampleOf(interfaceName: string, request: PlainRequest, path: Record<string, string>): Sample {
    const body = masked(request.body);
    return {
        names: namesOf(interfaceName),
        method: request.method,
        url: request.url,
        host: new URL(request.url).hostname,
        headers: Object.entries(request.headers).map(([name, value]) => [name, maskedHeader(name, value)]),
        body,
        message: objectOf(body) ?? {},
        path,
    };
}

/** Header fields that describe the body are shown. All others are credentials, and are masked after their scheme. */
function maskedHeader(name: string, value: string): string {
    if (/^(content|accept)/i.test(name)) return value;
    return value.startsWith("Bearer ") ? `Bearer ${MASK}` : MASK;
}

/** Returns the members of an object that the message has, in the order of the table. */
export function present(members: Member[], object: JsonObject): Member[] {
    return members.filter((member) => object[member.name] !== undefined);
}
