"""Statements of the documentation about the code, as far as a test can check them."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from scripts.architecture_drawing import DRAWING, PARTS, WALKS, draw, draw_parts, layers_of, steps_of
from service.domain import document_types
from service.domain.model import read_model
from service.graph.compose.conditions import read_condition
from service.graph.compose.fragments import WORDS
from service.resources import cypher_folder
from support.first_change import GUIDE, code
from support.paths import ROOT

DOCUMENTS = sorted(
    path
    for path in [
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("extractor/**/*.md"),
        *ROOT.glob("libraries/**/*.md"),
        ROOT / "cypher/README.md",
    ]
    if path.name != "CHANGELOG.md"
)
_ELSEWHERE = {
    "service/cypher/",  # in the wheel
    "tests/integration/store/test_venue.py",  # that of a test
}
_PATH = re.compile(r"`((?:cypher|service|extractor|scripts|tests|benchmarks|docs)/[\w./-]*\w/?)`")


def name_document(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_links_and_paths_lead_somewhere() -> None:
    missing: dict[str, list[str]] = {}
    for document in DOCUMENTS:
        text = document.read_text("utf-8")
        links = [link for link in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in link]
        found = [link for link in links if not (document.parent / link).exists()]
        found += [
            path for path in _PATH.findall(text) if not (ROOT / path).exists() and path not in _ELSEWHERE
        ]
        if found:
            missing[name_document(document)] = found
    assert missing == {}


def anchors_of(document: Path) -> set[str]:
    """The anchors of a document's headings, as GitHub makes them."""
    text = re.sub(r"^```.*?^```", "", document.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_anchors_are_headings() -> None:
    missing = [
        f"{name_document(document)}: {path}#{anchor}"
        for document in DOCUMENTS
        for path, anchor in re.findall(r"\]\(([^)#\s]*)#([^)\s]+)\)", document.read_text("utf-8"))
        if "://" not in path
        and (target := (document.parent / path).resolve() if path else document).suffix == ".md"
        and anchor not in anchors_of(target)
    ]
    assert missing == []


def test_rows_of_tables_have_the_cells_of_their_heads() -> None:
    wrong = []
    for document in DOCUMENTS:
        lines = document.read_text("utf-8").splitlines()
        for number, line in enumerate(lines):
            if re.fullmatch(r"\s*\|(\s*:?-+:?\s*\|)+", line):
                row = number
                while row < len(lines) and lines[row].lstrip().startswith("|"):
                    if len(re.findall(r"(?<!\\)\|", lines[row])) != line.count("|"):
                        wrong.append(f"{name_document(document)}:{row + 1}")
                    row += 1
    assert wrong == []


def test_names_in_a_module_are_there() -> None:
    named = [
        (name, file)
        for document in DOCUMENTS
        for name, file in re.findall(
            r"`(\w+)` in\s`((?:service|tests|scripts|extractor)/[\w/]+\.py)`", document.read_text("utf-8")
        )
    ]
    assert named
    missing = [
        f"{name} in {file}"
        for name, file in named
        if not re.search(rf"\b{name}\b", (ROOT / file).read_text("utf-8"))
    ]
    assert missing == []


def test_quoted_fragment_is_the_file() -> None:
    file = (cypher_folder() / "fields/Video/entities.cypher").read_text("utf-8")
    assert f"```cypher\n{file}```" in (ROOT / "docs/architecture.md").read_text("utf-8")


def test_drawing_has_the_steps_of_both_walks() -> None:
    text = (ROOT / "docs/architecture.md").read_text("utf-8")
    steps = [steps_of(text, section) for _, section, _ in WALKS]

    assert [len(walk) for walk in steps] == [6, 7]
    assert [part for walk in steps for _, part in walk if not (ROOT / "service" / part).is_dir()] == []
    assert all(asks in dict(walk) for (_, _, asks), walk in zip(WALKS, steps, strict=True))
    assert DRAWING.read_text("utf-8") == draw(text), "run `make schema`, and commit the drawing"


def test_parts_are_drawn_and_explained() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    table = (
        (ROOT / "docs/architecture.md").read_text("utf-8").partition("## The parts")[2].partition("\n## ")[0]
    )
    parts = {part for layer in layers_of(project) for part in layer}

    assert [part for part in sorted(parts) if not re.search(rf"`(service/)?{part}(\.py|/)`", table)] == []
    assert PARTS.read_text("utf-8") == draw_parts(project), "run `make schema`, and commit the drawing"


def test_first_change_names_what_is_there() -> None:
    text = GUIDE.read_text("utf-8")
    test = code("1. ", "python")
    places = re.findall(r"`(\w+)`[^`\n]* in \[\w+\.py\]\(\.\./\.\./([\w/]+\.py)\)", text)

    exec("\n".join(line for line in test.splitlines() if line.startswith(("import ", "from "))), {})
    assert [name for name, _ in places] == ["VideoInfo", "Video", "workshop", "VideoWhere", "video_matches"]
    assert [name for name, file in places if name not in (ROOT / file).read_text("utf-8")] == []


@pytest.mark.parametrize("check", [["check"], ["format", "--check"]], ids=" ".join)
def test_lint_accepts_the_test_of_the_first_change(check: list[str]) -> None:
    command = [
        sys.executable,
        "-m",
        "ruff",
        *check,
        "--stdin-filename",
        "tests/integration/store/test_room.py",
        "-",
    ]
    run = subprocess.run(
        command, cwd=ROOT, input=code("1. ", "python") + "\n", capture_output=True, text=True, timeout=600
    )

    assert run.returncode == 0, run.stdout + run.stderr


def test_first_change_explains_the_types_of_documents() -> None:
    table = GUIDE.read_text("utf-8").partition("| Type | Accepts |")[2].partition("\n\n")[0]
    explained = re.findall(r"^\| `(\w+)` ", table, re.MULTILINE)

    assert {"Name", "Title", "Words", "Key", "Url", "Seconds", "Confidence", "Index"} == set(explained)
    assert [name for name in explained if not hasattr(document_types, name)] == []


def test_every_head_word_is_explained() -> None:
    text = (ROOT / "cypher/README.md").read_text("utf-8")
    explained = re.findall(r"^\| `([\w-]+)[^`]*`", text, re.MULTILINE)

    assert [word for word in WORDS if word not in explained] == []


def test_every_form_of_a_condition_is_what_the_readme_says(tmp_path: Path) -> None:
    text = (ROOT / "cypher/README.md").read_text("utf-8")
    table = text.partition("| Form | For |")[2].partition("\n\n")[0]
    shown = re.findall(r"^\| `([^`]+)`", table.replace("|---|---|\n", ""), re.MULTILINE)
    forms = [read_condition(tmp_path, 1, condition).form for condition in shown]
    assert forms == ["plain", "plain", "text", "range", "ids"]


def test_guide_has_every_question_with_its_title() -> None:
    text = (ROOT / "docs/guides/browser.md").read_text("utf-8")
    for file in (cypher_folder() / "explorations").glob("*.cypher"):
        title = file.read_text("utf-8").splitlines()[0].removeprefix("// ")
        assert f"| [{file.stem}](../../cypher/explorations/{file.name}) | {title} |" in text


def test_glossary_has_every_label() -> None:
    text = (ROOT / "docs/glossary.md").read_text("utf-8")
    missing = [label for label in read_model().nodes if f"**{label}**" not in text]
    assert missing == []


def test_graph_model_has_every_link() -> None:
    text = (ROOT / "docs/graph-model.md").read_text("utf-8")
    missing = [name for name in read_model().links if f"[:{name}]" not in text]
    assert missing == []


def test_changelog_has_sections_and_one_line_a_change() -> None:
    _, *versions = (ROOT / "CHANGELOG.md").read_text("utf-8").split("\n## ")
    assert versions
    for version in versions:
        assert re.match(r"\[(Unreleased|\d+\.\d+\.\d+)\]", version)
        sections = re.findall(r"^### (\w+)$", version, re.MULTILINE)
        known = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]
        assert set(sections) <= set(known)
        assert len(set(sections)) == len(sections)
        assert [line for line in version.splitlines() if line.startswith((" ", "\t"))] == []


def test_decisions_have_a_number_each_and_their_parts() -> None:
    notes = [*ROOT.glob("docs/decisions/*.md"), *ROOT.glob("extractor/docs/decisions/*.md")]
    assert [number for number, times in Counter(note.name[:4] for note in notes).items() if times > 1] == []
    for note in notes:
        text = note.read_text("utf-8")
        assert re.match(r"\d{4}-", note.name)
        assert text.startswith(f"# {note.name[:4]}: ")
        assert len(text.splitlines()) <= 40
        for part in ("**Context.**", "**Choice.**", "**Others considered.**", "**Look again when**"):
            assert part in text, f"{note.name} has no {part}"
