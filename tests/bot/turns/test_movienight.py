"""A movie night, turn by turn: who is in, wishes, proposal, vote, and who gave way."""

import asyncio
from pathlib import Path

import pytest

from bot.dialogue.events import Left, Migrated, Place, Sender, Tapped, Voted
from bot.dialogue.language import words
from bot.nights import LASTS, MOST_MEMBERS, Status
from bot.storage.kept import Mark
from tests.bot.chatting import UPDATES, Chat, House, house
from tests.bot.gathering import ANN, BOB, CAT, DAN, Group


@pytest.fixture
def group(home: House) -> Group:
    return Group(home)


async def opened(group: Group, *people: int) -> Group:
    """A night that these people joined."""
    await group.say(people[0], "/movienight")
    await group.join(*people)
    return group


async def voting(group: Group, *people: int) -> Group:
    """A night with a poll."""
    await opened(group, *people)
    await group.tap(people[0], "Suggest")
    return group


async def test_a_night_opens_and_says_what_joining_shows(group: Group) -> None:
    await group.say(ANN, "/movienight")
    assert "Movie night!" in group.text
    assert "in percent. Ratings stay private." in group.text
    assert "Nobody is in yet." in group.text
    await group.join(ANN, BOB)
    assert "In: Ann, Bob" in group.text
    assert len(group.messages) == 1  # the card is one message


async def test_whoever_joined_can_leave_and_is_told(group: Group) -> None:
    await opened(group, ANN, BOB)
    assert await group.tap(BOB, "🚪") == words("night-tap-out")
    assert "In: Ann\n" in group.text
    assert await group.tap(BOB, "🚪") == words("night-tap-not-in")
    assert await group.tap(ANN, "🙋") == words("night-tap-in-already")


async def test_in_private_the_command_tells_how_and_offers_to_add_the_bot_to_a_group(ann: Chat) -> None:
    said = await ann.say("/movienight")
    assert said is not None
    assert said.startswith("🍿 Movie nights are for groups")
    link = ann.screen.rows[0][0].link
    assert link is not None
    assert (link.parameter, link.group) == ("night", True)


async def test_the_link_of_the_invitation_opens_a_night_in_the_group(group: Group) -> None:
    assert "Movie night!" in str(await group.say(ANN, "/start@matinee night"))


async def test_wishes_come_with_the_command_and_as_replies_and_add_up(group: Group) -> None:
    await group.say(ANN, "/movienight 90s, no horror")
    await group.join(ANN, BOB)
    assert "Wishes: 90s · no horror" in group.text
    await group.say(BOB, "romance please", reply_to=group.latest)
    assert "Wishes: 90s · romance · no horror" in group.text
    await group.tap(ANN, "Suggest")
    assert set(group.options) == {"Titanic (1997)", "Notting Hill (1999)"}


async def test_a_wish_that_says_nothing_is_answered_shortly(group: Group) -> None:
    await opened(group, ANN)
    said = await group.say(ANN, "lol", reply_to=group.latest)
    assert said == words("night-no-wish")


async def test_what_people_say_to_each_other_or_to_other_messages_is_not_answered(group: Group) -> None:
    await opened(group, ANN)
    assert await group.say(ANN, "no horror") is None
    assert await group.say(ANN, "no horror", reply_to=4711) is None


async def test_wishes_of_somebody_who_is_not_in_change_nothing(group: Group) -> None:
    await opened(group, ANN)
    await group.say(BOB, "no horror", reply_to=group.latest)
    assert group.text.startswith(words("night-join-first"))
    assert "Wishes" not in group.text


async def test_wishes_can_be_dropped(group: Group) -> None:
    await group.say(ANN, "/movienight western")
    await group.tap(ANN, "Drop the wishes")
    assert "Wishes" not in group.text


async def test_somebody_unknown_gets_a_button_to_the_private_chat_and_counts_once_they_rated(group: Group) -> None:
    await group.rate(ANN, "Heat", "Die Hard", "Predator")
    await opened(group, ANN)
    assert not any(b.link for row in group.messages[group.latest].rows for b in row)
    assert await group.tap(BOB, "🙋") == words("night-tap-in-unknown")
    assert "I don't know the taste of Bob yet" in group.text
    (link,) = [b.link for row in group.messages[group.latest].rows for b in row if b.link]
    assert (link.parameter, link.group) == ("night", False)
    await group.tap(ANN, "Suggest")
    assert "Ann " in group.text
    assert "Bob" not in "".join(line for line in group.text.splitlines() if "%" in line)
    bob = group.home.chat(BOB, first_name="Bob")
    assert str(await bob.say("/start night")).startswith("Hi! One film is enough")
    await bob.rate("Titanic")
    assert str(await bob.say("/start night")).startswith("You count!")
    await group.tap(ANN, "Other films")
    assert all("Ann" in line and "Bob" in line for line in group.text.splitlines() if "%" in line)


