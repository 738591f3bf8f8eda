"""The way of the jars into the cache, with a downloader that needs no network."""

import hashlib
import threading
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest

from embedded_neo4j.errors import CannotStart
from embedded_neo4j.jars import (
    NEO4J_VERSION,
    POM,
    FetchError,
    Jar,
    ensure_jars,
    faulty_jars,
    jar_folder,
    listed_jars,
)
from embedded_neo4j.options import Report

NAMES = ("one-1.jar", "two-2.jar", "three-3.jar")


def jar(name: str) -> Jar:
    return Jar(hashlib.sha256(name.encode()).hexdigest(), f"org/example/x/1/{name}")


JARS = [jar(name) for name in NAMES]


class Downloader:
    """Writes each jar's name as its content; `spoilt` ones come damaged, and after `limit` the line is cut."""

    def __init__(self, spoilt: tuple[str, ...] = (), limit: int = 99) -> None:
        self.spoilt = spoilt
        self.limit = limit
        self.asked: list[list[str]] = []

    def __call__(self, folder: Path, missing: Sequence[Jar], report: Report) -> None:
        self.asked.append([jar.name for jar in missing])
        for jar in missing[: self.limit]:
            (folder / jar.name).write_text("damaged" if jar.name in self.spoilt else jar.name)
        if len(missing) > self.limit:
            raise FetchError("the line was cut")


def fetch(cache: Path, *ways: Downloader) -> Path:
    return ensure_jars(cache, lambda _line: None, ways, JARS)


def test_jars_come_into_a_folder_of_their_version(tmp_path: Path) -> None:
    folder = fetch(tmp_path / "cache", Downloader())

    assert folder == tmp_path / "cache" / f"neo4j-{NEO4J_VERSION}"
    assert sorted(file.name for file in folder.iterdir()) == sorted(NAMES)
    assert faulty_jars(folder, JARS) == []


def test_what_is_there_is_not_fetched_again(tmp_path: Path) -> None:
    fetch(tmp_path, Downloader())
    again = Downloader()

    fetch(tmp_path, again)

    assert again.asked == []


def test_an_interrupted_download_is_not_taken_for_a_whole_one_and_goes_on(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match=r"\(1 of 3 files missing\).*Reason: the line was cut"):
        fetch(tmp_path, Downloader(limit=2))
    assert not jar_folder(tmp_path).exists()
    rest = Downloader()

    folder = fetch(tmp_path, rest)

    assert rest.asked == [["three-3.jar"]]
    assert faulty_jars(folder, JARS) == []


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match=r"\(1 of 3 files missing\).*Reason: wrong checksum: two-2\.jar\."):
        fetch(tmp_path, Downloader(spoilt=("two-2.jar",)))

    assert not jar_folder(tmp_path).exists()


def test_what_the_first_way_does_not_bring_right_the_second_does(tmp_path: Path) -> None:
    first, second, third = Downloader(spoilt=("one-1.jar",), limit=2), Downloader(), Downloader()

    folder = fetch(tmp_path, first, second, third)

    assert second.asked == [["one-1.jar", "three-3.jar"]]
    assert third.asked == []
    assert faulty_jars(folder, JARS) == []


def test_nothing_else_stays_in_the_folder(tmp_path: Path) -> None:
    def untidy(folder: Path, missing: Sequence[Jar], report: Report) -> None:
        Downloader()(folder, missing, report)
        (folder / "extra-1.jar").touch()
        (folder / "repository").mkdir()

    folder = ensure_jars(tmp_path, lambda _line: None, [untidy], JARS)

    assert sorted(file.name for file in folder.iterdir()) == sorted(NAMES)


def test_a_file_lost_from_the_cache_is_fetched_again(tmp_path: Path) -> None:
    (fetch(tmp_path, Downloader()) / "two-2.jar").unlink()
    again = Downloader()

    folder = fetch(tmp_path, again)

    assert again.asked == [["two-2.jar"]]
    assert faulty_jars(folder, JARS) == []


def test_two_at_once_download_once(tmp_path: Path) -> None:
    begun, go_on = threading.Event(), threading.Event()
    first, second = Downloader(), Downloader()

    def slow(folder: Path, missing: Sequence[Jar], report: Report) -> None:
        begun.set()
        assert go_on.wait(10)
        first(folder, missing, report)

    one = threading.Thread(target=ensure_jars, args=(tmp_path, print, [slow], JARS))
    other = threading.Thread(target=fetch, args=(tmp_path, second))
    one.start()
    assert begun.wait(10)
    other.start()
    go_on.set()
    one.join(10)
    other.join(10)

    assert (len(first.asked), second.asked) == (1, [])
    assert faulty_jars(jar_folder(tmp_path), JARS) == []


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "cache").touch()

    with pytest.raises(CannotStart, match=r"Neo4j's jars cannot be stored in .*/cache: .* another folder"):
        fetch(tmp_path / "cache", Downloader())


def test_the_list_is_of_the_pom() -> None:
    pom = ElementTree.parse(POM)
    maven = {"m": "http://maven.apache.org/POM/4.0.0"}
    names = {jar.name for jar in listed_jars()}

    assert pom.findtext("m:properties/m:neo4j.version", namespaces=maven) == NEO4J_VERSION
    assert len(listed_jars()) == len(names) == 214
    assert {
        f"neo4j-{NEO4J_VERSION}.jar",
        f"neo4j-server-{NEO4J_VERSION}.jar",
        f"neo4j-slf4j-provider-{NEO4J_VERSION}.jar",
        "neo4j-browser-5.24.0.jar",
    } <= names
