#!/usr/bin/env bash
# Runs the tests of the Swift package, and builds and checks the package that apps take by URL, with stand-ins for the programs that
# only macOS has. The library must be in `native` (`cargo xtask bindings --library`), and the command built (`cargo build --package aicc-cli`).
set -euo pipefail
cd "$(dirname "$0")"
export AICC_COMMAND=${AICC_COMMAND:-$(cd ../.. && pwd)/target/debug/aicc}
repository=$(cd ../.. && pwd)
swift=swift
command -v swift >/dev/null || {
    swift=$repository/.ci/swift
    # What URLSession trusts in the system of .ci/swift: a test replaces it by the certificate of its sandbox.
    export AICC_TRUSTED=/etc/ssl/certs/ca-certificates.crt
}
fail() {
    echo "bindings/swift: $1" >&2
    exit 1
}

"$swift" test --parallel --xunit-output .build/tests.xml

# The static libraries that the stand-ins make hold the names of their targets.
folder=$repository/target/swift-stand-ins
mkdir -p "$folder/bin"
cat >"$folder/bin/cargo" <<'STAND_IN'
#!/bin/sh
[ "$1" = rustc ] || exec "$CARGO" "$@"
while [ "$1" != --target ]; do shift; done
mkdir -p "$CARGO_TARGET_DIR/$2/mobile"
echo "$2" >"$CARGO_TARGET_DIR/$2/mobile/libaicc_ffi.a"
STAND_IN
cat >"$folder/bin/lipo" <<'STAND_IN'
#!/bin/sh
shift
parts=
while [ "$1" != -output ]; do
    parts="$parts $1"
    shift
done
cat $parts >"$2"
STAND_IN
cat >"$folder/bin/xcodebuild" <<'STAND_IN'
#!/bin/sh
for output; do :; done
shift
while [ "$1" = -library ]; do
    slice=$output/$(basename "$(dirname "$2")")
    mkdir -p "$slice"
    cp "$2" "$slice"
    cp -R "$4" "$slice/Headers"
    shift 4
done
STAND_IN
chmod +x "$folder"/bin/*
url=https://aicc.dev/AICCFFI.xcframework.zip
CARGO=$(command -v cargo) CARGO_TARGET_DIR=$folder PATH=$folder/bin:$PATH ./build-xcframework.sh "$url"
release=$folder/aicc-swift
framework=$release/AICCFFI.xcframework
package=$release/package

slice_holds() {
    local slice=$framework/$1
    shift
    [[ $(<"$slice/libaicc_ffi.a") == "$(printf '%s\n' "$@")" ]] || fail "$slice is not built for $*"
    # Another framework with a file of the same name there does not build beside this one.
    [[ $(ls "$slice/Headers") == AICCFFI ]] || fail "$slice has headers outside of their own folder"
    [[ -f $slice/Headers/AICCFFI/AICCFFI.h ]] || fail "$slice has no header"
}
slice_holds catalyst aarch64-apple-ios-macabi x86_64-apple-ios-macabi
slice_holds device aarch64-apple-ios
slice_holds mac aarch64-apple-darwin x86_64-apple-darwin
slice_holds simulator aarch64-apple-ios-sim x86_64-apple-ios

for expected in LICENSE-APACHE LICENSE-MIT licences/aicc-ffi.txt README.md Sources/AICC/PrivacyInfo.xcprivacy; do
    [[ -f $package/$expected ]] || fail "the package lacks $expected"
done
# The compiler finds the C module in its folder, and the sources of the package agree with it.
find "$package/Sources/AICC" -name '*.swift' -print0 |
    xargs -0 "$swift" -frontend -typecheck -module-name AICC -I "$framework/mac/Headers"

cd "$package"
manifest=$("$swift" package dump-package)
manifest=${manifest//\\\//\/}
for expected in "$url" "$("$swift" package compute-checksum ../AICCFFI.xcframework.zip)"; do
    [[ $manifest == *"$expected"* ]] || fail "the manifest does not name $expected"
done
# SwiftPM refuses a dependency that has them.
[[ $manifest != *unsafeFlags* ]] || fail "the manifest has unsafe flags"
