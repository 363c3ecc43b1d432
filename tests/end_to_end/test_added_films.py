"""From a title that is missing to a film that is found, suggested and rated, over HTTP and without a restart."""

from bot.bootstrap import Parts
from bot.dialogue.language import words
from tests.bot.sandbox.client import ADA, CHIDI, DANA
from tests.end_to_end.conftest import Cinema
from tests.end_to_end.test_chatting import person, tapped


async def test_a_film_that_was_missed_is_added_found_suggested_and_rated(cinema: Cinema, bot: Parts) -> None:
    async with person(cinema, DANA) as dana, person(cinema, ADA) as ada:
        assert "noted" in (await dana.ask("/rate Zyzzyva Quux"))["text"]
        listed = await ada.ask("/addfilm")
        opened = await tapped(ada, "Zyzzyva Quux · 1×", message=listed)
        asked = await tapped(ada, words("button-add-wanted"), message=opened)
        assert "Which year" in asked["text"]
        assert "Which genres" in (await ada.ask("2025"))["text"]
        shown = await ada.ask("drama, romance")
        added = await tapped(ada, words("button-add-film"), message=shown)
        assert "is added" in added["text"]
        await bot.serving.refresh()  # sooner than it looks by itself

        choice = await dana.ask("zyzyva quuks")
        found = await tapped(dana, "Zyzzyva Quux (2025)", message=choice)
        assert "Zyzzyva Quux (2025)" in found["text"]
        await tapped(dana, words("rate-loved"), message=found)
        (rated,) = (await bot.storage.facts(DANA)).ratings
        assert (rated.film.title, rated.stars) == ("Zyzzyva Quux", 5.0)

    async with person(cinema, CHIDI) as chidi:
        card = await chidi.ask("romance from 2025")
        assert "Zyzzyva Quux (2025)" in card["text"]
        why = await tapped(chidi, words("button-why"), message=card)
        assert "Zyzzyva Quux" in why["text"]


async def test_a_restart_serves_added_films_from_the_first_message(cinema: Cinema) -> None:
    async with cinema.bot(), person(cinema, ADA) as ada:
        shown = await ada.ask("/addfilm Zyzzyva Quux (2025) drama")
        await tapped(ada, words("button-add-film"), message=shown)
    async with cinema.bot(), person(cinema, DANA) as dana:
        assert "Zyzzyva Quux (2025)" in (await dana.ask("zyzzyva quux"))["text"]