async def test_a_proposal_shows_first_names_with_matches_and_opens_a_poll(group: Group) -> None:
    await group.rate(ANN, "Heat", "Die Hard")
    await group.rate(BOB, "Titanic", "Notting Hill")
    await voting(group, ANN, BOB)
    assert 2 <= len(group.options) <= 10
    for place, film in enumerate(group.options):
        assert f"{place + 1}. {film}" in group.text
    lines = [line for line in group.text.splitlines() if "%" in line]
    assert len(lines) == len(group.options)
    assert all(line.startswith("Ann ") and " · Bob " in line for line in lines)
    assert not {"Heat (1995)", "Titanic (1997)"} & set(group.options)


async def test_films_that_somebody_saw_or_hid_are_not_proposed(group: Group) -> None:
    ann = group.home.chat(ANN)
    await ann.say("/recommend")
    seen = ann.text.splitlines()[0]
    await ann.tap("👀")
    assert await ann.under(Mark.SEEN)
    await voting(group, ANN, BOB)
    assert seen not in group.options


async def test_other_films_are_others_and_close_the_first_poll(group: Group) -> None:
    await voting(group, ANN, BOB)
    first, poll = set(group.options), group.poll
    await group.vote(ANN, 0)
    await group.tap(BOB, "Other films")
    assert not first & set(group.options)
    assert group.polls[poll] in group.closed
    await group.vote(BOB, 1, poll=poll)  # too late
    night = await group.home.storage.night(group.chat_id)
    assert night is not None
    assert dict(night.votes) == {}


async def test_only_those_who_are_in_or_the_host_propose_close_and_call_off(group: Group) -> None:
    await group.say(ANN, "/movienight")
    await group.join(BOB)
    for button in ("Suggest", "Call it off"):
        assert await group.tap(CAT, button) == words("night-tap-join-first")
    await group.tap(ANN, "Suggest")  # opened it, and is not in
    assert await group.close(CAT) == words("night-tap-join-first")
    await group.close(BOB)
    assert "Tonight:" in group.text


async def test_the_winner_is_told_when_all_who_are_in_have_voted(group: Group) -> None:
    await voting(group, ANN, BOB, CAT)
    assert await group.vote(ANN, 1) is None
    assert await group.vote(DAN, 0) is None  # is not in
    assert await group.vote(BOB, 1) is None
    said = await group.vote(CAT, 0)
    assert said is not None
    assert f"Tonight: {group.options[1]}" in said
    assert "2 votes made it." in said
    assert group.closed == {group.polls[group.poll]}
    assert await group.vote(CAT, 1) is None  # told once


async def test_a_vote_taken_back_is_waited_for(group: Group) -> None:
    await voting(group, ANN, BOB)
    await group.vote(ANN, 1)
    await group.vote(ANN)
    assert await group.vote(BOB, 1) is None
    assert "Tonight" in str(await group.vote(ANN, 0))


async def test_a_tie_goes_to_the_fair_order_and_says_so(group: Group) -> None:
    await voting(group, ANN, BOB)
    await group.vote(ANN, 2)
    said = await group.vote(BOB, 1)
    assert f"Tonight: {group.options[1]}" in str(said)
    assert "A tie: 2 films with one vote each." in str(said)


async def test_closing_without_votes_takes_the_fairest(group: Group) -> None:
    await voting(group, ANN, BOB)
    await group.close(ANN)
    assert f"Tonight: {group.options[0]}" in group.text
    assert words("night-no-votes") in group.text


async def test_a_vote_that_came_before_joining_counts_after_it(group: Group) -> None:
    await voting(group, ANN, BOB)
    await group.vote(CAT, 0)
    await group.vote(ANN, 0)
    await group.tap(CAT, "🙋")
    assert "Tonight" in str(await group.vote(BOB, 0))


async def test_somebody_leaving_the_group_is_not_waited_for(group: Group) -> None:
    await voting(group, ANN, BOB)
    await group.vote(ANN, 0)
    assert "Tonight" in str(await group.leave(BOB))


async def test_somebody_who_blocks_the_bot_is_out(group: Group) -> None:
    await opened(group, ANN, BOB)
    await group.take(Left(Sender(BOB, "Bob"), Place(BOB)))
    await group.say(ANN, "/movienight")
    assert "In: Ann\n" in group.text


