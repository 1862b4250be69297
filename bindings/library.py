"""Builds, links and checks the shared library that the packages for apps hold.

    python3 bindings/library.py           puts the library for this machine into both packages
    python3 bindings/library.py --size    prints its size, built in several ways, and the size of the crates in it

The shared library that Cargo links exports the descriptions that UniFFI's generator reads. The library in a package
exports the functions that the generated sources call, and nothing else. It is linked from the static library.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
HEADER = ROOT / "bindings/swift/Sources/AICCFFI/AICCFFI.h"

NAME = "libaicc_ffi.so"
LARGEST = 1024 * 1024
"""The size that a library for an app stays below, in bytes."""

FLAGS = [
    "--as-needed",
    "--eh-frame-hdr",
    "--gc-sections",
    # One copy of equal functions and of equal constants: nothing in the library compares their addresses.
    "--icf=all",
    "--ignore-data-address-equality",
    "-O1",
    f"-soname={NAME}",
    "-z,noexecstack",
    "-z,now",
    "-z,relro",
]
"""How every library is linked, on Linux and on Android."""
STRIP = "--strip-all"
"""Leaves out what only debuggers read."""
NO_UNWINDING = 'build.rustflags=["-C", "force-unwind-tables=no"]'
"""A library that aborts on a panic needs no tables for unwinding, also not for its dependencies."""
CARGO = ["rustc", "--package", "aicc-ffi", "--lib", "--profile", "mobile", "--locked"]
BUILD = [*CARGO, "--config", NO_UNWINDING]


def output(*command: object) -> str:
    """What a command prints, in English. Raises an error when it fails."""
    words, environment = [str(word) for word in command], {**os.environ, "LC_ALL": "C"}
    return subprocess.run(words, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


def run(*command: object) -> None:
    """Runs a command in the root of the repository. Raises an error when it fails."""
    subprocess.run([str(word) for word in command], cwd=ROOT, check=True)


# Linking


@dataclass
class Linker:
    """A program that links shared libraries."""

    program: Path | str
    before: list[str]
    after: list[str]
    """The libraries: they follow what needs them."""
    is_compiler: bool
    """A compiler takes an option of the linker as `-Wl,OPTION`."""
    lacks: frozenset[str] = frozenset()
    """The flags of every library that this linker does not have."""

    def option(self, flag: str) -> list[str]:
        """`-z,now` as `-Wl,-z,now`, or as `-z` and `now`."""
        return [f"-Wl,{flag}"] if self.is_compiler else flag.split(",")

    def link(self, archive: Path, library: Path, flags: list[str]) -> None:
        """Links a static library as a shared one, with flags beside those of every library."""
        library.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            script = Path(folder, "exports.map")
            script.write_text(version_script(called()), "utf-8")
            whole, end = self.option("--whole-archive"), self.option("--no-whole-archive")
            known = [flag for flag in FLAGS if flag not in self.lacks]
            options = [word for flag in [f"--version-script={script}", *known, *flags] for word in self.option(flag)]
            inputs = [*whole, archive, *end, *options, *self.after]
            run(self.program, *self.before, "-shared", "-o", library, *inputs)


def rust_lld() -> Path:
    """The linker that comes with Rust."""
    host = re.search(r"^host: (.*)", output("rustc", "-vV"), re.MULTILINE)
    assert host
    return Path(output("rustc", "--print", "sysroot").strip(), "lib/rustlib", host[1], "bin/rust-lld")


def link_for_this_machine(library: Path, flags: list[str]) -> None:
    """Links the library for this machine with its C compiler and Rust's linker."""
    folder = rust_lld().with_name("gcc-ld")
    libraries = ["-lgcc_s", "-lpthread", "-lm", "-ldl", "-lc"]
    linker = Linker("cc", ["-fuse-ld=lld", f"-B{folder}"], libraries, is_compiler=True)
    linker.link(TARGET / "mobile/libaicc_ffi.a", library, flags)


def called() -> set[str]:
    """The functions that the generated sources call."""
    functions = declared(HEADER.read_text("utf-8"))
    assert functions, f"{HEADER} declares no function"
    return functions


def declared(header: str) -> set[str]:
    """The functions of the library that a header declares."""
    return set(re.findall(r"\b(?:uniffi|ffi)_aicc_ffi_\w+", header))


def version_script(functions: set[str]) -> str:
    """A script for the linker: the library exports these functions only."""
    return f"{{\nglobal:\n{''.join(f'  {name};{chr(10)}' for name in sorted(functions))}local:\n  *;\n}};\n"


# Checking


