"""Every hot path beside the obvious other way and the physical limit: ratios from one run, medians and quartiles.

python -m benchmarks.speed [--only score,turn] [--quick] [--results FILE] [--picture FILE] [--markdown]

Sections of `--only` are kept apart, as some take minutes. With `--results` rows are kept in a file, and sections that
are measured again replace what it says of them.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

# One thread of linear algebra for both sides, before numpy starts; training sets its own.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

from benchmarks.speed import sections  # noqa: E402
from benchmarks.speed.drawing import draw  # noqa: E402
from benchmarks.speed.machine import machine  # noqa: E402
from benchmarks.speed.rows import Row, merged  # noqa: E402
from benchmarks.speed.stage import Stage, default_cache  # noqa: E402
from benchmarks.speed.tables import markdown, text  # noqa: E402


def main() -> int:
    """Print the table; 1 where a goal is missed."""
    arguments = _arguments()
    stage = Stage(arguments.cache, arguments.quick)
    stage.cache.mkdir(parents=True, exist_ok=True)
    rows: list[Row] = []
    for name in arguments.only:
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        rows += sections.SECTIONS[name](stage)
    known = _known(arguments.results)
    rows = sorted(merged(known, rows), key=lambda row: list(sections.SECTIONS).index(row.section))
    if arguments.results:
        data = {"machine": machine(), "rows": [row.to_json() for row in rows]}
        arguments.results.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if arguments.picture:
        draw(rows, arguments.picture)
    print(machine(), end="\n\n")
    print(*(markdown if arguments.markdown else text)(rows), sep="\n")
    return int(any(row.reached is False for row in rows))


def _known(path: Path | None) -> Sequence[Row]:
    if path is None or not path.exists():
        return []
    rows = [Row.from_json(row) for row in json.loads(path.read_text("utf-8"))["rows"]]
    return [row for row in rows if row.section in sections.SECTIONS]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", type=_names, default=[*sections.SECTIONS], help=", ".join(sections.SECTIONS))
    parser.add_argument("--quick", action="store_true", help="small sizes, few rounds")
    parser.add_argument("--results", type=Path, help="file in which rows are kept")
    parser.add_argument("--picture", type=Path, help="draw a picture of the ratios")
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--cache", type=Path, default=default_cache(), help="generated data and models")
    return parser.parse_args()


def _names(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in sections.SECTIONS:
            raise argparse.ArgumentTypeError(f"there is no «{name}»; there are: {', '.join(sections.SECTIONS)}")
    return names


if __name__ == "__main__":
    sys.exit(main())
