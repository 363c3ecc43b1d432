"""Addresses of databases, told without their passwords."""

import pytest

from bot.logs.secrets import Secrets
from bot.storage.postgres.address import Address

URL = "postgresql://me:a%2Fb%3Ac%40d%25e@db.example.org:6543/films?sslmode=require"


def test_an_address_is_taken_apart_and_shown_without_its_password() -> None:
    address = Address.of(URL)
    assert (address.host, address.port, address.name) == ("db.example.org", 6543, "films")
    assert (address.user, address.password) == ("me", "a/b:c@d%e")
    assert str(address) == "films on db.example.org:6543"
    assert address.without_password == "postgresql://me@db.example.org:6543/films?sslmode=require"
    assert "%3A" not in repr(address)


@pytest.mark.parametrize(
    ("url", "shown", "tools"),
    [
        ("postgres://h/n", "n on h:5432", "postgresql://h/n"),
        ("postgresql:///n", "n on this machine", "postgresql:///n"),
        ("postgresql://u@/n?host=/run/pg", "n on /run/pg", "postgresql://u@/n?host=/run/pg"),
        ("postgresql://h/n?password=hushhush&a=b", "n on h:5432", "postgresql://h/n?a=b"),
    ],
)
def test_what_an_address_leaves_out_is_as_usual(url: str, shown: str, tools: str) -> None:
    address = Address.of(url)
    assert (str(address), address.without_password) == (shown, tools)


def test_no_form_of_the_password_stays_in_a_log() -> None:
    address = Address.of("postgresql://me:open%2Fsesame%20now@db/n")
    secrets = Secrets()
    secrets.add(*address.secrets)
    for form in (address.url, "open/sesame now", "open%2Fsesame%20now", "open%2Fsesame+now"):
        assert "sesame" not in secrets.clean(f"cannot use {form} today")


@pytest.mark.parametrize(
    "url", ["mysql://h/n", "postgresql:h/n", "postgresql://h:0x1/n", "postgresql://[h/n", "postgresql://h/"]
)
def test_what_is_no_address_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(ValueError, match=r"it should|its port should") as caught:
        Address.of(url)
    assert url not in str(caught.value)
