"""/stats tells admins, and nobody else, whether suggestions work for people, and names nobody."""

import json
from typing import Any

from bot.dialogue.events import Tapped
from bot.dialogue.language import phrase, speaking, words
from bot.dialogue.taps import Tap, tap_data
from bot.pictures.stats_spec import StatsPicture
from bot.stats.report import Report
from bot.turns.stats_numbers import short_version
from bot.turns.stats_words import MOST_PERIODS, caption, picture
from tests.bot.chatting import ADMIN, ANN, BOB, GROUP, UPDATES, Chat, House
from tests.bot.small import CATALOG

CAT, DAN = 73, 74
WEEK = 604_800


def shown(chat: Chat) -> StatsPicture:
    assert chat.screen.picture is not None
    assert chat.screen.picture.kind == "stats"
    return StatsPicture.from_json(json.loads(json.dumps(chat.screen.picture.to_json()["spec"])))


async def used(home: House) -> None:
    """Four people, two suggestions each: all like the first, one hides the second and one saves it."""
    for user_id in (ANN, BOB, CAT, DAN):
        chat = home.chat(user_id)
        await chat.rate("Heat", "Alien", "Predator")
        await chat.say("/recommend")
        await chat.tap("👍")
        if user_id == ANN:
            await chat.tap("🔖")


async def test_the_numbers_stand_in_the_picture_and_in_its_caption(home: House) -> None:
    await used(home)
    admin = home.chat(ADMIN)
    said = await admin.say("/stats")
    assert said is not None
    assert "The last 12 weeks: 8 suggestions to 4 people, 5 answered." in said
    assert "100\N{NO-BREAK SPACE}% (" in said
    assert "62\N{NO-BREAK SPACE}% of all." in said
    assert "% of the catalogue" in said
    found = shown(admin)
    assert (found.title, found.subtitle) == ("Does it work?", "The last 12 weeks · 4 people · 8 suggestions")
    assert [(tile.number, tile.label) for tile in found.tiles] == [
        ("100\N{NO-BREAK SPACE}%", "liked or saved"),
        ("0\N{NO-BREAK SPACE}%", "disliked"),
        ("0\N{NO-BREAK SPACE}%", "seen before"),
    ]
    assert found.chart is not None
    assert [(column.place, column.number) for column in found.chart.columns] == [(11, "100")]
    assert found.chart.places == 12
    assert [group.title for group in found.groups] == ["By model version", "Was the match right?"]
    assert [row.label for row in found.groups[0].rows] == ["v1"]


async def test_buttons_choose_the_weeks_and_look_again(home: House) -> None:
    await used(home)
    home.now += 5 * WEEK
    admin = home.chat(ADMIN)
    await admin.say("/stats")
    assert admin.labels == ["4 weeks", "12 weeks ✓", "All", "🔄 Look again"]
    await admin.tap("4 weeks")
    assert admin.labels[0] == "4 weeks ✓"
    assert "Nothing to tell of this time yet" in admin.text
    assert shown(admin).chart is None
    await admin.tap("All")
    assert admin.text.startswith("Since Nov 13: 8 suggestions")
    await admin.tap("🔄")
    assert admin.labels[2] == "All ✓"
    assert len(admin.messages) == 1


async def test_all_weeks_of_many_years_have_room(home: House) -> None:
    await used(home)
    home.now += 300 * WEEK
    await used(home)
    admin = home.chat(ADMIN)
    await admin.say("/stats")
    await admin.tap("All")
    found = shown(admin).chart
    assert found is not None
    assert found.places <= MOST_PERIODS
    assert [column.place for column in found.columns] == [0, found.places - 1]


async def test_with_few_people_a_friendly_picture_says_so(home: House) -> None:
    await home.chat(ANN).say("/recommend")
    admin = home.chat(ADMIN, first_name="Ada")
    said = await admin.say("/stats")
    assert said is not None
    assert "fewer than 3 people" in said
    found = shown(admin)
    assert (found.chart, found.groups, found.tiles) == (None, (), ())
    assert found.notes[0] == "Numbers come with people."


