"""Builds the Kotlin package with the libraries of all systems, as a Maven repository takes it, and that for Android."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.etree import ElementTree

import libraries
from project import ROOT, VERSION, Missing, commit_time, run, say

KOTLIN = ROOT / "bindings/kotlin"
MODULES = [KOTLIN, ROOT / "bindings/okhttp", ROOT / "bindings/junit"]
"""Each after those that it depends on, which Maven installs for it."""
POM = "{http://maven.apache.org/POM/4.0.0}"
DEPLOY = "org.apache.maven.plugins:maven-deploy-plugin:3.1.4:deploy"
ANDROID = Path("dev/aicc/aicc-android", VERSION)


def modules() -> list[Path]:
    """Returns the folder of each module in the repository, in the order of `MODULES`."""
    poms = [ElementTree.parse(module / "pom.xml") for module in MODULES]
    return [Path("dev/aicc", pom.findtext(f"{POM}artifactId", ""), VERSION) for pom in poms]


def build(dist: Path, quick: bool) -> None:
    """Builds jars of classes, sources and documentation, with their POM, into `maven`."""
    run(".ci/need", "maven")
    missing = []
    shutil.rmtree(libraries.NATIVE, ignore_errors=True)
    # A quick jar serves this machine.
    for library in libraries.LIBRARIES[: 1 if quick else None]:
        try:
            libraries.build(library)
        except Missing as reason:
            missing.append(f"library for {library.folder}: {reason}")
    repository = dist / "maven"
    shutil.rmtree(repository, ignore_errors=True)
    options = ["-DskipTests", "-DskipLibrary", f"-Dlibraries={libraries.NATIVE}"]
    options += [f"-Dproject.build.outputTimestamp={commit_time()}"]
    options += [f"-DaltDeploymentRepository=dist::file://{repository}"]
    maven = ("mvn", "--batch-mode", "--no-transfer-progress", "--quiet", "-Prelease")
    for module in MODULES:
        shutil.rmtree(module / "target", ignore_errors=True)
        run(*maven, *options, "install", DEPLOY, folder=module)
    _android(repository)
    if missing:
        raise Missing("; ".join(missing))


def _android(repository: Path) -> None:
    """Packs the archive for Android. Without the NDK, it holds the classes only."""
    said = run(KOTLIN / "android/build-aar.sh")
    say(said.strip())
    folder = repository / ANDROID
    folder.mkdir(parents=True)
    for kind in ("aar", "pom"):
        shutil.copy(KOTLIN / f"target/aicc-android-{VERSION}.{kind}", folder)
