#!/usr/bin/env bash
# Lays out the Android archive `target/aicc.aar` from the classes that `mvn package` made and the Android libraries that are there.
#
#   bindings/kotlin/android/build-aar.sh             with the libraries in native-android/<abi>, if any
#   bindings/kotlin/android/build-aar.sh --native    builds them first: needs cargo-ndk and the Android NDK
set -euo pipefail
cd "$(dirname "$0")/.."

abis=(arm64-v8a armeabi-v7a x86_64)
libraries=native-android
if [[ ${1:-} == --native ]]; then
    targets=("${abis[@]/#/--target=}")
    # What does not unwind needs no tables for it.
    export RUSTFLAGS="-C force-unwind-tables=no ${RUSTFLAGS:-}"
    cargo ndk "${targets[@]}" --platform 26 --output-dir "$PWD/$libraries" build --package aicc-ffi --lib --profile mobile --locked
fi

shopt -s nullglob
jars=()
for jar in target/aicc-*.jar; do
    [[ $jar == *-sources.jar || $jar == *-javadoc.jar ]] || jars+=("$jar")
done
((${#jars[@]} == 1)) || {
    echo "one jar is expected in target: run 'mvn package' first" >&2
    exit 1
}

layout=$(mktemp -d)
trap 'rm -rf "$layout"' EXIT
# The same classes without the libraries for desktops.
mkdir "$layout/classes" "$layout/aar"
(cd "$layout/classes" && jar --extract --file "$OLDPWD/${jars[0]}")
jar --create --file "$layout/aar/classes.jar" -C "$layout/classes" dev -C "$layout/classes" META-INF
cp android/AndroidManifest.xml android/consumer-rules.pro "$layout/aar"
# Where the Android Gradle plugin looks for the rules of a library.
cp android/consumer-rules.pro "$layout/aar/proguard.txt"
: >"$layout/aar/R.txt"
mkdir -p "$layout/aar/META-INF/com/android/build/gradle"
printf 'aarFormatVersion=1.0\naarMetadataVersion=1.0\nminCompileSdk=26\n' >"$layout/aar/META-INF/com/android/build/gradle/aar-metadata.properties"
for abi in "${abis[@]}"; do
    library=$libraries/$abi/libaicc_ffi.so
    if [[ -f $library ]]; then
        mkdir -p "$layout/aar/jni/$abi"
        cp "$library" "$layout/aar/jni/$abi"
    else
        echo "without $abi: $library is not there" >&2
    fi
done
jar --create --no-manifest --file target/aicc.aar -C "$layout/aar" .
echo "bindings/kotlin/target/aicc.aar"
