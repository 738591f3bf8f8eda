"""The files that a page's shell names: read once, and again after an edit."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from service.api.http.shell import files
from service.api.http.shell.document import document

FILES = {
    "index.html": "<title></title><!-- preview --><!-- files --><!-- without script -->",
    "main.js": 'import "./parts/one.js";\n',
    "parts/one.js": "",
    "parts/two.js": "",
    "page.css": "",
}


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(files, "monotonic", clock)
    return clock


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(files, "web_folder", lambda: tmp_path)
    for name, text in FILES.items():
        edit(tmp_path / "page" / name, text)
    return tmp_path / "page"


def edit(file: Path, text: str) -> None:
    """Writes a file so that its time of change is another one, whatever the file system's clock."""
    before = file.stat().st_mtime_ns if file.exists() else 0
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    os.utime(file, ns=(before + 1_000_000_000, before + 1_000_000_000))


def named() -> list[str]:
    return [line.partition("/static/page/")[2].partition('"')[0] for line in files.links([]).splitlines()]


def counting(monkeypatch: pytest.MonkeyPatch, method: str) -> Callable[[], int]:
    calls: list[Path] = []
    original = getattr(Path, method)

    def counted(self: Path, *given: object, **more: object) -> object:
        calls.append(self)
        return original(self, *given, **more)

    monkeypatch.setattr(Path, method, counted)
    return lambda: len(calls)


def test_many_requests_read_the_files_once(page: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    first = document([])
    reads, looks = counting(monkeypatch, "read_text"), counting(monkeypatch, "stat")

    assert {document([]) for _ in range(20)} == {first}
    assert (reads(), looks()) == (0, 0)

    clock.now += files.NOTICED
    assert document([]) == first
    assert reads() == 0
    assert looks() > 0


@pytest.mark.usefixtures("clock")
def test_the_first_document_names_sheets_and_modules(page: Path) -> None:
    assert named() == ["page.css", "main.js", "parts/one.js"]


def test_an_edit_is_noticed_within_a_second(page: Path, clock: Clock) -> None:
    assert named() == ["page.css", "main.js", "parts/one.js"]

    edit(page / "main.js", 'import "./parts/two.js";\n')
    edit(page / "parts" / "more.css", "")
    edit(page / "index.html", "<!-- files -->!")
    clock.now += files.NOTICED / 2
    assert named() == ["page.css", "main.js", "parts/one.js"]

    clock.now += files.NOTICED / 2
    assert named() == ["page.css", "parts/more.css", "main.js", "parts/two.js"]
    assert document([]).endswith("!")

    (page / "parts" / "more.css").unlink()
    clock.now += files.NOTICED
    assert named() == ["page.css", "main.js", "parts/two.js"]
