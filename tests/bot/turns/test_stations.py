"""Stations in the chat: started, played, steered, listed, renamed, removed; hostile buttons do nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.dialogue.language import phrase, words
from bot.stations import MOST_STATIONS, KeptStation
from bot.storage.kept import Mark
from recengine.catalog import Catalog
from recengine.dataset import Dataset
from recengine.models.popular import PopularModel
from tests.bot.chatting import ANN, BOB, GROUP, Chat, House, house
from tests.bot.small import CATALOG, dataset, key, served_by

CARD = ["👍", "👎", "⏭ Next", "👀 Seen it", "🔖 Save", "❓ Why", "⏹ Stop"]


async def stations(chat: Chat) -> list[KeptStation]:
    return [each for each in await chat.storage.stations(chat.user_id) if not each.removed]


def first_line(chat: Chat) -> str:
    return chat.text.splitlines()[0]


def film(chat: Chat) -> str:
    """The film of a card: the line of title and year."""
    return next(line for line in chat.text.splitlines() if line.endswith(")") and not line.endswith("noted."))


# Starting


async def test_a_film_starts_a_station_that_is_kept(ann: Chat) -> None:
    await ann.say("/station heat")
    assert ann.text.splitlines()[:2] == ["📻 Heat", "Films like Heat."]
    assert film(ann) != "Heat (1995)"
    assert "Like Heat: " in ann.text
    assert ann.labels == CARD
    (kept,) = await stations(ann)
    assert (kept.name, [each.title for each in kept.films], len(kept.played)) == ("Heat", ["Heat"], 1)


async def test_several_films_start_one_station(ann: Chat) -> None:
    await ann.say("/station heat, titanic & zzzqqq")
    assert first_line(ann) == "📻 Heat & Titanic"
    assert "I don't know zzzqqq, so I left it out." in ann.text
    assert [each.title for each in (await stations(ann))[0].films] == ["Heat", "Titanic"]


async def test_words_start_a_station_and_what_was_understood_is_said(ann: Chat) -> None:
    await ann.say("/station rainy sunday comfort")
    assert ann.text.splitlines()[:2] == ["📻 rainy sunday comfort", "I'll play comedy, romance."]
    assert film(ann) in ("Amélie (2001)", "Notting Hill (1999)")
    assert "It has comedy, romance." in ann.text or "It has romance, comedy." in ann.text


async def test_spanish_words_are_understood_and_answered_in_spanish(ann: Chat) -> None:
    ann.language = "es"
    await ann.say("/station comedia romántica")
    assert ann.text.splitlines()[:2] == ["📻 comedia romántica", "Pondré: romance, comedia."]


@pytest.mark.parametrize("text", ["zzzqqq", "🎈🎈", "<b>", "'; drop table stations; --"])
async def test_what_is_not_understood_gets_examples_and_nothing_is_kept(ann: Chat, text: str) -> None:
    said = await ann.say(f"/station {text}")
    assert said is not None
    assert "/station rainy sunday comfort" in said
    assert await stations(ann) == []


async def test_a_title_that_is_not_clear_is_asked_about(ann: Chat) -> None:
    await ann.say("/station die herd matrux")
    assert ann.text.startswith("Which one do you mean")
    await ann.tap("Die Hard")
    assert first_line(ann) == "📻 Die Hard"


async def test_the_same_film_or_name_resumes_its_station(ann: Chat) -> None:
    await ann.say("/station heat")
    first = film(ann)
    await ann.say("/station Heat 1995")
    assert film(ann) != first
    assert ann.text.splitlines()[1] == "You have this one already: it goes on."
    await ann.say("/station HEAT")
    (kept,) = await stations(ann)
    assert len(kept.played) == 3


async def test_a_card_leads_to_a_station_around_its_film_but_not_in_a_group(ann: Chat, home: House) -> None:
    await ann.say("/recommend")
    title = film(ann)[: -len(" (1999)")]
    await ann.tap(words("button-but"))
    await ann.tap(words("button-more"))
    await ann.tap(words("button-station-around"))
    assert ann.text.splitlines()[:2] == [f"📻 {title}", f"Films like {title}."]
    group = home.chat(BOB, chat_id=GROUP)
    await group.say("/recommend")
    await group.tap(words("button-but"))
    await group.tap(words("button-more"))
    assert words("button-station-around") not in group.labels


async def test_two_films_of_one_title_are_told_apart(ann: Chat) -> None:
    await ann.say("/station halloween 1978")
    await ann.say("/station halloween 2007")
    assert {each.name for each in await stations(ann)} == {"Halloween", "Halloween (2007)"}


async def test_twenty_stations_are_enough(ann: Chat) -> None:
    async with ann.storage.transaction() as turn:
        for number in range(MOST_STATIONS):
            await turn.keep_station(
                ANN, KeptStation(f"c{number}", f"No {number}", words=("genre:comedy", f"decade:{number}"))
            )
    await ann.say("/station heat")
    assert ann.text == phrase("stations-full", most=MOST_STATIONS).plain
    assert len(await stations(ann)) == MOST_STATIONS
    await ann.say("/station No 7")
    assert first_line(ann) == "📻 No 7"


# Playing


async def test_likes_and_dislikes_are_ratings_and_steer_the_station(ann: Chat) -> None:
    await ann.say("/station die hard")
    assert film(ann) == "Predator (1987)"
    await ann.tap("👍")
    assert ann.answer == "👍 Predator (1987), noted."
    assert await ann.stars() == {"Predator": 4.0}
    # Predator has action, which Die Hard has too, and sci-fi.
    assert first_line(ann) == "📻 Die Hard · more sci-fi"
    assert film(ann) == "The Matrix (1999)"
    assert "Like Die Hard: action.\nAnd what you liked here: sci-fi." in ann.text
    await ann.tap("👎")
    assert first_line(ann) == "📻 Die Hard"  # one for it, one against it
    while film(ann) != "RoboCop (1987)":
        await ann.tap("⏭")
    await ann.tap("👎")
    assert first_line(ann) == "📻 Die Hard · less crime"


async def test_undo_takes_the_steering_back_too(ann: Chat) -> None:
    await ann.say("/station die hard")
    await ann.tap("👍")
    assert first_line(ann) == "📻 Die Hard · more sci-fi"
    await ann.say("/undo")
    assert await ann.stars() == {}
    await ann.say("/station die hard")
    assert first_line(ann) == "📻 Die Hard"


async def test_a_rating_given_elsewhere_steers_where_the_film_was_played(ann: Chat) -> None:
    await ann.say("/station die hard")
    await ann.tap("⏭")
    await ann.rate("predator", how="👎")
    await ann.rate("titanic")  # not played there
    await ann.say("/station die hard")
    assert first_line(ann) == "📻 Die Hard · less sci-fi"


async def test_nothing_comes_twice_and_then_it_can_start_over(ann: Chat) -> None:
    await ann.rate("titanic")
    await ann.say("/station heat")
    played = [film(ann)]
    await ann.tap("👍")
    played.append(film(ann))
    await ann.tap("👀")
    while "⏭ Next" in ann.labels:
        played.append(film(ann))
        await ann.tap("⏭")
    assert len(played) == len(set(played)) == 10  # twelve, less the seed and the one rated before
    assert "Heat has played everything it has. Start over?" in ann.text
    await ann.tap("🔁")
    assert film(ann) in played[2:]  # neither the one that was rated nor the one that was seen


async def test_a_station_whose_films_are_all_rated_says_so(ann: Chat) -> None:
    await ann.say("/station heat")
    while "👍" in ann.labels:
        await ann.tap("👍")
    assert ann.text.endswith("has nothing left to play: you rated or saw all of it.")
    assert "🔁 Start over" not in ann.labels


async def test_seen_films_never_come_and_are_not_rated(ann: Chat) -> None:
    await ann.say("/station heat")
    seen = film(ann)
    await ann.tap("👀")
    assert ann.answer == words("tap-seen", film=seen)
    assert [f"{each.title} ({each.year})" for each in (await ann.facts()).marks[Mark.SEEN]] == [seen]
    assert await ann.stars() == {}


async def test_a_film_is_saved_from_its_card_and_the_card_stays(ann: Chat) -> None:
    await ann.say("/station heat")
    shown = film(ann)
    await ann.tap("🔖")
    assert (film(ann), ann.labels[4]) == (shown, "🔖 Saved ✓")
    await ann.tap("🔖")
    assert (film(ann), ann.labels[4]) == (shown, "🔖 Save")
    assert await ann.under(Mark.SAVED) == []


async def test_why_tells_the_seed_s_part_and_the_person_s_and_leads_back(ann: Chat) -> None:
    await ann.say("/station die hard")
    await ann.tap("👍")
    await ann.tap("❓")
    assert ann.text.splitlines() == [
        "Why The Matrix (1999) on 📻 Die Hard?",
        "",
        "What it is around: action.",
        "You raised: sci-fi.",
        "Your taste speaks for it too: you liked Predator.",
    ]
    await ann.tap("‹")
    assert film(ann) == "The Matrix (1999)"
    assert ann.labels == CARD


async def test_stop_leaves_ways_on(ann: Chat) -> None:
    await ann.say("/station heat")
    shown = film(ann)
    await ann.tap("⏹")
    assert ann.text.startswith("⏹ Heat is off.")
    assert ann.labels == [f"🎬 {shown}", "▶ Play", "📻 My stations", "🎬 Suggest a film"]
    await ann.tap("📻")
    assert ann.labels[0] == "📻 Heat"
    await ann.tap("📻")
    await ann.tap("▶")
    assert film(ann) != shown
    await ann.say("/stations")
    assert ann.labels[0] == "🔊 Heat"


async def test_an_old_card_acts_on_the_station_it_was_made_for(ann: Chat) -> None:
    await ann.say("/station die hard")
    old = ann.latest
    await ann.say("/station titanic")
    await ann.tap("👍", message=old)
    assert ann.answer == "👍 Predator (1987), noted."
    assert first_line(ann) == "📻 Die Hard · more sci-fi"
    await ann.say("/station titanic")
    assert first_line(ann) == "📻 Titanic"


async def test_wishes_of_the_talk_leave_a_station_alone(ann: Chat) -> None:
    await ann.say("/recommend comedy")
    await ann.say("/station die hard")
    assert film(ann) == "Predator (1987)"
    assert "comedy" not in ann.text.lower()


# The list


async def test_no_stations_tell_how_to_start_one(ann: Chat) -> None:
    assert await ann.say("/station") == phrase("stations-none").plain
    assert ann.labels == ["🎬 Suggest a film", "🔄 Other films"]


async def test_stations_come_in_pages_the_one_played_last_first(ann: Chat) -> None:
    for title in ("heat", "alien", "titanic", "casablanca", "predator", "robocop"):
        await ann.say(f"/station {title}")
    await ann.say("/station")
    assert ann.text.startswith("📻 6 stations.")
    names = ["🔊 RoboCop", "📻 Predator", "📻 Casablanca", "📻 Titanic", "📻 Alien"]
    assert ann.labels == [*names, "🎬 Suggest a film", "›"]
    await ann.tap("›")
    assert ann.labels == ["📻 Heat", "‹", "🎬 Suggest a film"]
    await ann.tap("📻")
    assert first_line(ann) == "📻 Heat"
    assert "Played 1, with 0 👍 and 0 👎." in ann.text
    await ann.tap("‹")
    assert ann.labels == ["📻 Heat", "‹", "🎬 Suggest a film"]


async def rename(ann: Chat) -> None:
    await ann.say("/station heat")
    await ann.say("/station")
    await ann.tap("🔊")
    await ann.tap("✏️")


async def test_a_station_is_renamed_by_the_next_words(ann: Chat) -> None:
    await rename(ann)
    assert ann.text == "What shall Heat be called? Send me the new name."
    await ann.say("\n")
    assert ann.text == "What shall Heat be called? Send me the new name."
    await ann.say("alien <b>nights</b>")
    assert "📻 alien <b>nights</b>" in ann.text
    await ann.say("/station Alien <b>nights</b>")
    assert first_line(ann) == "📻 alien <b>nights</b>"
    await ann.say("alien")
    assert "How was it?" in ann.text  # names are waited for no more


@pytest.mark.parametrize("out", ["tap", "command"])
async def test_whoever_does_something_else_keeps_the_name(ann: Chat, out: str) -> None:
    await rename(ann)
    if out == "tap":
        await ann.tap("Keep the name")
        assert first_line(ann) == "📻 Heat"
    else:
        await ann.say("/cancel")
    await ann.say("alien")
    assert "How was it?" in ann.text
    assert [each.name for each in await stations(ann)] == ["Heat"]


async def test_no_two_stations_have_one_name(ann: Chat) -> None:
    await ann.say("/station alien")
    await rename(ann)
    await ann.say("ALIEN")
    assert {each.name for each in await stations(ann)} == {"Alien", "ALIEN 2"}


async def test_removing_asks_once_and_can_be_taken_back(ann: Chat) -> None:
    await ann.say("/station heat")
    await ann.tap("👍")
    await ann.say("/station")
    await ann.tap("🔊")
    await ann.tap("🗑")
    assert ann.text == "Remove Heat? Your ratings stay."
    await ann.tap("‹")
    await ann.tap("🗑")
    await ann.tap("🗑")
    assert ann.answer == "Heat is removed."
    assert await stations(ann) == []
    assert len(await ann.stars()) == 1
    await ann.tap("↩️")
    assert first_line(ann).startswith("📻 Heat")
    assert "Played 2, with 1 👍" in ann.text
    assert [each.name for each in await stations(ann)] == ["Heat"]


async def test_a_card_of_a_removed_station_says_so_and_changes_nothing(ann: Chat) -> None:
    await ann.say("/station heat")
    card = ann.latest
    await ann.say("/station")
    await ann.tap("🔊")
    await ann.tap("🗑")
    await ann.tap("🗑")
    assert await ann.tap("👍", message=card) is None
    assert ann.answer == words("station-gone")
    assert await ann.stars() == {}


async def test_a_station_goes_on_after_a_restart(tmp_path: Path) -> None:
    async with house(tmp_path) as first:
        ann = first.chat()
        await ann.say("/station die hard")
        await ann.tap("👍")
        line, shown = first_line(ann), film(ann)
        messages, latest = ann.messages, ann.latest
    async with house(tmp_path) as second:
        ann = second.chat()
        ann.messages, ann.latest = messages, latest
        await ann.tap("⏭")
        assert first_line(ann) == line
        assert film(ann) != shown


async def test_a_station_outlives_a_change_of_the_data_set(tmp_path: Path) -> None:
    async with house(tmp_path) as first:
        ann = first.chat()
        await ann.say("/station die hard")
        await ann.tap("👍")
        line = first_line(ann)
    movies = [replace(movie, item_id=movie.item_id + 500) for movie in CATALOG]
    ratings = dataset().ratings.assign(item_id=lambda rows: rows["item_id"] + 500)
    renumbered = served_by(PopularModel(), data=Dataset("renumbered", ratings, Catalog(movies)))
    async with house(tmp_path, served=renumbered) as second:
        ann = second.chat()
        await ann.say("/station die hard")
        assert first_line(ann) == line
        assert film(ann) not in ("Predator (1987)", "The Matrix (1999)", "Die Hard (1988)")  # played, or the seed
    without = Catalog([movie for movie in CATALOG if movie.title not in ("Die Hard", "Predator")])
    kept_ratings = dataset().ratings.query("item_id in @without.item_ids")
    async with house(
        tmp_path, served=served_by(PopularModel(), data=Dataset("less", kept_ratings, without))
    ) as third:
        ann = third.chat()
        await ann.say("/station")
        await ann.tap("🔊")
        await ann.tap("▶")
        assert ann.text == phrase("station-unknown", name="Die Hard").plain
        assert len(await stations(ann)) == 1


async def test_cancel_switches_it_off(ann: Chat) -> None:
    await ann.say("/station heat")
    await ann.say("/cancel")
    await ann.say("/station")
    assert ann.labels[0] == "📻 Heat"


# Hostile input and other people


async def code(ann: Chat) -> str:
    await ann.say("/station heat")
    return (await stations(ann))[0].code


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        ("tune:{code}:{film}:steal", "tap-stale"),
        ("tune:{code}:{film}", "tap-stale"),
        ("tune:{code}:nofilm:like", "tap-unknown-film"),
        ("tune:{code}", "tap-unknown-film"),
        ("tune:00000000:{film}:like", "station-gone"),
        ("tune", "station-gone"),
        ("play", "station-gone"),
        ("play:00000000", "station-gone"),
        ("replay:x", "station-gone"),
        ("station:x:99999", "station-gone"),
        ("name:x", "station-gone"),
        ("untune:x:0:sure", "station-gone"),
        ("retune:x", "station-gone"),
        ("seed:nofilm", "tap-unknown-film"),
    ],
)
async def test_forged_buttons_are_answered_and_change_nothing(ann: Chat, data: str, answer: str) -> None:
    mine = await code(ann)
    before = (await stations(ann), await ann.facts())
    assert await ann.tap_data(data.format(code=mine, film=key(4))) is None
    assert ann.answer == words(answer)
    assert (await stations(ann), await ann.facts()) == before


@pytest.mark.parametrize("data", ["stations:9999", "stations", "station:{code}:7777", "retune:{code}"])
async def test_odd_pages_lead_somewhere(ann: Chat, data: str) -> None:
    mine = await code(ann)
    assert await ann.tap_data(data.format(code=mine))
    assert ann.labels


async def test_nobody_reaches_somebody_else_s_station(home: House) -> None:
    ann, bob = home.chat(ANN), home.chat(BOB)
    mine = await code(ann)
    for data in (f"play:{mine}", f"untune:{mine}:0:sure", f"retune:{mine}", f"tune:{mine}:{key(4)}:like"):
        assert await bob.tap_data(data) is None
        assert bob.answer == words("station-gone")
    assert len(await stations(ann)) == 1


async def test_stations_are_private(home: House) -> None:
    ann = home.chat(ANN)
    mine = await code(ann)
    group = home.chat(ANN, chat_id=GROUP)
    for said in ("/station heat", "/station", "/stations"):
        assert await group.say(said) == phrase("in-private").plain
    assert await group.tap_data(f"play:{mine}", message=1) is None
    assert group.answer == words("in-private")


async def test_screens_are_short_and_have_few_buttons(ann: Chat) -> None:
    await ann.say("/station heat, alien, titanic, amelie, casablanca")
    for tap in (None, "❓", "‹", "⏹", "📻", "📻", "✏️", "Keep", "🗑", "🗑", "📻"):
        if tap:
            await ann.tap(tap)
        assert len(ann.text) < 600
        assert 0 < len(ann.labels) <= 8
