"""Builds artifacts of a release twice, in two folders, and compares their bytes.

    python release/reproduce.py [--quick] [KIND…]     wheels, source, commands; all without a name

The second folder is a clone of the commit. The profile of the wheel is an input: it is the same in both folders.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

import commands
import wheels
from project import DIST, QUICK_DIST, ROOT, VERSION, run, say
from sums import digest

KINDS = ("source", "commands", "wheels")
HERE = Path(__file__).name


def built(dist: Path, kind: str) -> list[Path]:
    """Returns the files of a kind for this machine."""
    if kind == "source":
        return [dist / f"aicc-{VERSION}.tar.gz"]
    if kind == "commands":
        assert wheels.HOST.command
        return [dist / commands.file_name(wheels.HOST.command)]
    return sorted(dist.glob(f"aicc-{VERSION}-cp310-*{wheels.HOST.tag}*.whl"))


def build(dist: Path, kind: str, *, quick: bool) -> None:
    """Builds a kind for this machine."""
    if kind == "source":
        wheels.build_source(dist, quick)
    elif kind == "commands":
        assert wheels.HOST.command
        commands.builder(wheels.HOST.command)(dist, quick)
    else:
        profile = wheels.PROFILE_DATA if wheels.PROFILE_DATA.exists() and not quick else None
        wheels.build(wheels.HOST, dist, quick=quick, profile=profile)


def main() -> None:
    """Compares what the folder of artifacts holds with a second build. Fails where bytes differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--here", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(KINDS))
    arguments = parser.parse_args()
    kinds = arguments.kinds or KINDS
    if arguments.here:
        for kind in kinds:
            build(arguments.here, kind, quick=arguments.quick)
        return
    dist = QUICK_DIST if arguments.quick else DIST
    different = []
    with tempfile.TemporaryDirectory(dir=ROOT.parent, prefix="aicc-second-") as folder:
        second = Path(folder, "clone/of/aicc")
        run("git", "clone", "--quiet", ROOT, second)
        tools(second)
        options = ["--quick"] if arguments.quick else []
        run(sys.executable, second / "release" / HERE, *options, "--here", second / "dist", *kinds, folder=second)
        for kind in kinds:
            for file in built(dist, kind):
                is_same = digest(file) == digest(second / "dist" / file.name)
                say(f"{'same' if is_same else 'DIFFERENT'}  {file.name}")
                different += [] if is_same else [file.name]
                if not is_same:
                    shutil.copy(second / "dist" / file.name, dist.with_name(f"second-{file.name}"))
    if different:
        sys.exit(f"error: two builds of one commit differ: {', '.join(different)}")


def tools(second: Path) -> None:
    """Gives the second folder what the first one has installed, and the profile."""
    Path(second, ".cache").mkdir()
    for tool in ("zig", "rust-src"):
        if Path(ROOT, ".cache", tool).exists():
            os.symlink(Path(ROOT, ".cache", tool).resolve(), second / ".cache" / tool)
    if wheels.PROFILE_DATA.exists():
        copy = second / wheels.PROFILE_DATA.relative_to(ROOT)
        copy.parent.mkdir(parents=True)
        shutil.copy(wheels.PROFILE_DATA, copy)


if __name__ == "__main__":
    main()
