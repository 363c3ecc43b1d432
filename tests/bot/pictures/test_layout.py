"""Where things stand: inside, apart, legible, whatever is shown."""

from dataclasses import fields, replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pictures.grid import WIDTH
from bot.pictures.layout import LOWEST, layout
from bot.pictures.lettering import SMALLEST, drawable, width
from bot.pictures.shapes import Box, Layout, Mark, Slab, Words
from bot.pictures.spec import LONGEST_LABEL, Bar, TastePicture, Turned, Wording
from tests.bot.pictures.tastes import ENGLISH, FULL, SPANISH

labels = st.one_of(
    st.text(max_size=LONGEST_LABEL),
    st.sampled_from(["Crime", "Ciencia ficción", "Alejandro González Iñárritu", "W" * LONGEST_LABEL, "宮崎駿", ""]),
)
bars = st.builds(Bar, labels, st.floats(-1, 1), st.floats(0, 1), st.sampled_from(Turned))
rows = st.lists(bars, max_size=12).map(tuple)
wordings = st.one_of(
    st.just(ENGLISH),
    st.just(SPANISH),
    st.builds(Wording, *[labels] * 8, st.tuples(labels, labels, labels), labels),
)
pictures = st.builds(TastePicture, wordings, rows, rows, rows, rows, st.booleans())


def texts(picture: TastePicture) -> list[str]:
    return [words.text for words in layout(picture).words]


def place(found: Layout, text: str) -> Box:
    return next(words.box for words in found.words if words.text == text)


@settings(max_examples=25, deadline=None)
@given(pictures)
def test_nothing_leaves_the_canvas_and_no_text_meets_another_or_a_bar(picture: TastePicture) -> None:
    found = layout(picture)
    canvas = Box(0, 0, found.width, found.height)
    assert all(piece.box.within(canvas) for piece in found.pieces)
    written = [words.box for words in found.words if words.text]
    assert not [pair for pair in combinations(written, 2) if pair[0].meets(pair[1])]
    solid = [piece.box for piece in found.pieces if isinstance(piece, Slab | Mark)]
    assert not [(one, other) for one in written for other in solid if one.meets(other)]


@settings(max_examples=25, deadline=None)
@given(pictures)
def test_text_is_as_wide_as_its_box_and_large_enough_for_a_phone(picture: TastePicture) -> None:
    for words in layout(picture).words:
        assert words.box.right - words.box.left == width(words.text, words.size, bold=words.bold)
        assert words.size >= SMALLEST == 26
        assert words.text in {"", "…"} or drawable(words.text) == words.text


@settings(max_examples=15, deadline=None)
@given(pictures)
def test_a_picture_is_portrait_or_nearly_square_and_no_more_than_one_and_a_half_times_as_high(
    picture: TastePicture,
) -> None:
    found = layout(picture)
    assert found.width == WIDTH == 1080
    assert LOWEST <= found.height <= 1.5 * WIDTH


def test_bars_reach_from_the_middle_to_their_leaning() -> None:
    one = TastePicture(ENGLISH, genres=(Bar("Musical", -1.0, 1.0), Bar("Crime", 0.5, 1.0)))
    crime, musical = (piece.box for piece in layout(one).pieces if isinstance(piece, Slab) and piece.role != "line"
                      if piece.box.bottom - piece.box.top == 38)  # fmt: skip
    assert (crime.left, crime.right) == (540, 540 + 230)
    assert (musical.left, musical.right) == (80, 540)


def test_genres_stand_from_most_to_least_liked_with_labels_across_the_axis() -> None:
    found = layout(FULL)
    tops = [place(found, name).top for name in ("Crime", "Film-Noir", "Thriller", "Drama", "Comedy", "Musical")]
    assert tops == sorted(tops)
    assert place(found, "Crime").right < 540 < place(found, "Comedy").left


def test_each_step_of_sureness_is_drawn_as_the_legend_says() -> None:
    sure = [Bar("a", 0.5, 0.0), Bar("b", 0.5, 0.32), Bar("c", 0.5, 0.34), Bar("d", 0.5, 0.7), Bar("e", 0.5, 1.0)]
    found = layout(TastePicture(ENGLISH, genres=tuple(sure)))
    fills = [piece.fill for piece in found.pieces if isinstance(piece, Slab) and piece.role == "more"]
    guess, likely, certain = fills[-3:]
    assert guess < likely < certain == 1
    assert fills[:5] == [guess, guess, likely, certain, certain]


def test_what_the_person_turned_is_marked_and_the_marks_explained() -> None:
    marks = [piece.kind for piece in layout(FULL).pieces if isinstance(piece, Mark)]
    assert marks == ["up", "down", "muted", "up", "down", "muted"]
    assert "turned by you" in texts(FULL)
    plain = replace(FULL, genres=(Bar("Crime", 0.8, 0.9),))
    assert "turned by you" not in texts(plain)


def test_sections_without_anything_to_show_are_left_out() -> None:
    bare = replace(FULL, decades=FULL.decades[:1], disliked=(), liked=())
    assert not {"Decades", "More than most", "Less than most"} & set(texts(bare))
    assert {"Decades", "More than most", "Less than most"} <= set(texts(FULL))
    assert layout(TastePicture(ENGLISH)).height == LOWEST


def test_long_names_are_cut_and_a_section_keeps_one_size() -> None:
    long = replace(FULL, liked=(Bar("Alejandro González Iñárritu y sus amigos", 1.0, 1.0), Bar("heist", 1.0, 1.0)))
    found = [words for words in layout(long).words if words.text in {"heist", "slapstick"} or "Alej" in words.text]
    assert {words.size for words in found} == {30}
    assert found[0].text.startswith("Alejandro González")
    assert found[0].text.endswith("…")


def test_a_label_without_a_letter_that_can_be_drawn_is_left_out() -> None:
    assert "…" not in texts(replace(FULL, liked=(Bar("宮崎駿", 1.0, 1.0), Bar("heist", 0.5, 0.5))))


def test_all_words_of_a_picture_are_shown() -> None:
    shown = " ".join(texts(replace(FULL, words=SPANISH)))
    for field in fields(Wording):
        value = getattr(SPANISH, field.name)
        for word in (value,) if isinstance(value, str) else value:
            assert word in shown


def test_words_are_apart_from_bars() -> None:
    words = [piece for piece in layout(FULL).pieces if isinstance(piece, Words)]
    assert {piece.role for piece in words} == {"ink", "quiet", "more", "less"}
