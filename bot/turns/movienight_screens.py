"""What a group sees of its movie night: the card, the shortlist, the poll, the decision."""

import unicodedata

from bot.dialogue.attachments import Poll
from bot.dialogue.chips import wish_words, wishes_line
from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text, lines
from bot.dialogue.screens import Button, Link, Rows, Screen
from bot.dialogue.taps import Tap, tap_data
from bot.dialogue.tonight import Tonight
from bot.nights import Night, Status, Verdict

NAME_LENGTH = 12
NAMES_SHOWN = 8
MATCHES_SHOWN = 4
"""With more people than this a film says what it is to them on average, and who likes it least."""

LABEL_LENGTH = 42
LONGEST_OPTION = 100
ROOM = 560
"""Characters that a shortlist with everybody's matches may have."""

START = "night"
"""What a link to the bot brings along as the parameter of /start."""


def name_of(first_name: str) -> str:
    """A first name as a group shows it: short, in one line, without characters that turn writing around."""
    letters = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in first_name)
    return " ".join(letters.split())[:NAME_LENGTH].strip() or "…"


def names(everybody: list[str]) -> str:
    """Names in a row, of many the first ones."""
    shown = ", ".join(everybody[:NAMES_SHOWN])
    more = len(everybody) - NAMES_SHOWN
    return words("night-and-more", names=shown, count=more) if more > 0 else shown


def screen(night: Night, *, unknown: list[str], note: Text | None = None) -> Screen:
    """The night as it stands; `unknown` names who is in without having rated anything."""
    text = shortlist_text(night, note=note) if night.status is Status.VOTING else _card_text(night, unknown, note)
    return Screen(text, _rows(night, unknown))


def _card_text(night: Night, unknown: list[str], note: Text | None) -> Text:
    parts: list[Text | str] = [note, ""] if note else []
    parts += [phrase("night-title"), phrase("night-consent"), "", _who_is_in(night)]
    if night.wishes:
        parts.append(
            phrase("night-wishes", wishes=wishes_line([wish_words(chip) for chip in Tonight(night.wishes).chips]))
        )
    parts.append(phrase("night-how-to-wish"))
    if unknown:
        parts += ["", phrase("night-unknown", names=names(unknown))]
    return lines(parts)


def _who_is_in(night: Night) -> Text:
    if not night.members:
        return phrase("night-nobody")
    return phrase("night-in", names=names([member.name for member in night.members]))


def _rows(night: Night, unknown: list[str]) -> Rows:
    def button(key: str, action: str) -> Button:
        return night_button(night, words(key), action)

    propose = "night-button-others" if night.status is Status.VOTING else "night-button-propose"
    rows: list[tuple[Button, ...]] = [
        (button("night-button-join", "join"), button("night-button-leave", "leave")),
        (button(propose, "propose"), button("night-button-off", "off")),
    ]
    if night.wishes and night.status is Status.GATHERING:
        rows.append((button("night-button-drop-wishes", "nowish"),))
    if unknown:
        rows.append((Button(words("night-button-taste"), link=Link(START)),))
    return tuple(rows)


def night_button(night: Night, label: str, action: str) -> Button:
    """A button that everybody in the group may tap; who may do what is looked at then."""
    return Button(label, tap_data(Tap.NIGHT, action, night.number))


def shortlist_text(night: Night, *, note: Text | None = None) -> Text:
    """The films with what they are to whom; shorter where many people or long titles would make it too long."""
    in_full = _shortlist(night, summed_up=len(_known(night)) > MATCHES_SHOWN, note=note)
    return in_full if len(in_full.plain) <= ROOM else _shortlist(night, summed_up=True, note=note)


def _shortlist(night: Night, *, summed_up: bool, note: Text | None) -> Text:
    parts: list[Text | str] = [note, ""] if note else []
    parts.append(phrase("night-shortlist"))
    for place, film in enumerate(night.shortlist):
        label = film.label if len(film.label) <= LABEL_LENGTH else film.label[: LABEL_LENGTH - 1] + "…"
        parts.append(phrase("night-film", place=str(place + 1), film=label))
        if matches := matches_text(night, place, summed_up=summed_up):
            parts.append(matches)
    if owed := [member.name for member in night.members if member.user_id in night.owed and member.matches]:
        parts += ["", phrase("night-owed", names=names(owed))]
    parts += ["", _who_is_in(night), phrase("night-vote")]
    return lines(parts)


def _known(night: Night) -> list[tuple[str, tuple[int, ...]]]:
    return [(member.name, member.matches) for member in night.members if member.matches]


def matches_text(night: Night, place: int, *, summed_up: bool) -> str:
    """What a film is to whom: «Ann 92 % · Bob 71 %»; nothing where nobody's taste is known."""
    known = [(name, matches[place]) for name, matches in _known(night)]
    if not known:
        return ""
    if not summed_up:
        return " · ".join(words("night-match", name=name, percent=percent) for name, percent in known)
    name, lowest = min(known, key=lambda pair: pair[1])
    mean = round(sum(percent for _, percent in known) / len(known))
    return words("night-match-of-many", mean=mean, name=name, lowest=lowest)


def poll(night: Night) -> Screen:
    """Telegram's own poll about the shortlist."""
    options = tuple(film.label[:LONGEST_OPTION] for film in night.shortlist)
    close = night_button(night, words("night-button-close"), "close")
    return Screen(phrase("night-question"), ((close,),), poll=Poll(options))


def decision(night: Night, found: Verdict, *, gave_way: list[str]) -> Screen:
    """The winner, how it came about, what it is to whom, and who gave way."""
    film = night.shortlist[found.place]
    parts: list[Text | str] = [phrase("night-winner", film=film.label)]
    if matches := matches_text(night, found.place, summed_up=len(_known(night)) > NAMES_SHOWN):
        parts.append(matches)
    parts += ["", _how(night, found)]
    if gave_way:
        parts.append(phrase("night-gave-way", names=names(gave_way)))
    save = night_button(night, words("night-button-save"), "save")
    return Screen(lines(parts), ((save, night_button(night, words("night-button-new"), "new")),))


def _how(night: Night, found: Verdict) -> Text:
    if len(night.shortlist) == 1:
        return phrase("night-only-one")
    if not found.votes:
        return phrase("night-no-votes")
    if found.level > 1:
        return phrase("night-tie", count=found.level, votes=found.votes)
    return phrase("night-votes", count=found.votes)
