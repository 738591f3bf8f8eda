"""No client empties a cache that all use: what remains is asserted entry by entry."""

from dataclasses import dataclass

from service.fair_sharing import FairCache


@dataclass(frozen=True)
class Client:
    client: str
    is_known: bool = False
    is_limited: bool = True


ANN, BEN, FLOOD = Client("ann"), Client("ben"), Client("flood")
KEY, OTHER_KEY = Client("key:1", is_known=True), Client("key:2", is_known=True)


def test_of_one_client_the_entry_goes_that_it_has_not_used_for_the_longest_time():
    cache = FairCache[str, int](3)
    for number, key in enumerate("abc"):
        assert cache.keep(key, number, ANN) == number
    assert cache.get("a", ANN) == 0
    cache.keep("d", 3, ANN)

    assert cache.groups() == ([], [], ["c", "a", "d"])
    assert (cache.get("b", ANN), cache.get("d", ANN)) == (None, 3)


def test_a_flood_replaces_only_its_own_entries():
    cache = FairCache[str, int](5)
    cache.keep("of the service", 0, None)
    cache.keep("of a key", 0, KEY)
    cache.keep("of Ann", 0, ANN)
    cache.keep("of Ben", 0, BEN)
    for number in range(1000):
        cache.keep(f"flood {number}", number, FLOOD)
        cache.get(f"flood {number}", FLOOD)

    assert cache.groups() == (
        ["of the service"],
        ["of a key"],
        ["of Ann", "of Ben", "flood 997", "flood 998", "flood 999"],
    )


def test_a_flood_with_a_key_replaces_only_its_own_entries():
    cache = FairCache[str, int](3)
    cache.keep("of the service", 0, None)
    cache.keep("of a key", 0, KEY)
    cache.keep("of Ann", 0, ANN)
    for number in range(1000):
        cache.keep(f"flood {number}", number, OTHER_KEY)

    assert cache.groups() == (["of the service"], ["of a key", "flood 998", "flood 999"], ["of Ann"])


def test_who_holds_most_makes_room_for_others():
    cache = FairCache[str, int](4)
    for number in range(4):
        cache.keep(f"flood {number}", number, FLOOD)
    cache.keep("of Ann", 0, ANN)
    cache.keep("of Ben", 0, BEN)
    assert cache.groups() == ([], [], ["flood 2", "flood 3", "of Ann", "of Ben"])

    cache.keep("second of Ann", 0, ANN)
    assert cache.groups() == ([], [], ["flood 3", "of Ann", "of Ben", "second of Ann"])


def test_what_two_clients_use_is_known():
    cache = FairCache[str, int](2)
    for key in ("used", "kept", "own"):
        cache.keep(key, 1, FLOOD if key == "own" else ANN)
    assert cache.groups() == ([], [], ["kept", "own"])
    cache.keep("used", 1, ANN)
    assert cache.get("used", FLOOD) == 1
    assert cache.keep("own", 2, KEY) == 2
    assert cache.groups() == (["used", "own"], [], [])

    for number in range(1000):
        cache.keep(f"flood {number}", number, FLOOD)
    assert cache.groups() == (["used", "own"], [], ["flood 998", "flood 999"])
    assert (cache.peek("used"), cache.peek("own"), cache.peek("kept"), cache.peek("flood 999")) == (
        1,
        2,
        None,
        999,
    )


def test_of_the_known_entries_the_one_goes_that_was_used_longest_ago():
    cache = FairCache[str, int](2)
    cache.keep("a", 1, None)
    cache.keep("b", 2, None)
    assert cache.get("a", ANN) == 1
    cache.keep("c", 3, None)
    assert cache.groups() == (["a", "c"], [], [])


def test_peeking_changes_nothing():
    cache = FairCache[str, int](2)
    cache.keep("a", 1, ANN)
    cache.keep("b", 2, ANN)
    assert cache.peek("a") == 1
    assert cache.groups() == ([], [], ["a", "b"])


def test_another_value_of_a_key_replaces_the_first():
    cache = FairCache[str, int](2)
    for sender in (None, KEY, ANN):
        key = str(sender)
        cache.keep(key, 1, sender)
        cache.keep(key, 2, sender)
        assert cache.peek(key) == 2
    assert [len(keys) for keys in cache.groups()] == [1, 1, 1]
