#!/usr/bin/env bash
# Builds AICCFFI.xcframework, which Package.swift takes where it is there. Needs macOS with Xcode, and the Rust targets below
# (`rustup target add …`).
set -euo pipefail
cd "$(dirname "$0")"
[[ $(uname) == Darwin ]] || {
    echo "an XCFramework is built on macOS with Xcode" >&2
    exit 1
}

layout=$(mktemp -d)
trap 'rm -rf "$layout"' EXIT
target=$(cargo metadata --no-deps --format-version 1 | python3 -c 'import json, sys; print(json.load(sys.stdin)["target_directory"])')

# One static library for all the architectures of a platform.
build() {
    local platform=$1 parts=()
    shift
    for architecture in "$@"; do
        # What does not unwind needs no tables for it.
        cargo rustc --package aicc-ffi --lib --profile mobile --locked --target "$architecture" -- -C force-unwind-tables=no
        parts+=("$target/$architecture/mobile/libaicc_ffi.a")
    done
    mkdir "$layout/$platform"
    lipo -create "${parts[@]}" -output "$layout/$platform/libaicc_ffi.a"
}

build device aarch64-apple-ios
build simulator aarch64-apple-ios-sim x86_64-apple-ios
build mac aarch64-apple-darwin x86_64-apple-darwin

rm -rf AICCFFI.xcframework
xcodebuild -create-xcframework \
    -library "$layout/device/libaicc_ffi.a" -headers Sources/AICCFFI \
    -library "$layout/simulator/libaicc_ffi.a" -headers Sources/AICCFFI \
    -library "$layout/mac/libaicc_ffi.a" -headers Sources/AICCFFI \
    -output AICCFFI.xcframework
