"""The files of the web page: what it asks is valid, what it loads is there, and its colours can be read."""

import re
from itertools import product
from posixpath import normpath

import pytest
from graphql import parse, validate

from service.api.catalog import read_fragments
from service.api.execution.engine import OPERATIONS
from service.api.execution.prepared_operations import Requests
from service.api.http import watch
from service.api.http.pages import EMBEDDED, PAGES, document
from service.api.http.shell.files import MAIN, imported
from service.api.http.shell.joined import joined
from service.api.http.shell.map_drawing import COLOURS, DARK_COLOURS
from service.api.operation.planning.catalog import Catalog
from service.api.pre_queries import PRE_QUERIES
from service.api.schema.build import graphql_schema
from service.api.schema.enums import EntityKind
from service.api.warming import CHANGE_INPUTS, PAGE_VALUES
from service.graph.model import graph_model
from service.resources import web_folder
from service.settings.limits import Limits

PAGE = web_folder() / "page"
OWN = sorted((PAGE / "operations").rglob("*.graphql"))
VENDORED = sorted(file for file in PAGE.rglob("*.js") if file.with_suffix(".LICENSES.txt").exists())
DEFINED = re.compile(r'^define\("(.+?)"', re.MULTILINE)
MODULES = sorted({*PAGE.rglob("*.js")} - {*VENDORED})
# Of the limit's 50,000 (`max_cost`).
COSTS = {
    "accept_extraction": 2,
    "add_statement": 4,
    "cancel_job": 1,
    "connection_ends": 4,
    "connections_page": 430,
    "embedded_quote": 4,
    "embedded_talk": 101,
    "entity_co_mentions": 901,
    "entity_decisions": 101,
    "entity_map": 761,
    "entity_meant": 1,
    "entity_mentions": 280,
    "entity_named": 1,
    "entity_neighbors": 901,
    "entity_page": 530,
    "entity_said": 240,
    "entity_statements": 901,
    "entity_talks": 101,
    "extraction_result": 22,
    "follow_feed": 1,
    "follows": 100,
    "home": 686,
    "import_jobs": 100,
    "import_talk": 1,
    "map_between": 5101,
    "map_found": 10,
    "map_of_all": 841,
    "map_paths": 318,
    "map_starts": 24,
    "map_topic": 1,
    "merge_entities": 9,
    "moment": 1,
    "permalink": 1,
    "quote_page": 82,
    "quote_turns": 4,
    "re_extract": 6,
    "reject_evidence": 4,
    "retry_job": 1,
    "said_about": 2,
    "search_browse": 100,
    "search_facets": 138,
    "search_filters": 7,
    "search_page": 300,
    "separate_entities": 2,
    "suggestions": 16,
    "talk_data": 12,
    "talks": 180,
    "topic_lines": 201,
    "topic_moments": 1001,
    "topic_page": 161,
    "topic_talks": 101,
    "topic_with_entity": 121,
    "transcript": 12001,
    "undo": 1,
    "unfollow_feed": 1,
    "update_entity": 4,
    "update_video": 3,
    "video_decisions": 101,
    "video_entities": 101,
    "video_map": 1141,
    "viewer": 1,
}


def test_what_the_page_asks_is_valid() -> None:
    schema = graphql_schema()

    for file in OWN:
        assert validate(schema, parse(file.read_text(encoding="utf-8"))) == [], file.name


def test_what_the_page_asks_is_within_the_limits() -> None:
    schema = graphql_schema()
    asked = Requests(schema, Catalog(schema, read_fragments(), PRE_QUERIES, graph_model()), Limits())

    costs = {
        file.stem: asked.prepare(
            file.read_text(encoding="utf-8"), {**PAGE_VALUES, "input": CHANGE_INPUTS.get(file.stem)}
        ).objects
        for file in OWN
        if file.parent.name != "events"
    }

    assert costs == COSTS


def test_each_operation_is_asked_by_the_page() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in MODULES)
    names = {file.stem for file in [*OWN, *OPERATIONS.glob("*.graphql")]}

    assert set(re.findall(r'(?:act|ask|change|listen|useAnswer|useMore)\(\s*"(\w+)"', code)) == names


