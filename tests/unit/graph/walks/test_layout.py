"""Layout of the nodes of a slice."""

import random
import subprocess
import sys
from itertools import combinations
from math import dist

import numpy as np
import pytest

from service.graph.walks import layout
from service.graph.walks.layout import Link, lay_out, pack


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    layout._cache.clear()  # pyright: ignore[reportPrivateUsage]


def some_graph(count: int, links: int, seed: int = 1) -> tuple[list[str], list[Link]]:
    chance = random.Random(seed)
    nodes = [f"n{number}" for number in range(count)]
    pairs = [chance.sample(nodes, 2) for _ in range(links)]
    return nodes, [(a, b, 1 + chance.random()) for a, b in pairs]


def test_nothing_and_little() -> None:
    assert lay_out([], []) == []
    assert lay_out(["a"], []) == [(0.0, 0.0)]
    [one, other] = lay_out(["a", "b"], [("a", "b", 1.0)])
    assert dist(one, other) == pytest.approx(2.0, abs=1e-5)


def test_places_are_the_same_each_time_in_whatever_order() -> None:
    nodes, links = some_graph(60, 90)
    expected = dict(zip(nodes, lay_out(nodes, links), strict=True))

    layout._cache.clear()  # pyright: ignore[reportPrivateUsage]
    turned = [(b, a, weight) for a, b, weight in reversed(links)]
    again = lay_out(nodes[::-1], turned)

    assert dict(zip(nodes[::-1], again, strict=True)) == expected


def test_another_process_gives_the_same_places() -> None:
    nodes, links = some_graph(40, 50)
    program = f"from service.graph.walks.layout import lay_out; print(lay_out({nodes!r}, {links!r}))"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout
        for seed in ("1", "2")
    }

    assert outputs == {f"{lay_out(nodes, links)}\n"}


@pytest.mark.parametrize(("count", "links"), [(2, 0), (7, 3), (100, 0), (100, 30), (100, 250), (500, 900)])
def test_all_lie_within_the_unit_circle_and_apart(count: int, links: int) -> None:
    places = lay_out(*some_graph(count, links))

    reach = [dist((0, 0), place) for place in places]
    assert max(reach) == pytest.approx(1.0, abs=1e-5)
    assert len(set(places)) == count


def test_what_is_linked_lies_closer_than_what_is_not() -> None:
    nodes, links = some_graph(50, 70)
    place = dict(zip(nodes, lay_out(nodes, links), strict=True))
    linked = {frozenset(link[:2]) for link in links}
    near = [dist(place[a], place[b]) for a, b in combinations(nodes, 2) if {a, b} in linked]
    far = [dist(place[a], place[b]) for a, b in combinations(nodes, 2) if {a, b} not in linked]

    assert np.mean(near) < 0.5 * np.mean(far)


def test_nodes_without_a_link_lie_outside() -> None:
    nodes, links = some_graph(30, 60)
    place = dict(zip([*nodes, "lone", "lonely"], lay_out([*nodes, "lone", "lonely"], links), strict=True))

    inside = max(dist((0, 0), place[node]) for node in nodes)
    assert inside < 1 - 1e-3
    assert dist((0, 0), place["lone"]) == dist((0, 0), place["lonely"]) == pytest.approx(1.0, abs=1e-5)


def test_parts_do_not_cover_each_other() -> None:
    parts = [np.array([[-r, 0.0], [r, 0.0]]) for r in (5.0, 3.0, 3.0, 1.0, 1.0, 0.5)] + [np.zeros((1, 2))] * 9
    moved = pack(parts)

    disks = [(part.mean(axis=0), float(np.ptp(part[:, 0])) / 2) for part in moved]
    for (a, a_reach), (b, b_reach) in combinations(disks, 2):
        assert dist(a, b) >= a_reach + b_reach + 0.5


def test_links_to_others_and_to_itself_are_passed_over() -> None:
    assert lay_out(["a", "b"], [("a", "a", 1.0), ("a", "x", 1.0)]) == lay_out(["a", "b"], [])
