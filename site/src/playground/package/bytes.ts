/** Returns the bytes of a `data:` URL in Base64. */
export function bytesOf(url: string): Uint8Array<ArrayBuffer> {
    const text = atob(url.slice(url.indexOf(",") + 1));
    const bytes = new Uint8Array(text.length);
    for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index);
    return bytes;
}
