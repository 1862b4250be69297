"""The command ``aicc``, which ``python -m aicc`` runs too."""

import signal
import sys

from aicc._aicc import run_command


def main() -> int:
    """Runs the command with the arguments of the process, and returns the exit status."""
    # Ctrl-C ends the process as it ends a program without Python, and not with a KeyboardInterrupt.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    return run_command(["aicc", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
