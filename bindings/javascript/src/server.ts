import { linesOf } from "./lines.js";
import type { Secret } from "./secret.js";

/** The agent gateway: where it is. */
export interface Gateway {
    /** A host name or an IP address. */
    readonly host: string;
    /** The port, from 1 to 65535. Default: the port of the service on the vendor's pages. */
    readonly port?: number | undefined;
    /** `https`, the default, or `http`, for a loopback address only. */
    readonly scheme?: "https" | "http" | undefined;
}

/** The configuration service: where it is, and the credentials for it. */
export interface Cloud extends Gateway {
    /** The access token, which is sent as `Authorization: Bearer …`. */
    readonly token?: string | Secret | undefined;
    /** The app key. */
    readonly appKey?: string | Secret | undefined;
}

/** Returns a service as lines. */
export function serverLines(server: Cloud): string {
    const { host, port, scheme, token, appKey } = server;
    return linesOf({ host, port, scheme, token, appKey });
}
