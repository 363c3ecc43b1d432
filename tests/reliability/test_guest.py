"""The dictionary model of one person that the reliability benchmark compares the bot with."""

from benchmarks.reliability.films import Named
from benchmarks.reliability.guest import Guest, missing
from bot.sandbox.model import Chat, Person

HEAT = Named("heat", "Heat (1995)")


def guest() -> Guest:
    return Guest(Person(1, "Ada", "ada"), Chat(1, "Ada", (1,)))


def test_an_undo_brings_back_the_rating_before() -> None:
    ada = guest()
    ada.rates(HEAT, 4.0, "noted")
    ada.rates(HEAT, 4.0, "noted")  # nothing new
    ada.rates(HEAT, 2.0, "noted")
    ada.undoes()
    assert ada.ratings == {"heat": 4.0}
    assert ada.journal == [
        ("rate", "heat", None, 4.0), ("rate", "heat", 4.0, 2.0), ("undo", "heat", 2.0, 4.0)
    ]  # fmt: skip


def test_replies_are_told_apart_as_due_again_and_out_of_order() -> None:
    ada = guest()
    for film in ("one", "two", "three"):
        ada.asks(film)
    ada.hears("one")
    ada.hears("one", kills=1)
    ada.hears("three", kills=1)
    ada.hears("two", kills=1)
    assert (ada.waiting, ada.duplicates, ada.out_of_order) == (1, {1: 1}, ["three"])


def test_entries_are_missing_as_often_as_they_stand() -> None:
    entry = ("rate", "heat", None, 4.0)
    assert missing([entry, entry], [entry]) == 1
    assert missing([], [entry]) == 0
