"""Builds and checks the libraries for Android, with the Android NDK or without it.

    android.py               links the libraries without the NDK, and checks them
    android.py --abi ABI     does this for one ABI
    android.py --ndk         builds the libraries of the archive with the NDK in ANDROID_NDK_HOME, and checks them
    android.py --packaged    checks the libraries of the archive that exist

A library that is linked without the NDK lacks its unwinder, and names no library that it needs. It stays in `target`
and is never packaged. The symbols that it uses are compared with a table of Android's own symbols.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from library import BUILD, NAME, ROOT, STRIP, TARGET, Elf, Linker, called, run, rust_lld, size

SYMBOLS = "bindings/kotlin/android/symbols.tsv"
MANIFEST = "bindings/kotlin/android/AndroidManifest.xml"
ARCHIVE = ROOT / "bindings/kotlin/native-android"
CHECKS = ROOT / "target/android-checks"
PAGE = 16 * 1024
"""The largest memory page of a device, in bytes."""
UNWINDER = "libunwind"
"""The library of the table that the NDK links statically."""


@dataclass(frozen=True)
class Abi:
    """What a device runs, with Rust's name and that of `readelf`."""

    name: str
    target: str
    machine: str


ABIS = [
    Abi("armeabi-v7a", "armv7-linux-androideabi", "ARM"),
    Abi("arm64-v8a", "aarch64-linux-android", "AArch64"),
    Abi("x86_64", "x86_64-linux-android", "Advanced Micro Devices X86-64"),
]
"""In the order of the columns of the table."""


@dataclass(frozen=True)
class Symbol:
    """A symbol of Android: its library, and the first API level that has it on each ABI, where the ABI has it."""

    library: str
    levels: tuple[int | None, ...]


def symbols(table: str) -> dict[str, Symbol]:
    """The rows of the table by the name of the symbol. Raises an error where a row is wrong."""
    rows = {}
    for line in table.splitlines():
        if line.startswith("#"):
            continue
        library, name, *levels = line.split("\t")
        if len(levels) != len(ABIS):
            raise ValueError(f"{SYMBOLS}: `{line}` does not have an API level for each ABI")
        rows[name] = Symbol(library, tuple(None if level == "-" else int(level) for level in levels))
    return rows


class Android:
    """What a library may use from Android."""

    def __init__(self, api: int, symbols: dict[str, Symbol]) -> None:
        """The oldest API level that the package runs on, and the symbols."""
        self.api, self.symbols = api, symbols

    @classmethod
    def read(cls) -> Android:
        """Reads the manifest and the table of the package."""
        manifest = (ROOT / MANIFEST).read_text("utf-8")
        api = re.search(r'minSdkVersion="(\d+)"', manifest)
        assert api, f"{MANIFEST} has no minSdkVersion"
        return cls(int(api[1]), symbols((ROOT / SYMBOLS).read_text("utf-8")))

    def faults(self, elf: Elf, abi: Abi) -> list[str]:
        """What is wrong with a library for an ABI."""
        faults = [] if elf.machine == abi.machine else [f"it is not for {abi.name}, it is for {elf.machine}"]
        faults += [
            f"a segment is aligned to {alignment} bytes: a device with pages of {PAGE} bytes does not load it"
            for kind, _, alignment in elf.segments
            if kind == "LOAD" and alignment < PAGE
        ]
        return faults + [fault for name in elf.imports for fault in self.faults_of_import(name, elf.imports[name], abi)]

    def faults_of_import(self, name: str, is_weak: bool, abi: Abi) -> list[str]:
        """What is wrong with the use of a symbol."""
        symbol = self.symbols.get(name)
        if symbol is None:
            lists = "Android's public symbol lists (`libc.map.txt` and similar)"
            return [f"it needs {name}, which {SYMBOLS} does not list: add it with the API levels of {lists}"]
        level = symbol.levels[ABIS.index(abi)]
        if level is None:
            return [f"it needs {name}, which Android does not have for {abi.name}"]
        if level > self.api and not is_weak:
            return [f"it needs {name}, which Android has from API {level}; the package promises API {self.api}"]
        return []

    def faults_of_packaged(self, elf: Elf) -> list[str]:
        """What only a library that was linked with the NDK has right."""
        needed = re.findall(r"\[(.*)\]", elf.entries("NEEDED"))
        known = {f"{symbol.library}.so" for symbol in self.symbols.values()}
        unwinder = {name for name, symbol in self.symbols.items() if symbol.library == UNWINDER}
        faults = (
            [] if "libc.so" in needed else ["it does not name libc.so: it was linked without the NDK, for checks only"]
        )
        faults += [f"it needs {name}, which is not a library of {SYMBOLS}" for name in needed if name not in known]
        return faults + [f"it needs {name}, which the NDK links statically" for name in elf.imports if name in unwinder]