async def test_people_who_answered_nothing_are_told_as_that(home: House) -> None:
    for user_id in (ANN, BOB, CAT):
        await home.chat(user_id).say("/recommend")
    admin = home.chat(ADMIN)
    said = await admin.say("/stats")
    assert said is not None
    assert "3 suggestions to 3 people, 0 answered" in said
    assert shown(admin).notes == (words("stats-unanswered"),)
    assert (shown(admin).chart, shown(admin).tiles) == (None, ())


async def test_spanish_light_and_dark(home: House) -> None:
    await used(home)
    admin = home.chat(ADMIN)
    admin.language = "es"
    said = await admin.say("/stats")
    assert said is not None
    assert "Últimas 12 semanas: 8 sugerencias a 4 personas, 5 respondidas." in said
    assert shown(admin).title == "¿Funciona?"
    assert shown(admin).dark
    await admin.rate("Heat")
    await admin.say("/taste")
    await admin.tap_data(tap_data(Tap.SHADE, "light", 0))
    await admin.say("/stats")
    assert not shown(admin).dark


async def test_nobody_else_learns_anything(home: House, ann: Chat) -> None:
    await used(home)
    assert await ann.say("/stats") == phrase("admins-only").plain
    for data in (tap_data(Tap.STATS), tap_data(Tap.STATS, 0), tap_data(Tap.STATS, 4, "again")):
        await ann.tap_data(data)
        assert ann.text == phrase("admins-only").plain
        assert ann.screen.picture is None
        assert ann.answer == words("admins-only")


async def test_in_a_group_not_even_an_admin_is_told(home: House) -> None:
    await used(home)
    group = home.chat(ADMIN, chat_id=GROUP)
    assert await group.say("/stats") == phrase("in-private").plain
    await group.tap_data(tap_data(Tap.STATS, 12, owner=ADMIN))
    assert group.answer == words("in-private")


async def test_any_number_of_weeks_on_a_button_is_answered(home: House) -> None:
    await used(home)
    admin = home.chat(ADMIN)
    for argument in ("7", "99999999999999", "x", "00"):
        outcome = await home.conversation.handle(
            next(UPDATES), Tapped(admin.sender, admin.place, 1, tap_data(Tap.STATS, argument))
        )
        assert outcome.messages


def strings(data: Any) -> list[str]:
    if isinstance(data, dict):
        return [each for key, value in data.items() for each in (str(key), *strings(value))]
    if isinstance(data, list | tuple):
        return [each for value in data for each in strings(value)]
    return [str(data)]


async def test_nobody_and_no_film_is_in_picture_caption_or_data(home: House) -> None:
    people = {4_611_686_018: "Zebedee", 5_764_607_523: "Ysolde", 6_917_529_027: "Xanthippe", 7_205_759_403: "Wulfric"}
    for user_id, name in people.items():
        chat = home.chat(user_id, first_name=name)
        await chat.rate("Heat")
        await chat.say("/recommend")
        await chat.tap("👍")
    for weeks in (4, 12, None):
        tally = await home.storage.tally(home.now, weeks, most=MOST_PERIODS)
        report = Report.of(tally, weeks=weeks, catalogue=12)
        for language in ("en", "es"):
            with speaking(language):
                drawn = picture(report, light=True)
                everything = "\n".join([*strings(drawn.to_json()), caption(report).plain, *strings(report.to_json())])
                for user_id, name in people.items():
                    assert str(user_id) not in everything
                    assert name not in everything
                assert not [movie.title for movie in CATALOG if movie.title in everything]


def test_a_version_is_told_by_its_day_and_last_letters() -> None:
    assert short_version("20261107-031500-e5f6") == "Nov 7 e5f6"
    assert short_version("v1") == "v1"
    assert short_version("20261399-031500-e5f6") == "20261399-031500-e5f6"
    with speaking("es"):
        assert short_version("20261107-031500-e5f6") == "7 nov e5f6"
