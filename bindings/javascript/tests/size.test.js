import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { it } from "node:test";
import { brotliCompressSync } from "node:zlib";

/** What a page loads for checks, forms, requests and replies, in bytes of Brotli. The goal of 120 KB is not reached: decision 0013. */
const LIMIT = 156 * 1024;

it("the module of checks, forms, requests and replies is small", (test) => {
    const module = readFileSync(new URL("../dist/aicc.wasm", import.meta.url));
    const size = brotliCompressSync(module).length;
    test.diagnostic(`aicc.wasm: ${module.length} bytes, ${size} with Brotli, at most ${LIMIT}`);
    assert.ok(size <= LIMIT, `aicc.wasm has ${size} bytes with Brotli, more than ${LIMIT}`);
});
