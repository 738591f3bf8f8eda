"""The files of the page: its template, its style sheets, its modules and what each imports.

The files are read once, and again after an edit, which is noticed within `NOTICED` seconds. Nothing must be
registered. The style sheets are those in the page's folders. `joined.py` makes of them what a browser gets.
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


def template() -> str:
    """Returns the document of all addresses, with placeholders."""
    return _template(page_folder(), page_state())


def imported(modules: Iterable[str]) -> list[str]:
    """Returns these modules and all their imports, each once, in the order of discovery. Dynamic imports are not
    included."""
    return list(_imported(page_folder(), page_state(), tuple(modules)))


def sheets() -> list[str]:
    """Returns the style sheets for screens in their order."""
    others = sorted(one for one in page_files() if one.endswith(".css"))
    return [*_FIRST_SHEETS, *(one for one in others if one not in (*_FIRST_SHEETS, PRINT))]


def page_files() -> frozenset[str]:
    """Returns the paths of all style sheets and modules within the page's folder."""
    return _files(page_folder(), page_state())


def resolved(module: str, target: str) -> str:
    """Returns the path of what a module imports as `./…` or `../…`."""
    return normpath(f"{module.rpartition('/')[0] or '.'}/{target}")


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


@lru_cache(maxsize=1)
def _template(page: Path, state: int) -> str:
    return (page / "index.html").read_text("utf-8")


@lru_cache(maxsize=1)
def _files(page: Path, state: int) -> frozenset[str]:
    return frozenset(
        file.relative_to(page).as_posix() for file in page.rglob("*") if file.suffix in (".css", ".js")
    )


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
    return tuple(resolved(module, target) for target in _IMPORT.findall((page / module).read_text("utf-8")))
