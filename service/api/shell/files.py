"""Which style sheets and modules a page loads: the links in the head of its document.

Nothing has to be registered. Style sheets are those in the page's folders; modules are those that the page's own module imports,
so that the browser can fetch all of them at once instead of one level after the other.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from posixpath import normpath

from service.resources import web_folder

MAIN = "main.js"
_FIRST_SHEETS = ("page.css", "frame.css", "answer.css", "parts.css")
"""What the others build on. The rest follows by path, and paper comes last."""
_PAPER = "print.css"
_IMPORT = re.compile(r"""^(?:import|export)\b(?:[^"';]*?\bfrom)?\s*"(\.[^"]+)";""", re.MULTILINE)


def links(modules: Iterable[str]) -> str:
    """The `<link>` elements of a page that shows these modules; modules are paths within the page's folder."""
    folder = web_folder() / "page"
    lines = [
        f'<link rel="stylesheet" href="/static/page/{sheet}"{' media="print"' if sheet == _PAPER else ""}>'
        for sheet in _sheets(folder)
    ]
    lines += [
        f'<link rel="modulepreload" href="/static/page/{module}">' for module in imported([MAIN, *modules])
    ]
    return "\n    ".join(lines)


def imported(modules: Iterable[str]) -> list[str]:
    """These modules and all that they import, each once, in the order in which they are found. Dynamic imports do not count."""
    folder = web_folder() / "page"
    found: dict[str, None] = {}
    waiting = list(modules)
    while waiting:
        module = waiting.pop(0)
        if module not in found:
            found[module] = None
            file = folder / module
            waiting += _imports(file, file.stat().st_mtime_ns, module)
    return list(found)


@lru_cache(maxsize=1024)
def _imports(file: Path, changed: int, module: str) -> tuple[str, ...]:
    """`changed`: reads the file again after an edit."""
    parent = module.rpartition("/")[0]
    return tuple(
        normpath(f"{parent}/{target}" if parent else target)
        for target in _IMPORT.findall(file.read_text("utf-8"))
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