async def test_who_gave_way_counts_double_the_next_time_they_take_part(group: Group) -> None:
    for who in (ANN, CAT):
        await group.rate(who, "Heat", "Die Hard", "Predator")
    await group.rate(BOB, "Titanic", "Notting Hill", "Casablanca")
    await voting(group, ANN, BOB, CAT)
    thrill = next(n for n, film in enumerate(group.options) if film in ("The Matrix (1999)", "RoboCop (1987)"))
    for who in (ANN, BOB, CAT):
        await group.vote(who, thrill)
    assert "Gave way, so counts double next time: Bob" in group.text
    await group.tap(CAT, "Another night")
    await group.join(ANN, BOB, CAT)
    await group.tap(ANN, "Suggest")
    assert "counts double tonight: Bob" in group.text
    assert group.options[0] == "Amélie (2001)"


async def test_a_winner_is_saved_by_nobody_but_who_asks(group: Group) -> None:
    await voting(group, ANN, BOB)
    await group.close(ANN)
    ann, bob = group.home.chat(ANN), group.home.chat(BOB)
    assert await ann.under(Mark.SAVED) == await bob.under(Mark.SAVED) == []
    answer = await group.tap(BOB, "Save for me")
    assert answer == words("tap-saved", film=group.options[0])
    assert await bob.under(Mark.SAVED) == [group.options[0][:-7]]
    assert await ann.under(Mark.SAVED) == []
    assert (await bob.facts()).ratings == ()


async def test_a_second_call_shows_the_open_night_anew(group: Group) -> None:
    await opened(group, ANN)
    first = group.latest
    await group.say(BOB, "/movienight")
    assert group.latest != first
    assert "In: Ann\n" in group.text
    await group.tap(BOB, "🙋", message=first)  # the older card still works
    night = await group.home.storage.night(group.chat_id)
    assert night is not None
    assert [member.name for member in night.members] == ["Ann", "Bob"]


async def test_buttons_of_an_older_night_answer_plainly(group: Group) -> None:
    await voting(group, ANN, BOB)
    card = group.latest
    await group.close(ANN)
    decided = words("night-tap-decided", film=group.options[0])
    assert await group.tap(ANN, "🙋", message=card) == decided
    assert await group.close(BOB) == decided
    await group.tap(ANN, "Another night")
    assert await group.tap(ANN, "Other films", message=card) == words("night-tap-under-way")
    await group.tap(ANN, "Call it off")
    assert await group.tap_data(ANN, "night:join:2") == words("night-tap-cancelled")
    assert await group.tap(ANN, "Other films", message=card) == words("night-tap-over")


@pytest.mark.parametrize("data", ["night", "night:join", "night:frob:1", "night:propose:999999999999", "night:new:1"])
async def test_data_that_no_button_carries_changes_nothing(group: Group, data: str) -> None:
    await opened(group, ANN)
    before = await group.home.storage.night(group.chat_id)
    assert await group.tap_data(BOB, data)
    assert await group.home.storage.night(group.chat_id) == before


async def test_tapped_in_a_private_chat_it_is_out_of_date(ann: Chat) -> None:
    await ann.say("/help")
    await ann.tap_data("night:join:1")
    assert ann.answer == words("night-tap-over")


async def test_a_night_of_one_works(group: Group) -> None:
    await group.rate(ANN, "Heat")
    await voting(group, ANN)
    assert "Tonight" in str(await group.vote(ANN, 0))
    assert "Gave way" not in group.text


async def test_twelve_people_fit_and_a_thirteenth_is_told(group: Group) -> None:
    people = list(range(1001, 1001 + MOST_MEMBERS))
    for number, who in enumerate(people):
        await group.rate(who, "Heat" if number % 2 else "Titanic")
    await opened(group, *people)
    assert await group.tap(2000, "🙋") == words("night-tap-full")
    await group.tap(people[0], "Suggest")
    assert "% on average, lowest P10" in group.text
    for screen in group.messages.values():
        assert len(screen.text.plain) < 600
        assert sum(len(row) for row in screen.rows) <= 8
    for who in people:
        said = await group.vote(who, 0)
    assert "12 votes made it." in str(said)
    assert len(group.text) < 600


async def test_the_only_film_left_wins_without_a_poll(group: Group) -> None:
    await group.say(ANN, "/movienight western 1942")
    await group.say(ANN, "drama", reply_to=group.latest)
    await group.join(ANN)
    await group.tap(ANN, "Drop the wishes")
    await group.say(ANN, "drama 1942", reply_to=group.latest)
    await group.tap(ANN, "Suggest")
    assert "Tonight: Casablanca (1942)" in group.text
    assert words("night-only-one") in group.text
    assert group.polls == {}


async def test_wishes_that_nothing_meets_are_let_go_and_said(group: Group) -> None:
    await group.say(ANN, "/movienight romance since 2005")
    await group.join(ANN)
    await group.tap(ANN, "Suggest")
    assert group.text.startswith("Nothing fits all of that, so I left out: since 2005.")


