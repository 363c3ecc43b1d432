"""Row 15 at a small scale, and that the search finds what there is to find."""

import base64
import zipfile
from pathlib import Path
from urllib.parse import quote

from benchmarks.reliability.rows import Options
from benchmarks.reliability.token_search import hits, parts, written_in
from benchmarks.reliability.tokens import searched

TOKEN = "8765:a-token-to-be-found"


async def test_no_token_is_in_anything_that_a_few_tests_and_a_bot_at_debug_write(trained: Path) -> None:
    found = await searched(Options(trained, scale=0.05), ("tests/bot/telegram/test_request.py",))
    assert found.passed
    assert found.tokens > 5
    assert found.size > 10_000
    assert found.hits == ()


def test_a_token_is_found_in_every_form(tmp_path: Path) -> None:
    wanted = [TOKEN, quote(TOKEN, safe=""), repr(TOKEN.encode()), TOKEN.partition(":")[2]]
    wanted += [base64.b64encode(b"x" * n + TOKEN.encode() + b"y").decode() for n in range(3)]
    for number, text in enumerate(wanted):
        (tmp_path / f"{number}.txt").write_text(f"before {text} after")
    with zipfile.ZipFile(tmp_path / "packed.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside.csv", f"{TOKEN} " * 3)
    found = list(hits(sorted(tmp_path.iterdir()), parts([TOKEN])))
    assert {Path(hit.file.split(":")[0]).name for hit in found} == {p.name for p in tmp_path.iterdir()}
    assert all(TOKEN not in hit.around for hit in found)
    assert TOKEN in written_in([Path(__file__).parent])


def test_what_is_no_token_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "log.txt").write_text("12:30:45 bot[hidden] a-token 8765: a-token-to-be")
    assert list(hits([tmp_path / "log.txt"], parts([TOKEN]))) == []


def test_an_archive_made_to_harm_is_searched_as_it_is(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "odd.zip", "w") as archive:
        archive.writestr("inside.csv", TOKEN)
    content = (tmp_path / "odd.zip").read_bytes()
    (tmp_path / "odd.zip").write_bytes(content.replace(b"inside.csv", b"outside.cs", 1))
    assert {Path(hit.file).name for hit in hits([tmp_path / "odd.zip"], parts([TOKEN]))} == {"odd.zip"}
