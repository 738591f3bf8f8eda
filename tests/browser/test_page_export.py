"""Exports of a map: the picture, the data, and the query that the page shows."""

import csv
import io
import json
import re
from typing import Any, LiteralString, cast
from xml.etree import ElementTree

import pytest
from neo4j import GraphDatabase
from playwright.sync_api import Page, expect

from support import backend
from support.page_visits import Visit

pytestmark = pytest.mark.browser

LLAMA = "/map?from=llama-product&steps=e:meta-company"
NAMES = ["ChatGPT", "LeCun's start-up", "Llama", "Meta", "Scale AI", "Yann LeCun"]
SVG = "{http://www.w3.org/2000/svg}"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.fixture
def shown(visit: Visit, address: str) -> Page:
    """A map of six entities, three of which were added."""
    visit.page.goto(f"{address}{LLAMA}")
    expect(visit.page.locator(".map-frame svg .node")).to_have_count(6, timeout=120_000)
    return visit.page


def save(page: Page, label: str) -> tuple[str, bytes]:
    """Name and content of the file that the menu saves."""
    page.locator(".menu summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=label, exact=True).click()
    expect(page.locator(".menu[open]")).to_have_count(0)
    return download.value.suggested_filename, download.value.path().read_bytes()


def ids(page: Page, shapes: str) -> list[str]:
    found: list[str] = page.locator(f".map-frame svg {shapes}").evaluate_all(
        "all => all.map((one) => one.dataset.id)"
    )
    return sorted(found)


def test_json_has_what_is_shown_with_its_quotes(shown: Page) -> None:
    file, content = save(shown, "JSON")
    data: dict[str, Any] = json.loads(content)

    assert file == "llama-map.json"
    assert sorted(one["name"] for one in data["entities"]) == NAMES
    assert sorted(one["id"] for one in data["connections"]) == ids(shown, ".edge")
    meta = next(one for one in data["entities"] if one["name"] == "Meta")
    assert {key: meta[key] for key in ("slug", "kind", "connections", "added")} == {
        "slug": "meta-company",
        "kind": "COMPANY",
        "connections": 5,
        "added": False,
    }
    made = next(one for one in data["connections"] if one["type"] == "CREATED")
    assert (made["sourceName"], made["targetName"], made["past"]) == ("Meta", "Llama", False)
    assert made["quotes"][0]["talk"] == "Why Yann LeCun Is Leaving Meta"


def test_what_is_hidden_is_not_saved(shown: Page) -> None:
    shown.locator('.map-frame svg .node[aria-label^="ChatGPT,"] .dot').click()
    shown.get_by_role("button", name="Hide", exact=True).click()
    expect(shown.locator(".map-frame svg .node")).to_have_count(5)

    _, content = save(shown, "CSV: entities")

    rows = list(csv.DictReader(io.StringIO(content.decode())))
    assert sorted(row["name"] for row in rows) == [name for name in NAMES if name != "ChatGPT"]


def test_csv_has_a_row_for_each_entity_and_connection(shown: Page) -> None:
    _, content = save(shown, "CSV: entities")
    entities = list(csv.DictReader(io.StringIO(content.decode())))
    assert list(entities[0]) == [
        "id",
        "slug",
        "name",
        "kind",
        "mentions",
        "connections",
        "coMentions",
        "added",
    ]
    assert sorted(row["name"] for row in entities) == NAMES
    assert sorted(row["name"] for row in entities if row["added"] == "true") == [
        "LeCun's start-up", "Scale AI", "Yann LeCun"
    ]  # fmt: skip

    _, content = save(shown, "CSV: connections")
    connections = list(csv.DictReader(io.StringIO(content.decode())))
    assert sorted(row["id"] for row in connections) == ids(shown, ".edge")
    [left] = [row for row in connections if row["type"] == "LEFT"]
    assert (left["sourceName"], left["targetName"], left["quote"]) == (
        "Yann LeCun", "Meta", "Yann LeCun is leaving Meta"
    )  # fmt: skip


def test_graphml_is_read_as_a_graph(shown: Page) -> None:
    _, content = save(shown, "GraphML")
    graph = ElementTree.fromstring(content).find(f"{GRAPHML}graph")
    assert graph is not None

    nodes = {node.get("id"): _data(node) for node in graph.findall(f"{GRAPHML}node")}
    edges = graph.findall(f"{GRAPHML}edge")
    assert sorted(one["node-name"] for one in nodes.values()) == NAMES
    assert sorted(str(edge.get("id")) for edge in edges) == ids(shown, ".edge")
    assert {(nodes[e.get("source")]["node-name"], _data(e)["edge-type"], nodes[e.get("target")]["node-name"]) for e in edges} >= {
        ("Meta", "CREATED", "Llama"), ("Llama", "COMPETES_WITH", "ChatGPT"), ("Yann LeCun", "LEFT", "Meta")
    }  # fmt: skip


def _data(element: ElementTree.Element) -> dict[str, str]:
    return {str(one.get("key")): one.text or "" for one in element.findall(f"{GRAPHML}data")}


def test_svg_stands_alone_and_has_what_is_shown(shown: Page) -> None:
    _, content = save(shown, "SVG")
    root = ElementTree.fromstring(content)

    shapes = [element for element in root.iter() if element.get("data-id")]
    assert {one.get("data-id") for one in shapes} == {*ids(shown, ".node"), *ids(shown, ".edge")}
    assert (
        len(list(root.iter(f"{SVG}circle"))) == 6
    )  # the points, and nothing that only reacts to the pointer
    assert not [one for one in root.iter() if one.get("class") or one.get("style")]
    [meta] = [one for one in root.iter(f"{SVG}text") if "".join(one.itertext()).strip() == "Meta"]
    assert meta.get("font-size") == "12.5px"


def test_png_has_the_colours_of_the_map(shown: Page) -> None:
    file, content = save(shown, "PNG")
    assert (file, content[:8]) == ("llama-map.png", b"\x89PNG\r\n\x1a\n")
    box = shown.locator(".map-frame svg").evaluate(
        "({ viewBox: { baseVal: { width, height } } }) => [width, height]"
    )
    assert [int.from_bytes(content[16:20]), int.from_bytes(content[20:24])] == [2 * side for side in box]

    # The pixel in the middle of each point of this map's own has the point's colour.
    found = shown.evaluate(
        """async (bytes) => {
            const image = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/png" }));
            const pen = new OffscreenCanvas(image.width, image.height).getContext("2d");
            pen.drawImage(image, 0, 0);
            const frame = document.querySelector(".map-frame svg").getBoundingClientRect();
            return [...document.querySelectorAll(".map-frame svg .node:not(.added) .dot")].map((dot) => {
                const box = dot.getBoundingClientRect();
                const at = [box.left + box.width / 2 - frame.left, box.top + box.height / 2 - frame.top];
                const [r, g, b] = pen.getImageData(...at.map((one) => Math.round(2 * one)), 1, 1).data;
                return [`rgb(${r}, ${g}, ${b})`, getComputedStyle(dot).fill];
            });
        }""",
        list(content),
    )
    assert len(found) == 3
    assert [drawn for drawn, _ in found] == [wanted for _, wanted in found]


def queries(page: Page) -> list[str]:
    page.locator("summary", has_text="Export").click()
    page.get_by_role("button", name="Show the query").click()
    texts = page.locator("dialog.query pre")
    expect(texts).to_have_count(3)
    found: list[str] = texts.all_inner_texts()
    return found


def test_the_graphql_operation_gives_what_is_shown(shown: Page, address: str) -> None:
    query, variables, _ = queries(shown)

    answer = shown.request.post(
        f"{address}/graphql", data={"query": query, "variables": json.loads(variables)}
    )

    data = answer.json()["data"]
    assert sorted(one["name"] for one in data["entities"]) == NAMES
    assert sorted(json.loads(variables)["connections"]) == ids(shown, ".edge")
    assert len(data["connections"]) == len(ids(shown, ".edge"))
    assert {(one["source"]["name"], one["type"], one["target"]["name"]) for one in data["connections"]} >= {
        ("Meta", "CREATED", "Llama"), ("Yann LeCun", "LEFT", "Meta")
    }  # fmt: skip


def test_the_cypher_gives_what_is_shown(shown: Page, neo4j_server: backend.Neo4jServer) -> None:
    *_, text = queries(shown)
    parameters = dict(re.findall(r"^:param (\w+) => (.+);$", text, re.MULTILINE))
    statement = re.sub(r"^:param .+\n", "", text, flags=re.MULTILINE)
    server = neo4j_server
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        # Neo4j reads the values itself, as Neo4j Browser does with `:param`.
        values = {
            name: driver.execute_query(cast("LiteralString", f"RETURN {value} AS value")).records[0]["value"]
            for name, value in parameters.items()
        }
        records = driver.execute_query(cast("LiteralString", statement), values).records

    assert sorted({record["entity"]["name"] for record in records}) == NAMES
    connections = {record["connection"]["id"] for record in records if record["connection"] is not None}
    assert sorted(connections) == ids(shown, ".edge")


def test_a_text_is_copied_and_escape_closes(shown: Page) -> None:
    shown.context.grant_permissions(["clipboard-read", "clipboard-write"])
    query, *_ = queries(shown)

    shown.get_by_role("button", name="Copy GraphQL operation").click()

    expect(shown.get_by_role("button", name="Copy GraphQL operation")).to_have_text("Copied")
    assert shown.evaluate("navigator.clipboard.readText()") == query
    shown.keyboard.press("Escape")
    expect(shown.locator("dialog.query[open]")).to_have_count(0)
    expect(shown.get_by_role("button", name="Show the query")).to_be_focused()
