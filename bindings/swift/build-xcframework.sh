#!/usr/bin/env bash
# Builds the Swift package that apps take by URL, in `target/aicc-swift`:
#
#   AICCFFI.xcframework.zip   the file of a release
#   package                   the content of the repository that SwiftPM fetches; its Package.swift names that file by URL and checksum
#
#   bindings/swift/build-xcframework.sh URL     the address at which the release has AICCFFI.xcframework.zip
#
# Needs macOS with Xcode, and the Rust targets below (`rustup target add …`).
set -euo pipefail
(($# == 1)) || {
    echo "usage: $0 URL" >&2
    exit 2
}
url=$1
cd "$(dirname "$0")"
for tool in lipo xcodebuild; do
    command -v "$tool" >/dev/null || {
        echo "$tool is missing: an XCFramework is built on macOS with Xcode" >&2
        exit 1
    }
done

layout=$(mktemp -d)
trap 'rm -rf "$layout"' EXIT
target=$(cargo metadata --no-deps --format-version 1 | python3 -c 'import json, sys; print(json.load(sys.stdin)["target_directory"])')

# Xcode copies the headers of all frameworks of an app into one folder: these have a folder of their own there.
mkdir -p "$layout/Headers"
cp -R Sources/AICCFFI "$layout/Headers/AICCFFI"

# One static library for all the architectures of a platform.
libraries=()
build() {
    local platform=$1 parts=()
    shift
    for architecture in "$@"; do
        # A library that aborts on a panic needs no tables for unwinding.
        cargo rustc --package aicc-ffi --lib --crate-type staticlib --profile mobile --locked --target "$architecture" \
            --config 'build.rustflags=["-C", "force-unwind-tables=no"]'
        parts+=("$target/$architecture/mobile/libaicc_ffi.a")
    done
    mkdir "$layout/$platform"
    lipo -create "${parts[@]}" -output "$layout/$platform/libaicc_ffi.a"
    libraries+=(-library "$layout/$platform/libaicc_ffi.a" -headers "$layout/Headers")
}

build device aarch64-apple-ios
build simulator aarch64-apple-ios-sim x86_64-apple-ios
build catalyst aarch64-apple-ios-macabi x86_64-apple-ios-macabi
build mac aarch64-apple-darwin x86_64-apple-darwin

release=$target/aicc-swift
rm -rf "$release"
mkdir -p "$release/package/Sources"
xcodebuild -create-xcframework "${libraries[@]}" -output "$release/AICCFFI.xcframework"
(cd "$release" && python3 -m zipfile -c AICCFFI.xcframework.zip AICCFFI.xcframework)
checksum=$(python3 -c 'import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest())' "$release/AICCFFI.xcframework.zip")
sed -e "s|@URL@|$url|" -e "s|@CHECKSUM@|$checksum|" release/Package.swift >"$release/package/Package.swift"
cp -R Sources/AICC Sources/AICCSandbox "$release/package/Sources"
mkdir "$release/package/licences"
cp release/README.md ../../LICENSE-* "$release/package"
cp ../../licences/aicc-ffi.txt "$release/package/licences"
echo "$release"
