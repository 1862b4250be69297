/** The names of messages and members in code. `tables.json` is generated from the tables. */
import tables from "../tables.json";

const interfaces: Record<string, Names> = tables.interfaces;

/** The names of all interfaces. */
export const interfaceNames: readonly string[] = Object.keys(interfaces);

/** A member of a message. */
export interface Member {
    /** The name on the wire. */
    name: string;
    /** The name in code, in snake case. */
    field: string;
    secret?: boolean;
    /** The enum of its values. */
    choices?: { type: string; names: Record<string, string | undefined> };
    /** The class of the object, or of each element. */
    object?: string;
    members?: Member[];
    list?: boolean;
}

/** The names of an interface. */
export interface Names {
    /** The class of the message. */
    message: string;
    wrapper: string | null;
    /** The class of the server that gets the request. */
    server: string;
    path: Member[];
    members: Member[];
}

/** Returns the names of an interface. */
export function namesOf(interfaceName: string): Names {
    const found = interfaces[interfaceName];
    if (!found) throw new Error(`tables.json has no ${interfaceName}: run cargo xtask generate`);
    return found;
}

/** The names of the secret members of all interfaces, in lower case. */
export const secretNames: ReadonlySet<string> = new Set(
    Object.values(interfaces).flatMap((each) => secretsAmong(each.members)),
);

function secretsAmong(members: Member[]): string[] {
    return members.flatMap((member) => [
        ...(member.secret ? [member.name.toLowerCase()] : []),
        ...secretsAmong(member.members ?? []),
    ]);
}

/** Returns `ccRoleId` for `cc_role_id`. */
export function camel(snake: string): string {
    return snake.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Returns `WRAP_UP` for `WrapUp`. */
export function upper(name: string): string {
    return name.replace(/(?<=.)[A-Z]/g, "_$&").toUpperCase();
}

/** Returns `wrapUp` for `WrapUp`. */
export function lowerFirst(name: string): string {
    return name.charAt(0).toLowerCase() + name.slice(1);
}
