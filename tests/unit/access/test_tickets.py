"""Tickets: good for one address and for one minute."""

import pytest

from service.access.tickets import Tickets

PATH = "/videos/a-talk/player"


def test_a_ticket_is_good_for_its_address_and_its_minute() -> None:
    now = [1_000_000_000.0]
    tickets = Tickets(b"secret", lambda: now[0])
    ticket = tickets.issue(PATH, known=True)

    assert tickets.read(ticket, PATH) is True
    assert Tickets(b"secret", lambda: now[0]).read(ticket, PATH) is True
    assert tickets.read(ticket, "/videos/another/player") is None
    assert Tickets(b"another", lambda: now[0]).read(ticket, PATH) is None
    now[0] += 59
    assert tickets.read(ticket, PATH) is True
    now[0] += 1
    assert tickets.read(ticket, PATH) is None


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
    assert Tickets(b"secret").read(ticket, PATH) is None


def test_a_ticket_cannot_be_made_to_last() -> None:
    tickets = Tickets(b"secret")
    moment, _, signature = tickets.issue(PATH, known=False).partition(".")

    assert tickets.read(f"{int(moment) + 60}.{signature}", PATH) is None


def test_a_ticket_of_somebody_unknown_makes_nobody_known() -> None:
    tickets = Tickets(b"secret")
    ticket = tickets.issue(PATH, known=False)

    assert tickets.read(ticket, PATH) is False
    assert tickets.read(ticket.replace(".", "k."), PATH) is None
