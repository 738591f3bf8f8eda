"""The comparison with peers: what counts as the same answer, and what the table says."""

from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from benchmarks.peers import command, content, hand_page, node_peers
from benchmarks.peers.measure import Figures, Way
from benchmarks.peers.plans import Work, hits, operators
from benchmarks.peers.plot import Bar, plot
from benchmarks.peers.registry import PAGE
from benchmarks.peers.report import Run, ratio, report
from service.api.execution.engine import OPERATIONS

_PAGE: dict[str, Any] = {
    "title": "A talk",
    "durationSeconds": 60.0,
    "relationships": {"totalCount": 1, "edges": [{"evidence": {"totalCount": 2}}]},
}


def test_equal_answers_have_no_difference() -> None:
    assert content.difference(_PAGE, _PAGE | {"durationSeconds": 60}) is None


def test_a_difference_is_told_with_its_place() -> None:
    edges = [{"evidence": {"totalCount": 3}}]
    found = _PAGE | {"relationships": {"totalCount": 1, "edges": edges}}
    assert content.difference(_PAGE, found) == (
        "video.relationships.edges[0].evidence.totalCount is 3 instead of 2"
    )
    assert content.difference(_PAGE, {"title": "A talk"}) == "video has no durationSeconds, relationships"
    assert content.difference({"title": "A talk"}, _PAGE) == ("video has also durationSeconds, relationships")
    assert content.difference([1, 2], [1], "list") == "list has 1 items instead of 2"
    assert content.difference(None, 0, "value") == "value is 0 instead of None"


def test_the_benchmark_s_page_asks_for_nothing_that_videograph_s_own_page_does_not() -> None:
    own = (OPERATIONS / "video_page.graphql").read_text("utf-8").split()
    asked = PAGE.split("\n", 1)[1].split()

    assert Counter(asked) <= Counter(own)


def test_the_page_by_hand_counts_kinds_beyond_the_entities_that_it_shows() -> None:
    row = [None] * 12
    shown = [[0.5, 1, 2.0, "entity:1", "a", "A", "PERSON", None]]
    page = hand_page.page([*row, None, None, [], [], [], 0, [], 0, [], shown, ["CONCEPT", "CONCEPT"], 0, []])
    assert page["entities"]["totalCount"] == 3
    assert page["entities"]["pageInfo"] == {"hasNextPage": True}
    assert page["entities"]["countsByKind"] == [
        {"kind": "CONCEPT", "count": 2},
        {"kind": "PERSON", "count": 1},
    ]


def test_links_to_moments_have_whole_seconds() -> None:
    row: list[Any] = [None] * 12
    sections = [["Heading", 1.0, [["*", "Text", [[0, 12.9]]]]]]
    page = hand_page.page(
        [*row, "https://a/?t={seconds}", None, [], sections, [], 0, [], 0, [], [], [], 0, []]
    )
    [segment] = page["sections"][0]["bullets"][0]["segments"]
    assert segment == {"index": 0, "startSeconds": 12.9, "url": "https://a/?t=12"}


def _figures(processor: float, p50: float, a_second: float) -> Figures:
    return Figures([processor] * 3, [100.0] * 3, [a_second] * 3, [p50] * 3, [p50 / 2] * 3)


def _way(key: str) -> Way:
    return Way(key, f"title of {key}", [], lambda: 0.0)


def _lines(
    page: dict[str, Figures], small: dict[str, Figures], ages: dict[str, float] | None = None
) -> list[str]:
    ways = [[_way(key) for key in figures] for figures in (page, small)]
    work = {"driver": Work(188, 2865.4)}
    ages = ages or {"videograph-known": 0.0}
    run = Run(ways[0], page, ways[1], small, work, ages, "the archive", "versions", "2026-01-01", (1.0, 2.0))
    return report(run).splitlines()


def test_a_row_has_the_ratios_to_videograph() -> None:
    page = {
        "videograph": _figures(1000, 2.0, 800),
        "videograph-known": _figures(100, 0.5, 3000),
        "driver": _figures(500, 1.0, 900),
        "yoga": _figures(7000, 5.0, 100),
    }
    small = {"videograph": _figures(500, 1.0, 900), "videograph-known": _figures(100, 0.5, 3000)}
    lines = _lines(page, small)
    assert (
        "| title of videograph-known | 100 | 0.10 | 100 | 0.50 | 0.25 | 0.25 | 0.25 | 3,000 | 0.27 |" in lines
    )
    assert "| title of driver | 188 | 2,865 | 1.00 | 1.00 |" in lines
    assert "| title of videograph | 1,000 | 1.00 | 100 | 2.00 | 1.00 | 1.00 | 1.00 | 800 | 1.00 |" in lines
    assert "| title of yoga | 7,000 | 7.00 | 100 | 5.00 | 2.50 | 2.50 | 2.50 | 100 | 8.00 |" in lines


