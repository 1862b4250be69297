/** Returns the bytes of a `data:` URL in Base64. */
export function bytesOf(url: string): Uint8Array<ArrayBuffer> {
    const base64 = url.slice(url.indexOf(",") + 1);
    // Newer browsers decode it at once. TypeScript does not know the function yet.
    const { fromBase64 } = Uint8Array as { fromBase64?: (base64: string) => Uint8Array<ArrayBuffer> };
    if (fromBase64) return fromBase64.call(Uint8Array, base64);
    const text = atob(base64);
    const bytes = new Uint8Array(text.length);
    for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index);
    return bytes;
}
