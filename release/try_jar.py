"""Uses the Kotlin packages in a Maven project elsewhere, without Rust, and loads the libraries for other systems."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import zipfile
from pathlib import Path

import commands
import interpreters
from interpreters import Interpreter
from jar import KOTLIN, modules
from libraries import LIBRARIES, Library
from platforms import PLATFORMS
from project import ROOT, VERSION, Missing, run
from results import Result, all_vectors, keep

TESTS = (
    *("PublicTypes.kt", "Samples.kt", "Subject.kt", "Vectors.kt", "VectorsTest.kt"),
    *("OkHttpTest.kt", "Quickstart.kt", "SignInTest.kt"),
)
"""The vectors, and what needs the modules for OkHttp and JUnit."""
SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin"
LOAD = """
import ctypes, sys
library = ctypes.CDLL(sys.argv[1])
print(library.ffi_aicc_ffi_uniffi_contract_version())
"""
EMULATED = {"linux-aarch64": "Linux aarch64", "win32-x86-64": "Windows x86-64"}
"""The platform whose interpreter loads a library, by the folder of the library."""


def main(dist: Path) -> None:
    """Tries the jars, and each library in the one that has libraries."""
    run(".ci/need", "maven")
    for folder in modules():
        for kind in (".pom", "-sources.jar", "-javadoc.jar"):
            name = f"{folder.parent.name}-{VERSION}{kind}"
            assert Path(dist, "maven", folder, name).exists(), f"{folder} lacks {name}"
    jar = dist / "maven" / modules()[0] / f"aicc-{VERSION}.jar"
    results = in_project(dist)
    results += [in_interpreter(jar, library) for library in LIBRARIES[1:]]
    results.append(android(dist))
    keep("jar", results)


def in_project(dist: Path) -> list[Result]:
    """Runs all vectors in a Maven project, with a local repository that does not have the packages.

    The tests of the modules for OkHttp and JUnit start the command for this machine.
    """
    assert shutil.which("cargo", path=SYSTEM_PATH) is None, f"Rust is in {SYSTEM_PATH}"
    command = dist / commands.file_name(PLATFORMS[0].command or "")
    if not command.exists():
        raise Missing(f"it needs {command.name}: build `commands` first")
    command.chmod(0o755)
    with tempfile.TemporaryDirectory(dir=ROOT / "target") as temporary:
        # The tests read the vectors two folders above.
        project = Path(temporary, "apps/consumer")
        tests = project / "src/test/kotlin/dev/aicc"
        tests.mkdir(parents=True)
        for name in TESTS:
            shutil.copy(KOTLIN / "src/test/kotlin/dev/aicc" / name, tests)
        shutil.copy(ROOT / "release/consumers/pom.xml", project)
        shutil.copytree(ROOT / "tests/vectors", Path(temporary, "tests/vectors"))
        shutil.copy(ROOT / "tests/skips.json", Path(temporary, "tests"))
        Path(temporary, "examples").mkdir()
        shutil.copy(ROOT / "examples/sandbox.json", Path(temporary, "examples"))
        repository = Path(temporary, "repository")
        shutil.copytree(Path.home() / ".m2/repository", repository, copy_function=_link)
        shutil.rmtree(repository / "dev/aicc", ignore_errors=True)
        versions = ("kotlin.version", "junit.version", "gson.version", "okhttp.version", "coroutines.version")
        options = [f"-D{name}={version(name)}" for name in versions]
        options += [
            "-Dkotlin.compiler.daemon=false",
            f"-Daicc.version={VERSION}",
            f"-Ddist={dist / 'maven'}",
            f"-Dmaven.repo.local={repository}",
        ]
        maven = ("mvn", "--batch-mode", "--no-transfer-progress", *options, "test")
        variables = {"PATH": SYSTEM_PATH, "CARGO": "/nonexistent", "AICC_COMMAND": str(command)}
        said = run(*maven, folder=project, **variables)
    assert re.search(r"Tests run: [1-9]\d*, Failures: 0, Errors: 0, Skipped: 0", said), said
    java = re.search(r"Java version: (\S+),", run("mvn", "--version", PATH=SYSTEM_PATH))
    place = f"a Maven project elsewhere, Java {java[1] if java else '?'}, without Rust"
    vectors, *others = [f"maven/{folder}/{folder.parent.name}-{VERSION}.jar" for folder in modules()]
    notes = "signs in to a sandbox, which the command of this release serves"
    return [Result(vectors, place, all_vectors()), *(Result(other, place, notes=notes) for other in others)]


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy(source, target)


def version(name: str) -> str:
    """Returns a version that the POM of the package names."""
    found = re.search(rf"<{re.escape(name)}>(.*)</", Path(KOTLIN, "pom.xml").read_text("utf-8"))
    assert found, f"the POM does not name {name}"
    return found[1]


def in_interpreter(jar: Path, library: Library) -> Result:
    """Loads a library of another system, and calls a function of it: Java for that system is not here."""
    artifact = f"{jar.name}: {library.folder}/{library.file}"
    try:
        with zipfile.ZipFile(jar) as archive, tempfile.TemporaryDirectory() as temporary:
            if f"{library.folder}/{library.file}" not in archive.namelist():
                raise Missing("was not built: see the output of `release`")
            path = archive.extract(f"{library.folder}/{library.file}", temporary)
            if library.folder not in EMULATED:
                raise Missing("was not run: no emulator runs programs of macOS")
            interpreter = interpreters.BY_PLATFORM[EMULATED[library.folder]]()
            version = _contract(interpreter, path)
    except Missing as reason:
        return Result(artifact, "", problem=str(reason))
    return Result(
        artifact, f"loaded by {interpreter.place}", notes=f"contract version {version} of UniFFI; no Java there"
    )


def _contract(interpreter: Interpreter, path: str) -> str:
    return run(*interpreter.words, "-c", LOAD, path, **dict(interpreter.variables)).strip()


def android(dist: Path) -> Result:
    """Looks into the archive for Android."""
    (archive,) = dist.glob("maven/dev/aicc/aicc-android/*/*.aar")
    with zipfile.ZipFile(archive) as opened:
        has_libraries = any(name.startswith("jni/") for name in opened.namelist())
    name = archive.relative_to(dist).as_posix()
    reason = "was not run: no device for Android" if has_libraries else "holds no libraries: they need the Android NDK"
    return Result(name, "", problem=reason)
