// Where the bytes of a run come from.

/**
 * What can be checked: a `File` or `Blob`, a stream, the bytes themselves, or pieces of them in order, such as a stream of Node.js.
 * A text in pieces is read as UTF-8.
 */
export type Source =
    | Blob
    | ReadableStream<Uint8Array>
    | Response
    | BufferSource
    | Iterable<Uint8Array | string>
    | AsyncIterable<Uint8Array | string>;

/** The size of the pieces in which bytes that are in memory are read. */
const PIECE = 1 << 20;

/** Returns the name of a source; the empty text if it has no name. */
export function nameOf(source: Source): string {
    return typeof File !== "undefined" && source instanceof File ? source.name : "";
}

/** Returns the size of a source in bytes, if it is known. */
export function sizeOf(source: Source): number | undefined {
    if (source instanceof Blob) return source.size;
    if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return source.byteLength;
    return undefined;
}

/** The pieces of a source, in order. */
export interface Pieces {
    /** Returns the next piece. */
    next(): Promise<IteratorResult<Uint8Array, unknown>>;
    /** Says that no piece is needed any more. */
    cancel(): void;
}

/**
 * Reads a source in pieces.
 *
 * @throws TypeError if the source is not one.
 */
export function piecesOf(source: Source): Pieces {
    if (source instanceof Blob) return generated(piecesOfBlob(source));
    if (source instanceof ArrayBuffer) return generated(piecesOfBytes(new Uint8Array(source)));
    if (ArrayBuffer.isView(source)) {
        return generated(piecesOfBytes(new Uint8Array(source.buffer, source.byteOffset, source.byteLength)));
    }
    if (source instanceof Response) return source.body === null ? generated(piecesOfIterable([])) : piecesOfStream(source.body);
    if (typeof source === "object" && source !== null) {
        if ("getReader" in source) return piecesOfStream(source);
        if (Symbol.asyncIterator in source || Symbol.iterator in source) return generated(piecesOfIterable(source));
    }
    throw new TypeError(
        "the source must be a File, a Blob, a ReadableStream, a Response, bytes or an iterable of bytes: for a text, use new Blob([text])",
    );
}

function generated(pieces: AsyncGenerator<Uint8Array, void, undefined>): Pieces {
    return {
        next: () => pieces.next(),
        // Not awaited: it waits for the piece that is read at the moment, which may never come.
        cancel: () => void pieces.return().catch(() => undefined),
    };
}

function piecesOfStream(stream: ReadableStream<Uint8Array>): Pieces {
    const reader = stream.getReader();
    return {
        async next() {
            const piece = await reader.read();
            return piece.done ? { done: true, value: undefined } : { done: false, value: bytesOf(piece.value) };
        },
        cancel: () => void reader.cancel().catch(() => undefined),
    };
}

async function* piecesOfBlob(blob: Blob): AsyncGenerator<Uint8Array, void, undefined> {
    for (let start = 0; start < blob.size; start += PIECE) {
        yield new Uint8Array(await blob.slice(start, start + PIECE).arrayBuffer());
    }
}

async function* piecesOfBytes(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
    for (let start = 0; start < bytes.length; start += PIECE) yield bytes.subarray(start, start + PIECE);
}

async function* piecesOfIterable(
    pieces: Iterable<Uint8Array | string> | AsyncIterable<Uint8Array | string>,
): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const piece of pieces) yield bytesOf(piece);
}

function bytesOf(piece: Uint8Array | string): Uint8Array {
    if (typeof piece === "string") return new TextEncoder().encode(piece);
    if (piece instanceof Uint8Array) return piece;
    throw new TypeError("the pieces of a source must be of the type Uint8Array or string");
}