def build(abi: Abi, linker: Linker, library: Path) -> None:
    """Builds the static library for an ABI, and links it."""
    run(".ci/cargo-for", abi.target, *BUILD, "--crate-type", "staticlib")
    # Devices with larger pages do not load a library that is laid out for smaller ones.
    linker.link(TARGET / abi.target / "mobile/libaicc_ffi.a", library, [STRIP, f"-z,max-page-size={PAGE}"])


def ndk(abi: Abi, api: int) -> Linker:
    """The compiler of the NDK that ANDROID_NDK_HOME names."""
    (host,) = Path(os.environ["ANDROID_NDK_HOME"], "toolchains/llvm/prebuilt").iterdir()
    target = f"--target={abi.target}{api}"
    return Linker(host / "bin/clang", [target], ["-llog", "-ldl", "-lm", "-lc"], is_compiler=True)


def check(library: Path, faults: list[str]) -> None:
    """Exits with an error where a library has faults."""
    if faults:
        sys.exit(f"{library}: {'; '.join(faults)}")
    print(f"{library} is checked")


def without_ndk(android: Android, abis: list[Abi]) -> None:
    """Links the library for each of the ABIs without the NDK, checks it, and writes the sizes for `.ci/page.py`."""
    # Without any library, the linker leaves open where a symbol comes from.
    linker = Linker(rust_lld(), ["-flavor", "gnu"], [], is_compiler=False)
    sizes = []
    for abi in abis:
        library = CHECKS / abi.name / NAME
        build(abi, linker, library)
        elf = Elf(library)
        check(library, elf.faults(called()) + android.faults(elf, abi))
        sizes.append({"abi": abi.name, "bytes": size(library)})
    print("\n| ABI | bytes, stripped, without the unwinder |\n|---|---:|")
    print("\n".join(f"| {row['abi']} | {row['bytes']} |" for row in sizes))
    proof = ROOT / "target/proof/android.json"
    proof.parent.mkdir(exist_ok=True)
    proof.write_text(json.dumps(sizes), "utf-8")


def packaged(android: Android) -> None:
    """Checks the libraries of the archive that are there."""
    for abi in ABIS:
        library = ARCHIVE / abi.name / NAME
        if library.exists():
            elf = Elf(library)
            check(library, elf.faults(called()) + android.faults(elf, abi) + android.faults_of_packaged(elf))
        else:
            print(f"without {abi.name}: {library} does not exist")


def main() -> None:
    """Runs what the options say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--abi", choices=[abi.name for abi in ABIS])
    parser.add_argument("--ndk", action="store_true")
    parser.add_argument("--packaged", action="store_true")
    options, android = parser.parse_args(), Android.read()
    if options.ndk:
        for abi in ABIS:
            build(abi, ndk(abi, android.api), ARCHIVE / abi.name / NAME)
    if options.ndk or options.packaged:
        packaged(android)
    else:
        without_ndk(android, [abi for abi in ABIS if options.abi in (None, abi.name)])


if __name__ == "__main__":
    main()
