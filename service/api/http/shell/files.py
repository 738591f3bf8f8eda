"""The style sheets and modules of a page: the links in the head of its document.

The files are read once, and again after an edit, which is noticed within `NOTICED` seconds. Nothing must be
registered. The style sheets are those in the page's folders. The modules are those that the page's own module
imports, so that the browser can fetch all of them at once instead of one level after the other.
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
"""The base style sheets. The others follow by path, and print comes last."""
_PAPER = "print.css"
_IMPORT = re.compile(r"""^(?:import|export)\b(?:[^"';]*?\bfrom)?\s*"(\.[^"]+)";""", re.MULTILINE)


NOTICED = 1.0
"""Seconds for which the state of the files is cached, so that many requests share one check."""


class _Seen:
    """The last check of the files: time, folder and result."""

    at = -inf
    folder = Path()
    state = 0


def template() -> str:
    """Returns the document of all addresses, with placeholders."""
    return _template(_page(), _state())


def links(modules: Iterable[str]) -> str:
    """Returns the `<link>` elements of a page with these modules; modules are paths within the page's folder."""
    return _links(_page(), _state(), tuple(modules))


def imported(modules: Iterable[str]) -> list[str]:
    """Returns these modules and all their imports, each once, in the order of discovery. Dynamic imports are not
    included."""
    return list(_imported(_page(), _state(), tuple(modules)))


def _page() -> Path:
    return web_folder() / "page"


def _state() -> int:
    """Returns a number that changes if a file is edited, added or removed."""
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