def test_a_document_names_all_style_sheets_and_nothing_elsewhere() -> None:
    shell = document(None)

    names = re.findall(r'<link rel="stylesheet" href="([^"]+)"', shell)
    assert names == ["/static/joined/page.css", "/static/page/print.css"]
    whole = joined("page.css") or ""
    places = {file.name: whole.find(file.read_text("utf-8")) for file in PAGE.rglob("*.css")}
    assert [name for name, place in places.items() if place < 0] == ["print.css"]
    assert places["page.css"] == 0
    assert "//" not in shell
    assert " style=" not in shell
    assert "<script>" not in shell


@pytest.mark.parametrize("module", PAGES.values())
def test_a_document_names_the_modules_that_its_page_loads(module: str) -> None:
    files = re.findall(r'<link rel="modulepreload" href="/static/joined/([^"]+)"', document(module))
    assert files[:2] == ["main.js", module]
    named = [one for file in files[:2] for one in DEFINED.findall(joined(file) or "")]

    wanted: set[str] = set()
    waiting = {PAGE / "main.js", PAGE / module}
    while waiting:
        file = waiting.pop()
        wanted.add(file.relative_to(PAGE).as_posix())
        code = re.sub(r"import\(.*?\)", "", file.read_text(encoding="utf-8"))
        for target in re.findall(r'from "([^"]+)"', code):
            found = (file.parent / target).resolve()
            assert found.is_file(), f"{file.name} imports {target}"
            waiting |= {found} - {PAGE / one for one in wanted}
    later = {
        "signin/account.js",
        "edit/viewer.js",
        "search/shortcuts.js",
        "keys.js",
    }  # what the frame loads later
    assert len(named) == len(set(named))
    assert set(named) | {"modules.js"} == wanted | later


def test_what_is_joined_is_found_in_each_form_and_nothing_is_left_of_it() -> None:
    names = ["main.js", *(one.relative_to(PAGE).as_posix() for one in MODULES)]
    later = [f"{module.removesuffix('.js')}.later.js" for module in {*PAGES.values(), *EMBEDDED.values()}]

    for name in {*names, *later} - {"modules.js", "boot.js"}:
        lines = (joined(name) or "").splitlines()[1:]
        assert [line for line in lines if re.match(r"(import|export)\b", line)] == [], name
        assert not any('import("' in line for line in lines), name
        for module in re.findall(r'need\("(.+?)"\)', "\n".join(lines)):
            assert (PAGE / module).is_file(), f"{name} needs {module}"


def test_no_module_imports_itself_by_way_of_others() -> None:
    for file in MODULES:
        own = file.relative_to(PAGE).as_posix()
        direct = {one for one in imported([own]) if one != own}
        assert not any(own in imported([one]) for one in direct), own


def test_every_module_is_loaded_by_some_page() -> None:
    loaded = set(imported([MAIN, *PAGES.values(), watch.MODULE]))
    later = {
        normpath(f"{file.parent.relative_to(PAGE).as_posix()}/{target}")
        for file in MODULES
        for target in re.findall(r'import\("([^"]+)"\)', file.read_text(encoding="utf-8"))
    }

    assert {"boot.js"} | loaded | set(imported(later)) == {
        file.relative_to(PAGE).as_posix() for file in [*MODULES, *VENDORED]
    }


def test_modules_and_style_sheets_are_short_and_say_what_they_are_for() -> None:
    for file in [*MODULES, *PAGE.rglob("*.css")]:
        text = file.read_text(encoding="utf-8")
        assert text.startswith("// " if file.suffix == ".js" else "/* "), file.name
        assert len(text.splitlines()) <= 250, file.name


@pytest.mark.parametrize("module", [*PAGES.values(), *EMBEDDED.values()])
def test_what_a_page_needs_to_be_read_is_small(module: str) -> None:
    """Before compression. What `later` of later.js fetches beside it, such as the map, is not waited for."""
    files = {PAGE / one for one in imported([MAIN, module])} | {PAGE / "boot.js"}

    assert sum(file.stat().st_size for file in files - {*VENDORED}) < 92_000
    assert sum(file.stat().st_size for file in files & {*VENDORED}) < 160_000