async def test_a_night_that_was_forgotten_gives_way_to_a_new_one(home: House, group: Group) -> None:
    await voting(group, ANN, BOB)
    clock = home.conversation._clock
    home.conversation._clock = lambda: clock() + LASTS
    await group.say(CAT, "/movienight")
    assert "Nobody is in yet." in group.text
    assert group.polls[group.poll] in group.closed


async def test_a_group_that_moved_keeps_its_night(group: Group) -> None:
    await opened(group, ANN)
    await group.take(Migrated(Sender(0), group.place, -100777))
    group.chat_id = -100777
    await group.say(BOB, "/movienight")
    assert "In: Ann\n" in group.text


async def test_names_are_shown_short_and_in_one_line(home: House, group: Group) -> None:
    await group.say(ANN, "/movienight")
    await group.take(
        Tapped(Sender(BOB, "Bob\n\u202e<b>Robertson the First"), group.place, group.latest, "night:join:1")
    )
    assert "In: Bob <b>Rober\n" in group.text


async def test_the_night_speaks_the_language_it_was_opened_in_and_taps_are_answered_in_ones_own(
    group: Group,
) -> None:
    await group.say(ANN, "/movienight")
    group.language = "es"
    assert str(await group.tap(BOB, "🙋")).startswith("¡Estás dentro!")
    assert "In: Bob" in group.text


async def test_votes_at_once_tell_the_winner_once(group: Group) -> None:
    people = (ANN, BOB, CAT, DAN)
    await voting(group, *people)
    events = [Voted(Sender(who), group.poll, (0,)) for who in people]
    handle = group.home.conversation.handle
    outcomes = await asyncio.gather(*(handle(next(UPDATES), event) for event in events))
    told = [m for outcome in outcomes for m in outcome.messages if "screen" in m.payload]
    assert len(told) == 1


async def test_a_vote_at_the_same_time_as_closing_tells_the_winner_once(group: Group) -> None:
    await voting(group, ANN, BOB)
    await group.vote(ANN, 1)
    poll = group.polls[group.poll]
    await asyncio.gather(
        group.vote(BOB, 1), group.tap(ANN, "Close", message=poll), group.tap(BOB, "Close", message=poll)
    )
    told = [screen for screen in group.messages.values() if "Tonight" in screen.text.plain]
    assert len(told) == 1


async def test_people_who_join_at_once_are_all_in(group: Group) -> None:
    await group.say(ANN, "/movienight")
    await asyncio.gather(*(group.tap(who, "🙋") for who in (ANN, BOB, CAT, DAN)))
    night = await group.home.storage.night(group.chat_id)
    assert night is not None
    assert {member.user_id for member in night.members} == {ANN, BOB, CAT, DAN}


async def test_nights_opened_at_once_are_one(group: Group) -> None:
    await asyncio.gather(*(group.say(who, "/movienight") for who in (ANN, BOB, CAT)))
    night = await group.home.storage.night(group.chat_id)
    assert night is not None
    assert night.number == 1


async def test_votes_that_come_before_the_polls_id_is_known_count(group: Group) -> None:
    await opened(group, ANN, BOB)
    group.held = []
    await group.tap(ANN, "Suggest")
    assert await group.vote(ANN, 1) is None
    assert await group.vote(BOB, 1) is None
    assert f"Tonight: {group.options[1]}" in str(await group.release())
    assert group.closed == {group.polls[group.poll]}


async def test_early_votes_are_told_after_a_restart(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        group = await opened(Group(home), ANN)
        group.held = []
        await group.tap(ANN, "Suggest")
        await group.vote(ANN, 1)
        (message, posted) = group.held[0]
        await home.storage.sent(message.outbox_id, posted)  # and the process dies
    async with house(tmp_path) as home:
        group.home = home
        assert list(await home.storage.voting()) == [group.chat_id]
        assert "Tonight" in str(await group.see(await home.conversation.poll_sent(group.chat_id)))


async def test_a_person_who_deletes_everything_is_out_and_leaves_no_trace(group: Group) -> None:
    await voting(group, ANN, BOB)
    await group.vote(BOB, 0)
    async with group.home.storage.transaction() as tx:
        await tx.delete_user(BOB)
        await tx.delete_user(ANN)
    night = await group.home.storage.night(group.chat_id)
    assert night is not None
    assert (night.members, night.host, dict(night.votes)) == ((), None, {})


async def test_a_night_that_is_over_keeps_nobodys_name(group: Group) -> None:
    await voting(group, ANN, BOB)
    await group.close(ANN)
    night = await group.home.storage.night(group.chat_id)
    assert night is not None
    assert (night.status, night.members, night.host) == (Status.DECIDED, (), None)
