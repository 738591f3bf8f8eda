"""The files of the page: its template, its style sheets, its modules and what each imports.

The files are read once, and again after an edit, which is noticed within `NOTICED` seconds. Nothing must be
registered. The style sheets are those in the page's folders. `joined.py` makes of them what a browser gets.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from math import inf
from pathlib import Path
from posixpath import normpath
from time import monotonic

from service.resources import web_folder

MAIN = "main.js"
_FIRST_SHEETS = ("page.css", "frame.css", "answer.css", "parts.css")
"""The base style sheets. The others follow by path."""
PRINT = "print.css"
_IMPORT = re.compile(r"""^(?:import|export)\b(?:[^"';]*?\bfrom)?\s*"(\.[^"]+)";""", re.MULTILINE)
NOTICED = 1.0
"""Seconds for which the state of the files is cached, so that many requests share one check."""


class _Seen:
    """The last check of the files: time, folder and result."""

    at = -inf
    folder = Path()
    state = 0


def page_folder() -> Path:
    return web_folder() / "page"


def page_state() -> int:
    """Returns a number that changes if a file is edited, added or removed."""
    folder, now = page_folder(), monotonic()
    if now - _Seen.at >= NOTICED or folder != _Seen.folder:
        files = sorted(file for file in folder.rglob("*") if file.suffix in (".css", ".html", ".js"))
        _Seen.state = hash(tuple((file, file.stat().st_mtime_ns) for file in files))
        _Seen.at, _Seen.folder = now, folder
    return _Seen.state


def until_edited[**P, T](function: Callable[P, T]) -> Callable[P, T]:
    """Keeps what a function makes of the files until one of them is edited."""

    @lru_cache(maxsize=1024)
    def kept(_folder: Path, _state: int, *args: P.args, **kwargs: P.kwargs) -> T:
        return function(*args, **kwargs)

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        return kept(page_folder(), page_state(), *args, **kwargs)

    return call


@until_edited
def template() -> str:
    """Returns the document of all addresses, with placeholders."""
    return source_of("index.html")


@until_edited
def page_files() -> frozenset[str]:
    """Returns the paths of all style sheets and modules within the page's folder."""
    page = page_folder()
    files = (file for file in page.rglob("*") if file.suffix in (".css", ".js"))
    return frozenset(file.relative_to(page).as_posix() for file in files)


@until_edited
def source_of(file: str) -> str:
    return (page_folder() / file).read_text("utf-8")


def sheets() -> list[str]:
    """Returns the style sheets for screens in their order."""
    others = sorted(one for one in page_files() if one.endswith(".css"))
    return [*_FIRST_SHEETS, *(one for one in others if one not in (*_FIRST_SHEETS, PRINT))]


def imported(modules: Iterable[str]) -> list[str]:
    """Returns these modules and all their imports, each once, in the order of discovery. Dynamic imports are not
    included."""
    found: dict[str, None] = {}
    waiting = list(modules)
    while waiting:
        module = waiting.pop(0)
        if module not in found:
            found[module] = None
            waiting += (resolved(module, target) for target in _IMPORT.findall(source_of(module)))
    return list(found)


def resolved(module: str, target: str) -> str:
    """Returns the path of what a module imports as `./…` or `../…`."""
    return normpath(f"{module.rpartition('/')[0] or '.'}/{target}")
