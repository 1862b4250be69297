"""The command line `aicc`."""

from aicc.cli.app import app, main

__all__ = ["app", "main"]
