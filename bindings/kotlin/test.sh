#!/usr/bin/env bash
# Runs the tests of the Kotlin package, and checks the content of its jar and of its archive for Android. The library must be in
# `native` (`cargo xtask bindings --library`), and the command built (`cargo build --package aicc-cli`).
set -euo pipefail
cd "$(dirname "$0")"
export AICC_COMMAND=${AICC_COMMAND:-$(cd ../.. && pwd)/target/debug/aicc}
fail() {
    echo "bindings/kotlin: $1" >&2
    exit 1
}
# The files in an archive, sorted.
entries() {
    jar --list --file "$1" | grep -v '/$' | LC_ALL=C sort
}

# Maven leaves classes whose source is gone.
rm -rf target
# The profile shrinks a small app with the rules of the package, and runs it.
mvn --batch-mode --no-transfer-progress --quiet -DskipLibrary -Pshrunk verify
version=$(sed -n 's/^  <version>\(.*\)<\/version>/\1/p' pom.xml)

jar=target/aicc-$version.jar
packed=$(entries "$jar")
library=$(cd native && find . -type f | sed 's/^\.\///')
for expected in META-INF/LICENSE-APACHE META-INF/LICENSE-MIT META-INF/licences/aicc-ffi.txt "$library"; do
    grep -qxF "$expected" <<<"$packed" || fail "$jar lacks $expected"
done
jar --describe-module --file "$jar" | grep -q '^dev\.aicc@' || fail "$jar has no module name"

android/build-aar.sh
archive=target/aicc-android-$version
layout='AndroidManifest.xml
LICENSE-APACHE
LICENSE-MIT
META-INF/com/android/build/gradle/aar-metadata.properties
R.txt
classes.jar
licences/aicc-ffi.txt
proguard.txt'
[[ $(entries "$archive.aar" | grep -v '^jni/') == "$layout" ]] || fail "$archive.aar holds other files than expected"

classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
aar=$PWD/$archive.aar
(cd "$classes" && jar --extract --file "$aar" classes.jar)
others=$(entries "$classes/classes.jar" | grep -v '^dev/\|^META-INF/' || true)
[[ -z $others ]] || fail "the classes of $archive.aar hold $others"

# What the POM of the archive says, and that of the jar does not.
for expected in '<packaging>aar</packaging>' '<artifactId>aicc-android</artifactId>'; do
    [[ $(grep -cF "$expected" "$archive.pom") == 1 ]] || fail "$archive.pom does not have $expected once"
done
[[ $(grep -A1 -F '<artifactId>jna</artifactId>' "$archive.pom" | grep -cF '<type>aar</type>') == 1 ]] ||
    fail "$archive.pom does not ask for the archive of JNA"
