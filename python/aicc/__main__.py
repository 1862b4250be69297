"""The command ``aicc``, which ``python -m aicc`` runs too."""

import sys

from aicc._aicc import run_command


def main() -> int:
    """Runs the command with the arguments of the process, and returns the exit status."""
    return run_command(["aicc", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
