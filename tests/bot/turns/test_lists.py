"""What was rated and what was saved, in pages."""

from bot.dialogue.language import phrase, words
from bot.storage.kept import Mark
from tests.bot.chatting import Chat
from tests.bot.storage.contract import film

EIGHT = ("heat", "alien", "the matrix", "die hard", "predator", "robocop", "titanic", "amelie")


async def test_no_ratings_offer_films_to_tap(ann: Chat) -> None:
    said = await ann.say("/ratings")
    assert said == phrase("no-ratings").plain
    assert len(ann.labels) == 8


async def test_ratings_come_latest_first_in_pages_of_five(ann: Chat) -> None:
    await ann.rate(*EIGHT)
    said = await ann.say("/ratings")
    assert said == "You rated 8 films (page 1 of 2). Tap one to change it."
    assert ann.labels[0] == "★ 5  Amélie (2001)"
    assert ann.labels[5:] == [words("button-suggest"), words("button-next-page")]
    await ann.tap(words("button-next-page"))
    assert ann.labels == [
        "★ 5  The Matrix (1999)",
        "★ 5  Alien (1979)",
        "★ 5  Heat (1995)",
        words("button-previous-page"),
        words("button-suggest"),
    ]
    await ann.tap(words("button-previous-page"))
    assert ann.text == said


async def test_a_page_beyond_the_end_is_the_last_one(ann: Chat) -> None:
    await ann.rate("heat")
    await ann.say("/ratings")
    await ann.tap_data("ratings:9999")
    assert ann.labels == ["★ 5  Heat (1995)", words("button-suggest")]


async def test_a_rating_is_changed_in_the_list(ann: Chat) -> None:
    await ann.rate("heat", "alien")
    await ann.say("/ratings")
    await ann.tap("★ 5  Heat")
    assert "You gave it ★ 5. Change it?" in ann.text
    assert ann.labels[-2:] == [words("button-remove"), words("button-back")]
    await ann.tap("👎")
    assert "You rated 2 films" in ann.text
    assert ann.labels[:2] == ["★ 1.5  Heat (1995)", "★ 5  Alien (1979)"]


async def test_a_rating_is_removed_in_the_list(ann: Chat) -> None:
    await ann.rate("heat", "alien")
    await ann.say("/ratings")
    await ann.tap("★ 5  Heat")
    await ann.tap(words("button-remove"))
    assert ann.answer == "Your rating of Heat (1995) is removed."
    assert ann.labels == ["★ 5  Alien (1979)", words("button-suggest")]
    assert await ann.stars() == {"Alien": 5.0}


async def test_back_leads_to_the_page_one_came_from(ann: Chat) -> None:
    await ann.rate(*EIGHT)
    await ann.say("/ratings")
    await ann.tap(words("button-next-page"))
    page = ann.text
    await ann.tap("★ 5  Heat")
    await ann.tap(words("button-back"))
    assert ann.text == page


async def test_nothing_saved_says_how_to_save(ann: Chat) -> None:
    assert await ann.say("/saved") == phrase("none-saved").plain


async def test_saved_films_wait_latest_first_and_can_be_let_go(ann: Chat) -> None:
    for title in ("heat", "alien"):
        await ann.say(title)
        await ann.tap(words("button-save"))
    assert await ann.say("/saved") == "2 films saved for later. Tap one:"
    assert ann.labels == ["Alien (1979)", "Heat (1995)", words("button-suggest")]
    await ann.tap("Alien")
    assert ann.labels[4:] == [words("button-card"), words("button-remove"), words("button-back")]
    await ann.tap(words("button-back"))
    await ann.tap("Alien")
    await ann.tap(words("button-remove"))
    assert ann.answer == "Alien (1979) is not saved any more."
    assert ann.labels[0] == "Heat (1995)"
    await ann.tap("Heat")
    await ann.tap(words("button-remove"))
    assert ann.text == phrase("none-saved").plain


async def test_a_saved_film_that_is_rated_waits_no_longer(ann: Chat) -> None:
    await ann.say("heat")
    await ann.tap(words("button-save"))
    await ann.say("/saved")
    await ann.tap("Heat (1995)")
    await ann.tap("😍")
    assert await ann.stars() == {"Heat": 5.0}
    assert await ann.under(Mark.SAVED) == []
    assert await ann.say("/undo") == "↩️ Taken back: your rating of Heat (1995) (it is saved again)."
    assert await ann.under(Mark.SAVED) == ["Heat"]
    assert await ann.say("/undo") == "↩️ Taken back: saved Heat (1995)."
    assert await ann.under(Mark.SAVED) == []
    assert await ann.stars() == {}


async def test_ratings_are_searched_by_words_and_typos_are_forgiven(ann: Chat) -> None:
    await ann.rate("heat", "halloween 1978", "halloween 2007")
    said = await ann.say("/ratings halloween")
    assert said == "2 of your ratings fit halloween. Tap one to change it."
    assert ann.labels == ["★ 5  Halloween (2007)", "★ 5  Halloween (1978)", words("button-all-ratings")]
    await ann.say("/ratings haloween 1978")
    assert ann.labels[0] == "★ 5  Halloween (1978)"
    assert await ann.say("/ratings zzzz") == "You haven't rated anything like zzzz."
    await ann.tap(words("button-all-ratings"))
    assert "You rated 3 films" in ann.text


async def test_a_search_shows_the_latest_and_says_how_many_there_are(ann: Chat) -> None:
    await ann.rate("heat", "alien", "die hard", "predator", "robocop", "titanic", "amelie", "casablanca")
    said = await ann.say("/ratings 19")
    assert said is not None
    assert said.startswith("7 of your ratings fit 19.")
    await ann.rate("notting hill")
    said = await ann.say("/ratings 19")
    assert said is not None
    assert said.endswith("add a word to find others.")
    assert len(ann.labels) == 8


GONE = film("A film of another catalogue", 1931)


async def test_a_rated_film_that_the_catalogue_lacks_is_changed_and_removed(ann: Chat) -> None:
    async with ann.storage.transaction() as turn:
        await turn.add_rating(ann.user_id, GONE, 4)
    await ann.say("/ratings another")
    await ann.tap("★ 4  A film")
    assert phrase("not-in-the-catalogue").plain in ann.text
    await ann.tap("👎")
    assert await ann.stars() == {GONE.title: 1.5}
    await ann.tap("★ 1.5  A film")
    await ann.tap(words("button-remove"))
    assert ann.answer == f"Your rating of {GONE.label} is removed."
    assert await ann.stars() == {}
    await ann.say("/undo")
    assert await ann.stars() == {GONE.title: 1.5}


async def test_a_saved_or_hidden_film_that_the_catalogue_lacks_can_be_let_go(ann: Chat) -> None:
    async with ann.storage.transaction() as turn:
        await turn.add_mark(ann.user_id, GONE, Mark.SAVED)
        await turn.add_mark(ann.user_id, GONE, Mark.HIDDEN)
    await ann.say("/saved")
    await ann.tap("A film")
    await ann.tap(words("button-remove"))
    assert await ann.under(Mark.SAVED) == []
    await ann.say("/hidden")
    await ann.tap("↩️ A film")
    assert await ann.under(Mark.HIDDEN) == []
