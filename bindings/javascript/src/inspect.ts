/** Returns an object that `util.inspect` prints with a name before its members. */
export function inspectedAs(name: string, members: object): object {
    return Object.defineProperty({ ...members }, Symbol.toStringTag, { value: name });
}
