"""The modules of a page joined into few files, and its style sheets into two, so that a first visit needs few requests.

The files are made of the sources as they are when they are first asked for, and again after an edit: nobody builds
anything. Their lines are those of the sources. What is joined:

- `main.js`: itself, what it imports, and what these load later;
- the module of an address, such as `talk/talk.js`: what it imports, without what `main.js` has;
- `talk/talk.later.js`: what these load by `later`, which is fetched at once, and nobody waits for it to read;
- any other module that is loaded when somebody needs it, such as a dialog: what it imports.

A joined file has the texts of the operations that its modules ask, too. `service/web/page/modules.js` runs the modules.
"""

import re
from collections.abc import Sequence

import orjson

from service.api.execution.engine import OPERATIONS
from service.api.http.shell.files import (
    MAIN,
    PRINT,
    imported,
    page_files,
    page_folder,
    resolved,
    sheets,
    source_of,
    until_edited,
)

ADDRESS = "/static/joined"
SHEET = "page.css"
_RUNTIME = "modules.js"
_LATER = ".later.js"

_NAMES = r"\{(?P<names>[^{}]*)\}"
_IMPORT = re.compile(rf'^import (?:{_NAMES} from )?"(?P<path>\.[^"]+)";', re.MULTILINE)
_PASS_ON = re.compile(r'^export \* from "(?P<path>\.[^"]+)";', re.MULTILINE)
_EXPORT_LIST = re.compile(
    rf"\bexport ?{_NAMES};?\s*\Z|^export {_NAMES.replace('names', 'more')};$", re.MULTILINE
)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const)\*? (?P<name>\w+))", re.MULTILINE)
_LOAD = re.compile(r'(?P<later>\blater\(\(\) => )?\bimport\("(?P<path>\.[^"]+)"\)')
_TEXT = re.compile(r'"(\w+)"')


def links(module: str | None) -> str:
    """Returns the `<link>` elements of a page with this module: what the browser fetches at once."""
    lines = [
        f'<link rel="stylesheet" href="{ADDRESS}/{SHEET}">',
        f'<link rel="stylesheet" href="/static/page/{PRINT}" media="print">',
        f'<link rel="modulepreload" href="/static/page/{_RUNTIME}">',
        f'<link rel="modulepreload" href="{ADDRESS}/{MAIN}">',
    ]
    if module:
        later = _later_name(module)
        lines.append(f'<link rel="modulepreload" href="{ADDRESS}/{module}">')
        if joined(later):
            lines.append(f'<link rel="modulepreload" href="{ADDRESS}/{later}" fetchpriority="low">')
    return "\n    ".join(lines)


@until_edited
def joined(file: str) -> str | None:
    """Returns the text of a joined file, such as `talk/talk.js`; None if there is none of this name."""
    if file == SHEET:
        return "\n".join(source_of(sheet) for sheet in sheets())
    modules = _modules(file)
    if not modules:
        return None
    lines = ['import { define, load, need, texts } from "/static/page/modules.js";']
    asked = _operations()
    told = {
        name: asked[name]
        for module in modules
        for short in _TEXT.findall(source_of(module))
        for name in (short, f"changes/{short}", f"events/{short}")
        if name in asked
    }
    if told:
        lines.append(f"Object.assign(texts, {orjson.dumps(told).decode()});")
    lines += (_defined(module, file) for module in modules)
    if file == MAIN:
        lines.append(f'need("{MAIN}");')
    return "\n".join([*lines, ""])


@until_edited
def _modules(file: str) -> tuple[str, ...]:
    """Returns the modules that a joined file defines."""
    base: tuple[str, ...] = (_RUNTIME,) if file == MAIN else (_RUNTIME, *_modules(MAIN))
    if file.endswith(_LATER):
        first = f"{file.removesuffix(_LATER)}.js"
        own = _modules(first)
        return tuple(one for one in _with_later(own) if one not in (*base, *own))
    if file not in page_files() or not file.endswith(".js"):
        return ()
    found = _with_later([file]) if file == MAIN else imported([file])
    return tuple(one for one in found if one not in base)


def _with_later(modules: Sequence[str]) -> list[str]:
    """Returns these modules, all that they import, and what any of them loads by `later`."""
    found = imported(modules)
    for module in found:  # grows meanwhile
        text = source_of(module)
        later = [resolved(module, match["path"]) for match in _LOAD.finditer(text) if match["later"]]
        found += [one for one in imported(later) if one not in found]
    return found


def _later_name(module: str) -> str:
    return f"{module.removesuffix('.js')}{_LATER}"


def _defined(module: str, file: str) -> str:
    """Returns the definition of a module: its source as a function that returns what it exports."""
    text = source_of(module)
    exports: list[str] = []

    def place(match: re.Match[str]) -> str:
        return f'need("{resolved(module, match["path"])}")'

    def take(match: re.Match[str]) -> str:
        names = match["names"]
        return f"{f'const {{{names.replace(" as ", ": ")}}} = ' if names else ''}{place(match)};"

    def pass_on(match: re.Match[str]) -> str:
        exports.append(f"...{place(match)}")
        return ""

    def list_exports(match: re.Match[str]) -> str:
        for one in (match["names"] or match["more"]).split(","):
            own, _, name = one.strip().partition(" as ")
            exports.append(f"{name}: {own}" if name else own)
        return ""

    def export(match: re.Match[str]) -> str:
        exports.append(match["name"])
        return ""

    def load(match: re.Match[str]) -> str:
        path = resolved(module, match["path"])
        home = path
        if match["later"]:
            home = MAIN if file == MAIN else _later_name(file.removesuffix(_LATER).removesuffix(".js"))
        return f'{match["later"] or ""}load("{path}", "{ADDRESS}/{home}")'

    for pattern, change in (
        (_IMPORT, take), (_PASS_ON, pass_on), (_EXPORT_LIST, list_exports), (_EXPORT, export), (_LOAD, load),
    ):  # fmt: skip
        text = pattern.sub(change, text)
    return f'\ndefine("{module}", () => {{\n{text}\nreturn {{ {", ".join(exports)} }};\n}});'


@until_edited
def _operations() -> dict[str, str]:
    """Maps the name of each operation that the page asks to its text."""
    folders = (OPERATIONS, page_folder() / "operations")
    return {
        file.relative_to(folder).with_suffix("").as_posix(): file.read_text("utf-8")
        for folder in folders
        for file in folder.rglob("*.graphql")
    }
