#!/usr/bin/env bash
# Builds the npm package into bindings/javascript/dist: the two WebAssembly modules, their JavaScript code, and the compiled
# TypeScript. `cargo xtask javascript` runs it.
#
#   build.sh            as a release ships it
#   build.sh --quick    without the optimizer of Binaryen, which takes some seconds
set -euo pipefail
package=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$package/../.." && pwd)
cd "$repository"
quick=${1:-}
target=wasm32-unknown-unknown
export PATH="$package/node_modules/.bin:$PATH"

# npm compares what is installed with the lock file, which takes a second.
if ! cmp --silent "$package/package-lock.json" "$package/node_modules/.installed"; then
    (cd "$package" && npm ci --ignore-scripts --no-audit --no-fund --silent)
    cp "$package/package-lock.json" "$package/node_modules/.installed"
fi

# The names of the files of a module, without and with the feature.
module() {
    local name=$1 output=$2
    shift 2
    .ci/cargo-for "$target" build --quiet --locked --lib --package aicc-wasm --profile javascript "$@"
    cargo run --quiet --locked --package aicc-wasm --features bindgen --bin glue -- \
        "target/$target/javascript/aicc_wasm.wasm" "target/glue/$name"
    mkdir -p "$package/src/glue" "$package/dist/glue" "$(dirname "$output")"
    cp "target/glue/$name/aicc.js" "$package/src/glue/$name.js"
    # Programs that are compiled for older editions of JavaScript do not know this symbol.
    sed '/Symbol\.dispose/d' "target/glue/$name/aicc.d.ts" >"$package/src/glue/$name.d.ts"
    cp "$package/src/glue/$name".{js,d.ts} "$package/dist/glue/"
    if [[ $quick == --quick ]]; then
        cp "target/glue/$name/aicc_bg.wasm" "$output"
    else
        wasm-opt -O3 --strip-debug --strip-producers "target/glue/$name/aicc_bg.wasm" -o "$output" \
            --enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals \
            --enable-reference-types --enable-multivalue
    fi
}

rm -rf "$package/dist"
module core "$package/dist/aicc.wasm"
module batch "$package/dist/batch/aicc.wasm" --features batch
tsc --project "$package"

node --input-type=module - "$package"/dist/{,batch/}aicc.wasm <<'EOF'
import { readFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";

for (const path of process.argv.slice(2)) {
    const module = readFileSync(path);
    const [gzip, brotli] = [gzipSync(module, { level: 9 }).length, brotliCompressSync(module).length];
    console.log(`${path.split("/dist/")[1]}: ${module.length} bytes, ${gzip} with gzip, ${brotli} with Brotli`);
}
EOF
