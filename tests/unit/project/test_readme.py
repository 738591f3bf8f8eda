"""Rules of the README: short, a picture on top, two commands, working links."""

import re

import pytest

from service.commands.server import serve
from support.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_at_most_120_lines() -> None:
    assert len(README.splitlines()) <= 120


def test_opens_with_the_picture_of_a_map() -> None:
    _, picture = README.splitlines()[0:3:2]

    assert re.fullmatch(r"!\[.+\]\(docs/guides/images/page-map\.png\)", picture)


def test_has_the_two_commands() -> None:
    [commands] = re.findall(r"## Two commands\n.*?```sh\n(.*?)```", README, re.DOTALL)

    assert [line.partition("#")[0].strip() for line in commands.splitlines()] == ["make demo", "make test"]


@pytest.mark.parametrize(
    "page",
    ["README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/graph-model.md", "docs/glossary.md"],
)
def test_links_lead_to_files(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = [one for one in re.findall(r"\]\(([^)#]+)", text) if not one.startswith("http")]

    missing = [one for one in targets if not ((ROOT / page).parent / one).exists()]

    assert missing == []


def test_guides_are_linked() -> None:
    guides = {f"docs/guides/{path.name}" for path in (ROOT / "docs/guides").glob("*.md")}

    assert guides - set(re.findall(r"\]\(([^)#]+)", README)) == set()


def test_the_demo_prints_the_same_things_to_try_in_the_same_order(capsys: pytest.CaptureFixture[str]) -> None:
    [part] = re.findall(r"## Four things to try\n(.*?)\n## ", README, re.DOTALL)

    serve._say_examples("http://127.0.0.1:8000")

    printed = re.findall(r"^\d  .+", capsys.readouterr().out, re.MULTILINE)
    titles = re.findall(r"^\*\*(\d)\. (.+?)\.?\*\*", part, re.MULTILINE)
    assert [number for number, _ in titles] == ["1", "2", "3", "4"]
    assert [
        line.startswith(f"{number}  {title}") for (number, title), line in zip(titles, printed, strict=True)
    ] == [True] * 4
