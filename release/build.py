"""Builds the artifacts of a release into `dist`, and names those that this machine cannot build.

    python release/build.py [--quick] [KIND…]     all kinds without a name

With --quick, nothing is optimized, and the artifacts are in `target/quick-dist`. `release/try_release.py` uses them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

import bills
import commands
import image
import jar
import npm
import sums
import swift
import wheels
from platforms import PLATFORMS
from project import DIST, QUICK_DIST, Missing, say

import crates

Build = Callable[[Path, bool], None]


def builds() -> dict[str, dict[str, Build]]:
    """Returns the builds of each kind, by the name of what they make."""
    return {
        "wheels": {
            **{f"wheel for {platform.name}": wheels.builder(platform) for platform in PLATFORMS},
            f"wheel for {wheels.HOST.name}, CPython 3.9": wheels.build_oldest,
        },
        "source": {"source distribution": wheels.build_source},
        "commands": {
            f"command for {platform.name}": commands.builder(platform.command)
            for platform in PLATFORMS
            if platform.command
        },
        "crates": {"crates": crates.build},
        "jar": {"Kotlin package": jar.build},
        "npm": {"npm package": npm.build},
        "swift": {"Swift package": swift.build},
        "image": {"container image": image.build},
        "bills": {"licences and bills of materials": bills.build},
    }


def main() -> None:
    """Builds each artifact, also after one has failed. Fails at the end when one has failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(builds()))
    arguments = parser.parse_args()
    dist = QUICK_DIST if arguments.quick else DIST
    dist.mkdir(parents=True, exist_ok=True)
    missing, failed = [], []
    for kind in arguments.kinds or builds():
        for name, build in builds()[kind].items():
            say(f"== {name}")
            try:
                build(dist, arguments.quick)
            except Missing as reason:
                missing.append(f"{name}: {reason}")
            except RuntimeError as error:
                say(str(error))
                failed.append(name)
    sums.write(dist)
    for reason in missing:
        say(f"not built: {reason}")
    if failed:
        sys.exit(f"error: these builds failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
