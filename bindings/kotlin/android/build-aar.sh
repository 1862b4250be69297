#!/usr/bin/env bash
# Packs the Android archive and its POM, `target/aicc-android-<version>.{aar,pom}`, from the jar that `mvn package` made and the
# Android libraries in `native-android/<abi>`.
#
#   bindings/kotlin/android/build-aar.sh             with the libraries that are there, if any
#   bindings/kotlin/android/build-aar.sh --native    builds them first: needs the Android NDK, version 23 or newer, in
#                                                    ANDROID_NDK_HOME and Rust's targets for Android (`rustup target add …`)
set -euo pipefail
cd "$(dirname "$0")/.."

# Either checks each library: its page size, its symbols, its exports, and that it is stripped.
if [[ ${1:-} == --native ]]; then
    python3 ../android.py --ndk
else
    python3 ../android.py --packaged
fi

version=$(sed -n 's/^  <version>\(.*\)<\/version>/\1/p' pom.xml)
jar=$PWD/target/aicc-$version.jar
[[ -f $jar ]] || {
    echo "$jar is missing: run 'mvn package' first" >&2
    exit 1
}

layout=$(mktemp -d)
trap 'rm -rf "$layout"' EXIT
# The same classes without the libraries for desktops. The licences are outside META-INF: an app does not build if two of its libraries
# have a file of the same name there.
mkdir -p "$layout/classes" "$layout/aar/licences"
(cd "$layout/classes" && jar --extract --file "$jar" && rm -r META-INF/LICENSE-* META-INF/licences)
jar --create --file "$layout/aar/classes.jar" -C "$layout/classes" dev -C "$layout/classes" META-INF
cp android/AndroidManifest.xml ../../LICENSE-* "$layout/aar"
cp ../../licences/aicc-ffi.txt "$layout/aar/licences"
# Where the Android Gradle plugin looks for the rules of a library.
cp android/consumer-rules.pro "$layout/aar/proguard.txt"
: >"$layout/aar/R.txt"
mkdir -p "$layout/aar/META-INF/com/android/build/gradle"
printf 'aarFormatVersion=1.0\naarMetadataVersion=1.0\nminCompileSdk=26\n' >"$layout/aar/META-INF/com/android/build/gradle/aar-metadata.properties"
[[ ! -d native-android ]] || cp -R native-android "$layout/aar/jni"
archive=target/aicc-android-$version
jar --create --no-manifest --file "$archive.aar" -C "$layout/aar" .

# The POM of the jar, for an archive that takes the archive of JNA.
awk '
    /^  <build>/, /^  <\/profiles>/ { next }
    { sub(/^  <artifactId>aicc</, "  <packaging>aar</packaging>\n  <artifactId>aicc-android<"); print }
    /<artifactId>jna</ { print "      <type>aar</type>" }
' pom.xml >"$archive.pom"
echo "bindings/kotlin/$archive.aar, .pom"
