"""The machine and the versions of a run."""

import os
import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

PACKAGES = ["aicc", "fastjsonschema", "jsonschema-rs", "msgspec", "pydantic", "pydantic-core", "serpyco-rs"]


def _cpu_model() -> str:
    cpu_info = Path("/proc/cpuinfo")
    if cpu_info.exists():
        for line in cpu_info.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def describe(of: Sequence[str] = PACKAGES) -> str:
    """Returns the machine, and the versions of what was compared."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    system = f"{platform.system()} {platform.machine()}"
    packages = ", ".join(f"{name} {version(name)}" for name in of)
    return f"{_cpu_model()}, {os.cpu_count()} cores, {system}, {python}\n{packages}"
