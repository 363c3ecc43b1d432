"""Known holes in what Matinee stands on, by pip-audit; said to be skipped where its database cannot be reached.

Exit code 1 where a pinned version has a known hole.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PINS = Path(__file__).resolve().parents[1] / "constraints.txt"
FIRST_SECONDS, SECONDS = 8, 120
"""For one package, to see whether the database answers; and for all."""

Packages = Sequence[dict[str, Any]]


def looked_up(pins: Path, seconds: float) -> Packages | None:
    """What pip-audit finds out about pinned packages; None where it cannot find out anything."""
    command = [sys.executable, "-m", "pip_audit", "-r", str(pins), "--no-deps", "--disable-pip", "--timeout", "4",
               "--progress-spinner", "off", "--format", "json"]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
        packages: Packages = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError, TypeError):
        return None
    return packages if any("skip_reason" not in package for package in packages) else None


def first_pin() -> str:
    """A package that the database knows, if it can be reached."""
    return next(line for line in PINS.read_text("utf-8").splitlines() if line.startswith("httpx=="))


def holes(packages: Packages) -> list[str]:
    """One line for each known hole."""
    return [
        f"{package['name']} {package['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or 'none'}"
        for package in packages
        for hole in package.get("vulns", ())
    ]


def main() -> int:
    """Look, and tell."""
    with tempfile.TemporaryDirectory() as folder:
        probe = Path(folder) / "one.txt"
        probe.write_text(first_pin(), encoding="utf-8")
        found = looked_up(probe, FIRST_SECONDS) and looked_up(PINS, SECONDS)
    if found is None:
        sys.stdout.write("audit: SKIPPED, the database of known holes cannot be reached from here\n")
        return 0
    known = holes(found)
    sys.stdout.write(
        "".join(f"audit: {line}\n" for line in known) or f"audit: no known holes in {len(found)} packages\n"
    )
    return 1 if known else 0


if __name__ == "__main__":
    sys.exit(main())