def test_what_gives_answers_again_has_a_table_with_the_age_of_the_oldest() -> None:
    page = {
        "videograph": _figures(1000, 2.0, 800),
        "videograph-known": _figures(100, 0.5, 3000),
        "driver": _figures(500, 1.0, 900),
        "fastapi-cached": _figures(50, 0.25, 6000),
        "yoga-cached": _figures(200, 1.0, 1500),
    }
    small = {"videograph": _figures(500, 1.0, 900), "videograph-known": _figures(100, 0.5, 3000)}
    ages = {"videograph-known": 0.0, "fastapi-cached": 59.84, "yoga-cached": 74.9}
    lines = _lines(page, small, ages)
    begin = next(
        number for number, line in enumerate(lines) if line.startswith("| The same page, asked for before |")
    )
    assert lines[begin + 2 : begin + 6] == [
        "| title of videograph-known | 100 | 1.00 | 100 | 0.50 | 1.00 | 0.25 | 1.00 | 3,000 | 1.00 | never old |",
        "| title of fastapi-cached | 50 | 0.50 | 100 | 0.25 | 0.50 | 0.12 | 0.50 | 6,000 | 0.50 | 59.8 s |",
        "| title of yoga-cached | 200 | 2.00 | 100 | 1.00 | 2.00 | 0.50 | 2.00 | 1,500 | 2.00 | no limit |",
        "",
    ]


def test_the_aims_say_which_are_reached() -> None:
    page = {
        "videograph": _figures(1000, 2.0, 300),
        "videograph-known": _figures(200, 0.8, 3000),
        "driver": _figures(800, 1.0, 900),
        "fastapi": _figures(1000, 2.0, 800),
        "yoga": _figures(7000, 5.0, 100),
    }
    small = {
        "videograph": _figures(500, 1.0, 900),
        "videograph-known": _figures(200, 0.5, 3000),
        "fastapi": _figures(400, 1.0, 900),
    }
    lines = _lines(page, small)
    assert lines[-12:] == [
        "| Aim of Videograph | Measured |  |",
        "|---|---:|---|",
        "| CPU ≤ 1.3 × FastAPI by hand | 1.00 | reached |",
        "| CPU ≥ 6 × less than @neo4j/graphql with yoga | 7.00 | reached |",
        "| requests/s ≥ 4 × @neo4j/graphql with yoga | 3.00 | **not reached** |",
        "| p50 ≤ 1.15 × the driver alone, same statement | 2.00 | **not reached** |",
        "| p10 of the same | 2.00 | **not reached** |",
        "| known page: CPU ≤ 0.3 × FastAPI by hand | 0.20 | reached |",
        "| known page: p50 ≤ 0.75 × the driver alone, same statement | 0.80 | **not reached** |",
        "| known page: CPU ≥ 25 × less than @neo4j/graphql with yoga | 35.00 | reached |",
        "| small query: CPU ≤ 1.2 × FastAPI by hand | 1.25 | **not reached** |",
        "| known title: CPU ≤ 0.3 × FastAPI by hand | 0.50 | **not reached** |",
    ]


def test_the_ratio_is_the_median_of_the_ratios_of_the_rounds() -> None:
    assert ratio([1.0, 20.0, 3.0], [1.0, 10.0, 1.0]) == 2.0


