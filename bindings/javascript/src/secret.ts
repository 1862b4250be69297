const MASK = "***";

/**
 * A password, access token or app key.
 *
 * It prints as `***` everywhere: in `console.log`, `util.inspect`, `JSON.stringify`, template strings and error messages. Only
 * {@link Secret.expose} returns the value. `structuredClone` and `postMessage` do not copy the value.
 */
export class Secret {
    readonly #value: string;

    /** @param value The value. It is kept in memory until the secret is collected. */
    constructor(value: string) {
        if (typeof value !== "string") throw new TypeError(`a secret must be a string, not ${typeof value}`);
        this.#value = value;
        Object.freeze(this);
    }

    /** Returns the value. Use it in a written request only. */
    expose(): string {
        return this.#value;
    }

    /** Returns whether another secret has the same value, in a time that depends on the lengths only. */
    equals(other: Secret): boolean {
        const [left, right] = [this.#value, other.#value];
        let difference = left.length ^ right.length;
        for (let index = 0; index < left.length; index++) {
            difference |= left.charCodeAt(index) ^ right.charCodeAt(index % (right.length || 1));
        }
        return difference === 0;
    }

    /** Returns `***`. */
    toString(): string {
        return MASK;
    }

    /** Returns `***`. */
    toJSON(): string {
        return MASK;
    }

    /** Returns `***`. */
    [Symbol.toPrimitive](): string {
        return MASK;
    }

    /** Returns `***` for `util.inspect` and `console.log` of Node.js. */
    [Symbol.for("nodejs.util.inspect.custom")](): string {
        return MASK;
    }

    /** Returns `***` for `console.log` of Deno. */
    [Symbol.for("Deno.customInspect")](): string {
        return MASK;
    }
}

/** Returns the value of a secret; `undefined` for any other object. */
export function secretText(value: object): string | undefined {
    return value instanceof Secret ? value.expose() : undefined;
}
