"""Where things stand in a picture of statistics: inside, apart, legible, whatever is shown."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pictures.lettering import SMALLEST, drawable, width
from bot.pictures.shapes import Box, Layout, Slab, Words
from bot.pictures.stats_layout import HIGHEST, layout
from bot.pictures.stats_sections import HIGH
from bot.pictures.stats_spec import LONGEST, Chart, Column, Group, Row, StatsPicture, Tile
from tests.bot.pictures.statistics import FULL, SILENT

texts = st.one_of(
    st.text(max_size=LONGEST),
    st.sampled_from(["50 %", "Líneas finas: dónde está la cifra real", "W" * LONGEST, "宮崎駿", ""]),
)
shares = st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)).map(sorted).map(lambda s: (s[1], s[0], s[2]))
columns = st.sets(st.integers(0, 12), max_size=13).flatmap(
    lambda places: st.tuples(
        *(st.tuples(shares, texts, texts).map(lambda c, n=n: Column(n, *c[0], *c[1:])) for n in sorted(places))
    )
)
charts = st.one_of(st.none(), st.builds(Chart, texts, st.just(13), columns))
rows = st.tuples(texts, shares, texts, st.one_of(st.none(), st.floats(0, 1)), st.sampled_from(["more", "less"])).map(
    lambda r: Row(r[0], *r[1], *r[2:])
)
groups = st.builds(Group, texts, texts, st.lists(rows, max_size=5).map(tuple))
pictures = st.builds(
    StatsPicture,
    texts,
    texts,
    st.lists(st.builds(Tile, texts, texts), max_size=3).map(tuple),
    charts,
    st.lists(groups, max_size=3).map(tuple),
    st.lists(texts, max_size=3).map(tuple),
    st.booleans(),
)


def said(found: Layout) -> list[str]:
    return [words.text for words in found.words]


@settings(max_examples=25, deadline=None)
@given(pictures)
def test_nothing_leaves_the_canvas_and_no_text_meets_another_or_a_bar(picture: StatsPicture) -> None:
    found = layout(picture)
    canvas = Box(0, 0, found.width, found.height)
    assert all(piece.box.within(canvas) for piece in found.pieces)
    written = [words.box for words in found.words if words.text]
    assert not [pair for pair in combinations(written, 2) if pair[0].meets(pair[1])]
    solid = [piece.box for piece in found.pieces if isinstance(piece, Slab)]
    assert not [(one, other) for one in written for other in solid if one.meets(other)]


@settings(max_examples=25, deadline=None)
@given(pictures)
def test_text_is_large_enough_for_a_phone_and_a_picture_not_too_high(picture: StatsPicture) -> None:
    found = layout(picture)
    for words in found.words:
        assert words.box.right - words.box.left == width(words.text, words.size, bold=words.bold)
        assert words.size >= SMALLEST
        assert words.text in {"", "…"} or drawable(words.text) == words.text
    assert found.height <= HIGHEST


def test_all_that_usually_is_there_is_shown() -> None:
    found = said(layout(FULL))
    assert {"Does it work?", "54 %", "By version", "Was the match right?", "80–100 %"} <= set(found)
    assert found[-1].startswith("Thin lines")


def test_what_has_no_room_is_left_out_from_the_end_and_the_notes_stay() -> None:
    found = said(layout(replace(FULL, groups=FULL.groups * 2)))
    assert [text for text in found if text in ("By version", "Was the match right?")] == [
        "By version",
        "Was the match right?",
    ]
    assert found[-1].startswith("Thin lines")


def test_columns_reach_as_high_as_their_share_and_stand_at_their_place() -> None:
    chart = Chart("", 4, (Column(0, 0.25, 0.2, 0.3, "25", "a"), Column(3, 1.0, 0.5, 1.0, "100", "b")))
    pieces = layout(StatsPicture("", "", chart=chart)).pieces
    low, high = (piece.box for piece in pieces if isinstance(piece, Slab) and piece.role == "more")
    assert (low.bottom - low.top, high.bottom - high.top) == (HIGH // 4, HIGH)
    assert (low.left + low.right) // 2 == 80 + 115
    assert (high.left + high.right) // 2 == 80 + 3 * 230 + 115


def test_small_shares_look_small() -> None:
    chart = Chart("", 1, (Column(0, 0.05, 0.0, 0.1, "5", "a"),))
    (bar,) = (p.box for p in layout(StatsPicture("", "", chart=chart)).pieces
              if isinstance(p, Slab) and p.role == "more")  # fmt: skip
    assert bar.bottom - bar.top == HIGH // 10


def test_dates_that_have_no_room_are_left_out() -> None:
    dates = [text for text in said(layout(FULL)) if text.startswith("Sep")]
    assert dates[0] == "Sep 1"
    assert 3 <= len(dates) < 11


def test_with_little_to_show_the_words_are_large_and_there_are_no_empty_axes() -> None:
    found = layout(SILENT)
    assert not [piece for piece in found.pieces if isinstance(piece, Slab)]
    assert {words.size for words in found.words if words.text in SILENT.notes} == {36}
    assert all(isinstance(piece, Words) for piece in found.pieces)
