"""Uses the artifacts of `dist` where nothing of this repository is, and writes what was found.

    python release/try_release.py [--quick] [KIND…]     all kinds without a name; --quick tries target/quick-dist

Writes `dist/summary.md`, and without --quick `docs/reference/artifacts.md`.
"""

from __future__ import annotations

import argparse
import sys
import time

import try_commands
import try_crates
import try_image
import try_jar
import try_npm
import try_papers
import try_source
import try_swift
import try_wheels
from project import DIST, QUICK_DIST, Missing, say
from results import Result, keep

import page

TRIALS = {
    "wheels": try_wheels.main,
    "source": try_source.main,
    "commands": try_commands.main,
    "crates": try_crates.main,
    "jar": try_jar.main,
    "npm": try_npm.main,
    "swift": try_swift.main,
    "image": try_image.main,
    "papers": try_papers.main,
}


def main() -> None:
    """Tries each kind, also after one has failed. Fails at the end when one has failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(TRIALS))
    arguments = parser.parse_args()
    dist = QUICK_DIST if arguments.quick else DIST
    failed = []
    for kind in arguments.kinds or TRIALS:
        started = time.monotonic()
        try:
            TRIALS[kind](dist)
        except Missing as reason:
            keep(kind, [Result(kind, "", problem=str(reason))])
        except (AssertionError, OSError, RuntimeError) as error:
            say(f"{type(error).__name__}: {error}")
            failed.append(kind)
            keep(kind, [Result(kind, "", problem="failed: see the output of `try-release`")])
        say(f"== {kind}: {time.monotonic() - started:.0f} s")
    text = page.write(dist, list(TRIALS), is_release=not arguments.quick)
    say(text)
    if failed:
        sys.exit(f"error: these trials failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
