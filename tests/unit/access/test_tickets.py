"""Tickets: good for one address and for one minute."""

import pytest

from service.access.tickets import Tickets

PATH = "/videos/a-talk/player"


def test_a_ticket_is_good_for_its_address_and_its_minute() -> None:
    now = [1_000_000_000.0]
    tickets = Tickets(b"secret", lambda: now[0])
    ticket = tickets.issue(PATH)

    assert tickets.holds(ticket, PATH)
    assert Tickets(b"secret", lambda: now[0]).holds(ticket, PATH)
    assert not tickets.holds(ticket, "/videos/another/player")
    assert not Tickets(b"another", lambda: now[0]).holds(ticket, PATH)
    now[0] += 59
    assert tickets.holds(ticket, PATH)
    now[0] += 1
    assert not tickets.holds(ticket, PATH)


@pytest.mark.parametrize(
    "ticket",
    [
        "",
        ".",
        "a.b",
        "99999999999999.a",
        "-1.a",
        "٣.a",
        "4102444800.",
        "4102444800.é",
        "4102444800." + "0" * 64,
    ],
)
def test_what_is_no_ticket(ticket: str) -> None:
    assert not Tickets(b"secret").holds(ticket, PATH)


def test_a_ticket_cannot_be_made_to_last() -> None:
    tickets = Tickets(b"secret")
    moment, _, signature = tickets.issue(PATH).partition(".")

    assert not tickets.holds(f"{int(moment) + 60}.{signature}", PATH)
