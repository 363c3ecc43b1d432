"""How much of a file is read before it is refused, whatever it claims to be."""

from typing import Final

MOST_BYTES: Final = 20_000_000
"""Of a file as it is sent, and of each file in a zip; what Telegram lets a bot fetch."""

MOST_EXPANDED: Final = 50_000_000
"""Bytes of all files in a zip together, as they are declared and as they turn out."""

MOST_ENTRIES: Final = 200
MOST_ROWS: Final = 50_000

LONGEST_HEADER: Final = 4_096
LONGEST_LINE: Final = 65_536
"""Characters; no export of a real site comes near."""

LONGEST_ROW: Final = 262_144
"""Characters: a row goes over several lines where a review does."""

LONGEST_TITLE: Final = 300
MOST_LETTERS: Final = 4_000_000
"""Of all titles together, eighty for each of the rows; those of real exports have twenty."""

CHUNK: Final = 65_536
