"""The table of the scale bench: what counts as reached."""

from typing import Any

from benchmarks.scale.measure import Result
from benchmarks.scale.report import PAGE, QUIET_FLOOR, table, write_table
from benchmarks.scale.throughput import Spent, Throughput

_SIZES = {1000: "little", 20000: "much"}


def result(graphql: list[float], **given: Any) -> Result:
    fields: dict[str, Any] = {
        **{"title": "a read", "videos": 1000, "aim": 10, "over_floor": False, "high": False},
        **{"plain": [4.0], "floor": [2.0], "graphql_hits": 1234, "plain_hits": None},
    }
    return Result(graphql=graphql, **{**fields, **given})


def rows(*results: Result) -> list[list[str]]:
    lines = table(results, [], "5.26", _SIZES).splitlines()
    found = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if line.startswith("| ")]
    return found[1:]


def test_a_row_has_all_figures() -> None:
    [row] = rows(result([1.0, 8.0, 9.0]))
    assert row == ["a read", "≤ 10", "8.00", "2.00", "1,234, –", "reached"]


def test_archives_stand_beside_each_other_and_say_where_they_differ() -> None:
    both = rows(result([8.0]), result([20.0], videos=20000, plain_hits=99), result([1.0], title="another"))
    assert both == [
        [
            "a read",
            "≤ 10",
            "8.00",
            "2.00",
            "1,234, –",
            "20.00",
            "5.00",
            "1,234, 99",
            "1,000: reached; 20,000: **not reached**",
        ],
        ["another", "≤ 10", "1.00", "0.25", "1,234, –", "", "", "", "reached"],
    ]


def outcome_of(one: Result) -> str:
    [row] = rows(one)
    return row[-1]


def test_an_aim_is_of_the_median_of_what_is_over_the_floor_or_of_the_99th_percentile() -> None:
    slow = [9.0] * 98 + [30.0, 31.0]
    assert outcome_of(result(slow)) == "reached"
    assert outcome_of(result(slow, high=True)) == "**not reached**"
    assert outcome_of(result(slow, high=True, aim=31)) == "reached"
    assert [row[1] for row in [*rows(result(slow, high=True)), *rows(result(slow, over_floor=True))]] == [
        "p99 ≤ 10",
        "≤ 10 + floor",
    ]
    assert [outcome_of(result([at], over_floor=True)) for at in (12.0, 12.1)] == [
        "reached",
        "**not reached**",
    ]


def test_what_a_slow_floor_alone_spoils_is_told_apart() -> None:
    reached = 10 + 2 - QUIET_FLOOR
    assert outcome_of(result([reached])) == "10.0 with a floor of 0.56"
    assert outcome_of(result([reached + 0.1])) == "**not reached**"


def test_a_read_that_could_not_be_asked_says_why() -> None:
    [row] = rows(result([], plain=[], floor=[], graphql_hits=None, fault="no such page"))
    assert row == ["a read", "≤ 10", "", "", "", "no such page"]


def test_the_page_is_compared_between_the_archives() -> None:
    small, same = result([2.0], title=PAGE), result([2.3], title=PAGE, videos=20000, plain=[5.0])
    text = table([small, same], [], "5.26", _SIZES)
    assert (
        "takes 1.15 times as long at 20,000 videos as at 1,000 (through the driver alone 1.25 times): within"
        in text
    )
    slower = result([2.4], title=PAGE, videos=20000)
    assert "1.00 times): **not within** 15 %" in table([small, slower], [], "5.26", _SIZES)


def test_requests_a_second_and_processor_time_have_a_table_of_their_own() -> None:
    under_load = Throughput(1000, Spent(100, 0.5, 0.1), Spent(100, 1.0, 0.2))
    assert table([], [under_load], "5.26", _SIZES).endswith("| 1,000 videos | 200 | 1000 | 100 | 2000 |\n")


def test_the_table_takes_the_place_of_the_one_before(tmp_path: Any) -> None:
    file = tmp_path / "benchmarks.md"
    file.write_text("before\n<!-- scale: begin -->\nold\n<!-- scale: end -->\nbehind\n")
    write_table(file, "new\n")
    assert file.read_text() == "before\n<!-- scale: begin -->\nnew\n<!-- scale: end -->\nbehind\n"
