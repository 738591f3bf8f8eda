"""The README is held to the program: its settings table and its links."""

import re
from pathlib import Path

import pytest

from service.settings import Settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
_PLACES = {"home": "the user's data folder", "cache": "the user's cache folder"}


def settings_table() -> str:
    """The rows of the README's settings table, in the order of service/settings.py."""
    rows: list[str] = []
    for name, field in Settings.model_fields.items():
        default = _PLACES.get(name) or ("" if field.default in (None, ()) else f"`{field.default}`")
        rows.append(f"| `VIDEOGRAPH_{name.upper()}` | {default} | {field.description} |")
    return "\n".join(rows)


def test_settings_table_is_the_settings() -> None:
    table = README.partition("|---|---|---|\n")[2].partition("\n<!-- end of settings -->")[0]

    assert table == settings_table()


@pytest.mark.parametrize(
    "page",
    ["README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/graph-model.md", "docs/glossary.md"],
)
def test_links_lead_to_files(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = [one for one in re.findall(r"\]\(([^)#]+)", text) if not one.startswith("http")]

    missing = [one for one in targets if not ((ROOT / page).parent / one).exists()]

    assert missing == []
