#!/usr/bin/env bash
# Builds the npm package into bindings/javascript/dist: the two WebAssembly modules, their JavaScript code, and the compiled
# TypeScript. `cargo xtask javascript` runs it.
#
# LLVM optimizes the modules. The optimizer of Binaryen made them no faster and 4 % larger when compressed, in a minute of CPU time.
set -euo pipefail
package=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$package/../.." && pwd)
cd "$repository"
target=wasm32-unknown-unknown
# A release adds flags, by which two folders give the same bytes.
flags="-Zunstable-options -Cpanic=immediate-abort ${CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS:-}"
export PATH="$package/node_modules/.bin:$PATH"

# Builds a module, into the file `output`. Nothing panics in it, so the code of a panic is one instruction, and the standard library
# is optimized for size.
module() {
    local name=$1 output=$2
    shift 2
    BUILD_STD=always RUSTC_BOOTSTRAP=1 CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS=$flags \
        .ci/cargo-for "$target" build -Zbuild-std-features=optimize_for_size \
        --quiet --locked --lib --package aicc-wasm --profile javascript "$@"
    cargo run --quiet --locked --package aicc-wasm --features bindgen --bin glue -- \
        "target/$target/javascript/aicc_wasm.wasm" "target/glue/$name"
    mkdir -p "$package/src/glue" "$package/dist/glue" "$(dirname "$output")"
    cp "target/glue/$name/aicc.js" "$package/src/glue/$name.js"
    # Programs that are compiled for older editions of JavaScript do not know this symbol.
    sed '/Symbol\.dispose/d' "target/glue/$name/aicc.d.ts" >"$package/src/glue/$name.d.ts"
    cp "$package/src/glue/$name".{js,d.ts} "$package/dist/glue/"
    cp "target/glue/$name/aicc_bg.wasm" "$output"
}

rm -rf "$package/dist"
module core "$package/dist/aicc.wasm" --config 'profile.javascript.package.aicc-wasm.opt-level="z"'
module batch "$package/dist/batch/aicc-batch.wasm" --features batch
tsc --project "$package"

node --input-type=module - "$package"/dist/{,batch/}*.wasm <<'EOF'
import { readFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";

for (const path of process.argv.slice(2)) {
    const module = readFileSync(path);
    const [gzip, brotli] = [gzipSync(module, { level: 9 }).length, brotliCompressSync(module).length];
    console.log(`${path.split("/dist/")[1]}: ${module.length} bytes, ${gzip} with gzip, ${brotli} with Brotli`);
}
EOF
