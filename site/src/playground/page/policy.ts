/** The content security policy of the page. It forbids every connection after the load. */

/** Returns the policy. Style elements of CodeMirror need the nonce; there are no other style elements. */
export function contentSecurityPolicy(styleNonce: string): string {
    return [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        `style-src 'self' 'nonce-${styleNonce}'`,
        // The pictures of CodeMirror's marks are in its styles.
        "img-src data:",
        // The service worker is a file; the worker that checks files has the address of a `blob:`, and so this policy.
        "worker-src 'self' blob:",
        "connect-src 'none'",
        "form-action 'none'",
        "base-uri 'none'",
    ].join("; ");
}