def test_vendored_libraries_are_small() -> None:
    assert sum(file.stat().st_size for file in VENDORED) < 160_000


@pytest.mark.parametrize(("name", "pages"), [("routes", PAGES), ("embedded", EMBEDDED)])
def test_page_and_server_know_the_same_addresses(name: str, pages: dict[str, str]) -> None:
    main = (PAGE / "main.js").read_text(encoding="utf-8")
    table = main.partition(f"const {name} = [")[2].partition("];")[0]
    routes = re.findall(r'\[/(\^.+\$)/, \(\) => import\("\./(.+?)"\), "\w+"\]', table)
    patterns = [(re.compile(found.replace("\\/", "/")), module) for found, module in routes]

    found = {
        address: [module for one, module in patterns if one.match(address.replace("{slug}", "a-talk"))]
        for address in pages
    }

    assert found == {address: [module] for address, module in pages.items()}
    assert len(patterns) == len(pages)


def test_vendored_libraries_have_their_version_and_their_licences() -> None:
    [preact] = PAGE.glob("preact-*.js")
    [d3] = PAGE.glob("map/d3/d3-*.js")
    licences = [file.with_suffix("").name + ".LICENSES.txt" for file in (preact, d3)]
    preact_licences, d3_licences = (
        file.with_name(name).read_text(encoding="utf-8")
        for file, name in zip((preact, d3), licences, strict=True)
    )

    assert preact.name == "preact-11.2.0-htm-3.1.1.js"
    assert "\npreact 11.2.0, MIT\n" in preact_licences
    assert "\nhtm 3.1.1, Apache-2.0\n" in preact_licences
    assert d3.name == "d3-force-3.0.0-d3-zoom-3.0.0-d3-drag-3.0.0.js"
    assert re.findall(r"^(d3-\w+) [\d.]+, ([\w-]+)$", d3_licences, re.MULTILINE) == [
        ("d3-color", "ISC"),
        ("d3-dispatch", "ISC"),
        ("d3-drag", "ISC"),
        ("d3-ease", "BSD-3-Clause"),
        ("d3-force", "ISC"),
        ("d3-interpolate", "ISC"),
        ("d3-quadtree", "ISC"),
        ("d3-selection", "ISC"),
        ("d3-timer", "ISC"),
        ("d3-transition", "ISC"),
        ("d3-zoom", "ISC"),
    ]
    assert preact.stat().st_size < 20_000
    assert preact.stat().st_size + d3.stat().st_size < 160_000


def colours(part: str) -> dict[str, str]:
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", part))


def test_link_previews_have_the_colours_of_the_page() -> None:
    light, _, rest = (PAGE / "page.css").read_text(encoding="utf-8").partition("@media")
    found, dark = colours(light), colours(rest.partition("*,")[0])

    assert {name: found[name] for name in COLOURS} == COLOURS
    assert {name: dark[name] for name in DARK_COLOURS} == DARK_COLOURS
    assert {kind.value.lower() for kind in EntityKind} <= COLOURS.keys()


def light_of(colour: str) -> float:
    """Relative luminance. Source: WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((light_of(one), light_of(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_of_text_stand_out_as_double_a_asks(scheme: str) -> None:
    light, _, rest = (
        (PAGE / "page.css").read_text(encoding="utf-8").partition("@media (prefers-color-scheme: dark)")
    )
    found = colours(light) if scheme == "light" else colours(rest.partition("\n}\n")[0])
    texts = ("ink", "soft", "link", "alarm", "person", "company", "concept", "product", "event")

    weak = [
        (text, ground)
        for text, ground in product(texts, ("paper", "raised", "sunk"))
        if contrast(found[text], found[ground]) < 4.5
    ]
    # Lines of a map are no text: 3:1, https://www.w3.org/TR/WCAG22/#non-text-contrast.
    weak += [
        ("together", ground)
        for ground in ("paper", "raised")
        if contrast(found["together"], found[ground]) < 3
    ]
    weak += [("ink", ground) for ground in ("mark", "marked") if contrast(found["ink"], found[ground]) < 4.5]

    assert weak == []
