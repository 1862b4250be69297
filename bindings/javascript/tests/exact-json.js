// Reads JSON text without a loss: large integers become bigints, and the exact text of each value is kept.

/** A value with its compact text. */
export class Exact {
    constructor(value, text) {
        Object.assign(this, { value, text });
    }

    /** The value of a member, with its text. */
    get(name) {
        return this.members?.findLast((member) => member.name === name)?.content;
    }

    /** The value in plain JavaScript: of members with the same name, the last. */
    plain() {
        if (this.elements) return this.elements.map((element) => element.plain());
        if (!this.members) return this.value;
        const object = {};
        for (const { name, content } of this.members) {
            // `__proto__` is a name like any other.
            Object.defineProperty(object, name, { value: content.plain(), enumerable: true, configurable: true, writable: true });
        }
        return object;
    }
}

/** Returns the value of JSON text; throws if it is not JSON. */
export function exactJson(text) {
    // Throws on broken text, and needs no memory of its own for the rest.
    JSON.parse(text);
    const tokens = text.match(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g);
    let position = 0;
    const read = () => {
        const token = tokens[position++];
        if (token === "{") return readObject();
        if (token === "[") return readArray();
        if (token.startsWith('"')) return new Exact(JSON.parse(token), token);
        const isInteger = /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token));
        return new Exact(isInteger ? BigInt(token) : JSON.parse(token), token);
    };
    const readObject = () => {
        const members = [];
        while (tokens[position] !== "}") {
            if (tokens[position] === ",") position++;
            const name = tokens[position++];
            position++;
            members.push({ name: JSON.parse(name), key: name, content: read() });
        }
        position++;
        const exact = new Exact(undefined, `{${members.map(({ key, content }) => `${key}:${content.text}`).join()}}`);
        return Object.assign(exact, { members });
    };
    const readArray = () => {
        const elements = [];
        while (tokens[position] !== "]") {
            if (tokens[position] === ",") position++;
            elements.push(read());
        }
        position++;
        return Object.assign(new Exact(undefined, `[${elements.map((element) => element.text).join()}]`), { elements });
    };
    return read();
}
