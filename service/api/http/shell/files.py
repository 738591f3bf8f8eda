"""Which style sheets and modules a page loads: the links in the head of its document.

The files are read once, and again after an edit, which is noticed within `NOTICED` seconds. Nothing has to be registered. Style sheets are those in the page's folders; modules are those that the page's own module imports,
so that the browser can fetch all of them at once instead of one level after the other.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from math import inf
from pathlib import Path
from posixpath import normpath
from time import monotonic

from service.resources import web_folder

MAIN = "main.js"
_FIRST_SHEETS = ("page.css", "frame.css", "answer.css", "parts.css")
"""What the others build on. The rest follows by path, and paper comes last."""
_PAPER = "print.css"
_IMPORT = re.compile(r"""^(?:import|export)\b(?:[^"';]*?\bfrom)?\s*"(\.[^"]+)";""", re.MULTILINE)


NOTICED = 1.0
"""Seconds for which the files count as they were last seen: many requests share one look at them."""


class _Seen:
    """The last look at the files: when, in which folder, and what it saw."""

    at = -inf
    folder = Path()
    state = 0


def template() -> str:
    """The document of all addresses, with places for what differs."""
    return _template(_page(), _state())


def links(modules: Iterable[str]) -> str:
    """The `<link>` elements of a page that shows these modules; modules are paths within the page's folder."""
    return _links(_page(), _state(), tuple(modules))


def imported(modules: Iterable[str]) -> list[str]:
    """These modules and all that they import, each once, in the order in which they are found. Dynamic imports do not count."""
    return list(_imported(_page(), _state(), tuple(modules)))


def _page() -> Path:
    return web_folder() / "page"


def _state() -> int:
    """A number that is another one after a file was edited, added or removed."""
    folder, now = _page(), monotonic()
    if now - _Seen.at >= NOTICED or folder != _Seen.folder:
        files = sorted(file for file in folder.rglob("*") if file.suffix in (".css", ".html", ".js"))
        _Seen.state = hash(tuple((file, file.stat().st_mtime_ns) for file in files))
        _Seen.at, _Seen.folder = now, folder
    return _Seen.state


@lru_cache(maxsize=1)
def _template(page: Path, state: int) -> str:
    return (page / "index.html").read_text("utf-8")


@lru_cache(maxsize=64)
def _links(page: Path, state: int, modules: tuple[str, ...]) -> str:
    lines = [
        f'<link rel="stylesheet" href="/static/page/{sheet}"{' media="print"' if sheet == _PAPER else ""}>'
        for sheet in _sheets(page)
    ]
    lines += [
        f'<link rel="modulepreload" href="/static/page/{module}">'
        for module in _imported(page, state, (MAIN, *modules))
    ]
    return "\n    ".join(lines)


@lru_cache(maxsize=64)
def _imported(page: Path, state: int, modules: tuple[str, ...]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    waiting = list(modules)
    while waiting:
        module = waiting.pop(0)
        if module not in found:
            found[module] = None
            waiting += _imports(page, state, module)
    return tuple(found)


@lru_cache(maxsize=1024)
def _imports(page: Path, state: int, module: str) -> tuple[str, ...]:
    parent = module.rpartition("/")[0]
    return tuple(
        normpath(f"{parent}/{target}" if parent else target)
        for target in _IMPORT.findall((page / module).read_text("utf-8"))
    )


def _sheets(folder: Path) -> list[str]:
    found = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.css"))
    return sorted(
        found,
        key=lambda one: (
            _FIRST_SHEETS.index(one) if one in _FIRST_SHEETS else len(_FIRST_SHEETS),
            one == _PAPER,
        ),
    )
