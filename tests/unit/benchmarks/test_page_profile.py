"""Where a page's time goes: to which part a sample belongs, and what the table says."""

from benchmarks.page_profile import table
from benchmarks.sampled_server import LOOP, part_of


def test_a_sample_belongs_to_the_innermost_frame_of_a_part() -> None:
    files = [
        "/usr/lib/python3.12/asyncio/streams.py",
        "/site-packages/neo4j/_async/io/_bolt.py",
        "/a/service/graph/driver/database.py",
    ]
    assert part_of(files) == "Neo4j's driver"
    assert part_of(files[2:]) == "reads around the driver: limits, names, errors"
    assert part_of(["<reader>", "/a/service/api/response/reader.py"]) == "response from the rows"
    assert part_of(files[:1]) == LOOP
    assert part_of([*files[:1], "/a/service/commands/server/serve.py"]) == LOOP


def test_the_table_has_the_largest_part_first_with_its_functions() -> None:
    samples = [("reader", "reader.page", 10), ("driver", "bolt.read", 50), ("driver", "bolt.send", 40)]
    hand = [("driver", "bolt.read", 60), ("framework", "app.call", 20)]
    assert table(samples, 2000.0, hand, 800.0) == [
        "| Part | Videograph, µs a page | Share | FastAPI by hand, µs a page | In Videograph mostly |",
        "|---|---:|---:|---:|---|",
        "| driver | 1,800 | 90.0% | 600 | `bolt.read` 50.0%, `bolt.send` 40.0% |",
        "| reader | 200 | 10.0% | 0 | `reader.page` 10.0% |",
        "| framework | 0 | 0.0% | 200 |  |",
        "| **all** | 2,000 | | 800 | 100 and 80 samples |",
    ]