class Elf:
    """What `readelf` prints about a library."""

    def __init__(self, library: Path) -> None:
        """Reads the library at a path."""
        options = ["--wide", "--file-header", "--program-headers", "--section-headers", "--dynamic", "--dyn-syms"]
        text = output(os.environ.get("READELF", "readelf"), *options, library)
        machine = re.search(r"^ +Machine: +(.*)", text, re.MULTILINE)
        self.machine = machine[1].strip() if machine else ""
        segment = re.compile(r"^ +(\w+) +(?:0x\w+ +){5}([RWE ]{3}) +(\w+)$", re.MULTILINE)
        self.segments = [(kind, flags, int(alignment, 16)) for kind, flags, alignment in segment.findall(text)]
        self.sections = set(re.findall(r"^ +\[ *\d+\] (\.\S+)", text, re.MULTILINE))
        self.dynamic = re.findall(r"^ 0x\w+ \((\w+)\) +(.*)$", text, re.MULTILINE)
        symbol = re.compile(r"^ +\d+: \w+ +\d+ \w+ +(\w+) +\w+ +(\w+) (\w+)", re.MULTILINE)
        symbols = symbol.findall(text)
        self.exports = {name for _, index, name in symbols if index != "UND"}
        self.imports = {name: binding == "WEAK" for binding, index, name in symbols if index == "UND"}
        """Whether the library loads without the symbol, by its name."""

    def entries(self, kind: str) -> str:
        """The dynamic entries of a kind, in one text."""
        return "\n".join(value for name, value in self.dynamic if name == kind)

    def faults(self, functions: set[str]) -> list[str]:
        """What is wrong with the library on every platform. It must export the functions."""
        kinds = {kind for kind, _, _ in self.segments}
        binds_now = "BIND_NOW" in self.entries("FLAGS") or "NOW" in self.entries("FLAGS_1").split()
        changes_code = any(kind == "TEXTREL" for kind, _ in self.dynamic) or "TEXTREL" in self.entries("FLAGS")
        stack = [flags for kind, flags, _ in self.segments if kind == "GNU_STACK"]
        checks = [
            (f"[{NAME}]" not in self.entries("SONAME"), f"its SONAME is not {NAME}"),
            ("GNU_RELRO" not in kinds, "no part of its data becomes read-only (RELRO)"),
            (not binds_now, "its symbols are not bound at once (BIND_NOW)"),
            (changes_code, "its code changes when it is loaded (TEXTREL)"),
            (not stack or "E" in stack[0], "its stack can be executed"),
            (".symtab" in self.sections, "it is not stripped"),
        ]
        faults = [fault for is_wrong, fault in checks if is_wrong]
        faults += [f"it exports {name}, which no source calls" for name in sorted(self.exports - functions)]
        faults += [f"it does not export {name}, which the sources call" for name in sorted(functions - self.exports)]
        return faults


def size(library: Path) -> int:
    """The size of a library in bytes. Exits with an error where it is too large."""
    size = library.stat().st_size
    if size >= LARGEST:
        sys.exit(f"{library} has {size} bytes; the goal is fewer than {LARGEST}: see `cargo xtask size`")
    return size


# The library for this machine


def build(*options: str) -> None:
    """Builds both libraries for this machine with further options of cargo."""
    run("cargo", *BUILD, *options)


def ship(library: Path) -> None:
    """Puts the library that was built at a path, as apps ship it."""
    if sys.platform == "linux":
        link_for_this_machine(library, [STRIP])
        faults = Elf(library).faults(called())
        if faults:
            sys.exit(f"{library}: {'; '.join(faults)}")
        return
    library.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(TARGET / "mobile" / library.name, library)
    if sys.platform == "darwin":
        run("strip", "-x", library)


def package() -> None:
    """Builds the library for this machine and puts it into both packages."""
    build()
    system, name = {"darwin": ("darwin", "libaicc_ffi.dylib"), "win32": ("win32", "aicc_ffi.dll")}.get(
        sys.platform, ("linux", NAME)
    )
    machine = {"AMD64": "x86-64", "x86_64": "x86-64", "arm64": "aarch64", "ARM64": "aarch64"}
    # Where JNA looks for a library inside a jar.
    folder = f"{system}-{machine.get(platform.machine(), platform.machine())}"
    for library in (ROOT / f"bindings/kotlin/native/{folder}/{name}", ROOT / f"bindings/swift/native/{name}"):
        ship(library)
        size(library)


# Sizes

WAYS = {
    "`opt-level = 3`": ["--config", "profile.mobile.opt-level=3"],
    '`opt-level = "s"`': ["--config", "profile.mobile.opt-level='s'"],
    "panics that unwind": ["--config", "profile.mobile.panic='unwind'"],
    "`regex` in place of `regex-lite`": ["--features", "aicc-core/fast-patterns"],
    # Last: its crates are printed.
    "as apps ship it": [],
}
CRATES = ["aicc_core", "aicc_ffi", "uniffi_core", "regex_lite", "serde_json", "serde_core", "anyhow"]
BACKTRACE = ["gimli", "addr2line", "rustc_demangle", "miniz_oxide", "backtrace_rs"]
"""The crates that resolve the names of a backtrace."""


def owner(symbol: str) -> str:
    """The crate that a symbol is counted for. A generic function counts for the first crate in its name."""
    if any(f"{crate}::" in symbol for crate in BACKTRACE):
        return "backtraces of the standard library"
    found = [(symbol.find(f"{crate}::"), crate) for crate in CRATES if f"{crate}::" in symbol]
    if found:
        return min(found)[1]
    return "aicc_ffi" if "uniffi_" in symbol else "the standard library"


def print_sizes() -> None:
    """Builds the library in each way, and prints its sizes and those of its crates."""
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder, NAME)
        rows = []
        for way, options in WAYS.items():
            build(*options)
            ship(library)
            rows.append((way, library.stat().st_size))
        link_for_this_machine(library, [])
        symbols = output("nm", "--demangle", "--print-size", "--size-sort", library)
    crates: Counter[str] = Counter()
    for line in symbols.splitlines():
        _, bytes_, _, symbol = line.split(" ", 3)
        crates[owner(symbol)] += int(bytes_, 16)
    for title, table in (
        ("| | bytes, stripped |", rows),
        ("| crate | bytes of code and constants |", crates.most_common()),
    ):
        print(f"\n{title}\n|---|---:|")
        print("\n".join(f"| {name} | {count} |" for name, count in table))


if __name__ == "__main__":
    print_sizes() if "--size" in sys.argv[1:] else package()
