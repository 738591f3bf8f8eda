"""The files that a page's shell names: read once, and again after an edit."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from service.api.http.pages import document
from service.api.http.shell import files
from service.api.http.shell.joined import joined

FILES = {
    "index.html": "<title></title><!-- preview --><!-- files --><!-- without script -->",
    "main.js": 'import "./parts/one.js";\n',
    "parts/one.js": "",
    "parts/two.js": "",
    "page.css": "a {}",
    "frame.css": "b {}",
    "answer.css": "",
    "parts.css": "",
    "modules.js": "",
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
    return re.findall(r'^define\("(.+?)"', joined("main.js") or "", re.MULTILINE)


def counting(monkeypatch: pytest.MonkeyPatch, method: str) -> Callable[[], int]:
    calls: list[Path] = []
    original = getattr(Path, method)

    def counted(self: Path, *given: object, **more: object) -> object:
        calls.append(self)
        return original(self, *given, **more)

    monkeypatch.setattr(Path, method, counted)
    return lambda: len(calls)


def test_many_requests_read_the_files_once(page: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    first = document(None)
    reads, looks = counting(monkeypatch, "read_text"), counting(monkeypatch, "stat")

    assert {document(None) for _ in range(20)} == {first}
    assert (reads(), looks()) == (0, 0)

    clock.now += files.NOTICED
    assert document(None) == first
    assert reads() == 0
    assert looks() > 0


@pytest.mark.usefixtures("clock")
def test_modules_and_sheets_are_joined(page: Path) -> None:
    edit(
        page / "main.js",
        'import { one as first, two } from "./parts/one.js";\nconst Part = later(() => import("./parts/two.js"), "Part");\n'
        'const other = () => import("./other.js");\nfirst(two);\n',
    )
    edit(
        page / "parts" / "one.js",
        "export const one = 1;\nexport async function two() {}\nexport { one as uno };\n",
    )
    edit(page / "other.js", 'export * from "./parts/two.js";\nimport "./parts/three.js";\n')
    edit(page / "parts" / "three.js", 'import { texts } from "../modules.js";\n')

    assert (
        joined("main.js")
        == """\
import { define, load, need, texts } from "/static/page/modules.js";

define("main.js", () => {
const { one: first, two } = need("parts/one.js");
const Part = later(() => load("parts/two.js", "/static/joined/main.js"), "Part");
const other = () => load("other.js", "/static/joined/other.js");
first(two);

return {  };
});

define("parts/one.js", () => {
const one = 1;
async function two() {}

return { uno: one, one, two };
});

define("parts/two.js", () => {

return {  };
});
need("main.js");
"""
    )
    assert (
        joined("other.js")
        == """\
import { define, load, need, texts } from "/static/page/modules.js";

define("other.js", () => {

need("parts/three.js");

return { ...need("parts/two.js") };
});

define("parts/three.js", () => {
const { texts } = need("modules.js");

return {  };
});
"""
    )
    assert joined("page.css") == "a {}\nb {}\n\n"
    assert [joined(name) for name in ("nothing.js", "../page/main.js", "index.html", "other.later.js")] == [
        None
    ] * 4


def test_an_edit_is_noticed_within_a_second(page: Path, clock: Clock) -> None:
    assert named() == ["main.js", "parts/one.js"]

    edit(page / "main.js", 'import "./parts/two.js";\n')
    edit(page / "parts" / "more.css", "c {}")
    edit(page / "index.html", "<!-- files -->!")
    clock.now += files.NOTICED / 2
    assert named() == ["main.js", "parts/one.js"]
    assert "c {}" not in (joined("page.css") or "")

    clock.now += files.NOTICED / 2
    assert named() == ["main.js", "parts/two.js"]
    assert (joined("page.css") or "").endswith("c {}")
    assert document(None).endswith("!")

    (page / "parts" / "more.css").unlink()
    clock.now += files.NOTICED
    assert "c {}" not in (joined("page.css") or "")