def test_an_answer_of_neo4j_graphql_is_read_in_the_shape_of_videograph() -> None:
    speaker = {"label": "Ada"}
    quote = {"id": "evidence:1", "quote": "Words", "label": None, "startSeconds": 7.5, "speaker": "Ada"}
    ends = {"source": {"slug": "a"}, "target": {"slug": "b"}}
    nothing = dict.fromkeys(
        ("slug", "description", "url", "thumbnailUrl", "publishedOn", "language", "summary")
    )
    connection = {"totalCount": 1, "pageInfo": {"hasNextPage": False}}
    entity = {"id": "entity:1", "kind": "PERSON"}
    mentions = {"edges": [{"properties": {"startOffset": 0}, "node": {"id": "entity:1"}}]}
    segment = {"index": 0, "speakers": [speaker], "mentionsConnection": mentions}
    video = nothing | {
        "id": "video:1",
        "title": "A talk",
        "durationSeconds": 60,
        "mediaUrl": "https://a/a.mp3",
        "mediaType": "audio/mpeg",
        "momentUrlTemplate": "https://a/?t={seconds}",
        "channels": [],
        "speakers": [{"label": "Ada", "persons": [{"slug": "ada"}]}],
        "sections": [{"heading": "One", "bullets": [{"text": "It", "segments": [{"startSeconds": 3.9}]}]}],
        "chapters": [],
        "topicsConnection": {"totalCount": 0, "edges": []},
        "segmentsConnection": connection | {"edges": [{"node": segment}]},
        "entitiesConnection": connection | {"edges": [{"properties": {"salience": 0.5}, "node": entity}]},
        "relationships": [{"id": "relationship:1", "evidenceCount": 4, "evidence": [quote], **ends}],
    }
    page = node_peers.page_of_library({"videos": [video]})
    assert page == nothing | {
        "id": "video:1",
        "title": "A talk",
        "durationSeconds": 60,
        "media": {"url": "https://a/a.mp3", "mediaType": "audio/mpeg"},
        "channel": None,
        "speakers": [{"label": "Ada", "person": {"slug": "ada"}}],
        "sections": [
            {
                "heading": "One",
                "bullets": [
                    {"text": "It", "segments": [{"startSeconds": 3.9, "url": "https://a/?t=3"}]},
                ],
            }
        ],
        "chapters": [],
        "topics": {"totalCount": 0, "edges": []},
        "transcript": connection
        | {
            "nodes": [
                {
                    "index": 0,
                    "speaker": speaker,
                    "mentions": [{"startOffset": 0, "entity": {"id": "entity:1"}}],
                }
            ]
        },
        "entities": connection
        | {
            "edges": [{"salience": 0.5, "node": entity}],
            "countsByKind": [{"kind": "PERSON", "count": 1}],
        },
        "relationships": {
            "totalCount": 1,
            "edges": [
                {
                    "evidence": {
                        "totalCount": 4,
                        "nodes": [quote | {"url": "https://a/?t=7", "speaker": speaker}],
                    },
                    "node": {"id": "relationship:1", **ends},
                }
            ],
        },
    }


def test_without_node_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit, match=r"^node and npm not found: install Node\.js 20 or newer"):
        node_peers.install(tmp_path, print)


def test_an_unknown_peer_is_refused_with_the_keys() -> None:
    with pytest.raises(
        SystemExit,
        match="There is no peer flask: the keys are apollo, apollo-cached, fastapi, fastapi-cached, node, ",
    ):
        command.main(["--home", "unused", "--only", "flask"])


def test_the_lock_of_the_node_packages_names_no_addresses_of_packages() -> None:
    assert '"resolved"' not in (node_peers.SOURCE / "package-lock.json").read_text("utf-8")


def test_the_plot_has_a_row_for_each_way_and_is_xml() -> None:
    bars = [Bar("Videograph", 1000, 2000, 400, own=True), Bar("A & B", 50_000, 12_000, 25)]
    drawing = ElementTree.fromstring(plot(bars))
    name = "{http://www.w3.org/2000/svg}"
    texts = [one.text for one in drawing.iter(f"{name}text")]
    assert [text for text in texts if text in {"Videograph", "A & B", "400", "25"}] == [
        *("Videograph", "400", "A & B", "25")
    ]
    assert [text for text in texts if text in {"0.5", "1", "2", "5", "10", "50", "100"}] == [
        *("1", "2", "5", "10", "50")
    ]
    [own, other] = [float(one.get("cx", "")) for one in drawing.iter(f"{name}circle") if one.get("r") == "5"]
    assert (own, other) == (280.0, 500.0)  # from the first mark of the scale to the last
    assert [one.get("width") for one in drawing.iter(f"{name}rect")] == ["170.0", "10.6"]


def test_the_plot_has_no_circle_of_neo4j_for_what_hardly_asks_it() -> None:
    drawing = ElementTree.fromstring(plot([Bar("Kept", 100, 0.0, 400), Bar("Read", 1000, 2000, 25)]))
    circles = [one.get("r") for one in drawing.iter("{http://www.w3.org/2000/svg}circle")]
    assert circles == ["5", "5", "4"]


def test_operators_and_hits_are_those_of_the_whole_plan() -> None:
    plan = {"dbHits": 1, "children": [{"dbHits": 2, "children": [{"dbHits": 3}]}, {"dbHits": 4}]}
    assert (operators(plan), hits(plan)) == (4, 10)
