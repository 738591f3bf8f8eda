"""The style for Neo4j Browser: the colors of the pages, and captions that the graph has."""

import re

from service.domain.model import read_model
from service.resources import web_folder
from support.paths import ROOT

STYLE = dict(
    re.findall(
        r"node\.(\w+) \{(.*?)\n\}", (ROOT / "docs/guides/videograph.grass").read_text("utf-8"), re.DOTALL
    )
)


def test_kinds_have_the_colors_that_pages_have_on_paper() -> None:
    paper = (web_folder() / "page" / "print.css").read_text("utf-8")
    colors = {
        kind: re.findall(rf"--{kind.lower()}: (#\w+);", paper)
        for kind in ("Person", "Company", "Concept", "Product", "Event")
    }

    assert {kind: re.findall(r" color: (#\w+);", STYLE[kind]) for kind in colors} == colors


def test_captions_are_properties_of_their_labels() -> None:
    nodes = read_model().nodes
    captions = {label: re.findall(r"caption: '\{(\w+)\}';", style) for label, style in STYLE.items()}
    kinds = ("Person", "Company", "Concept", "Product", "Event")

    assert [
        label
        for label, [caption] in captions.items()
        if caption not in nodes["Entity" if label in kinds else label]
    ] == []
