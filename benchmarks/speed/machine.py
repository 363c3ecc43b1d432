"""What a run was made on, in one line."""

import os
import platform
from importlib.metadata import version
from pathlib import Path


def machine() -> str:
    """Processor, memory, system and the packages that count."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("numpy", "lightfm-next", "rapidfuzz"))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} × {_processor()}, {memory:.0f} GiB, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, {packages}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or "processor"
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "processor")
