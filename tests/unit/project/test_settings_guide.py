"""The settings guide has every setting, with its default and meaning, in the order of service/settings/."""

from service.settings import Settings
from support.paths import ROOT

GUIDE = (ROOT / "docs/guides/settings.md").read_text(encoding="utf-8")
_FOLDERS = {"home": "the user's data folder", "cache": "the user's cache folder"}


def settings_rows() -> list[str]:
    rows: list[str] = []
    for name, field in Settings.model_fields.items():
        default = _FOLDERS.get(name) or ("" if field.default in (None, ()) else f"`{field.default}`")
        rows.append(f"| `VIDEOGRAPH_{name.upper()}` | {default} | {field.description} |")
    return rows


def test_tables_are_the_settings() -> None:
    assert [line for line in GUIDE.splitlines() if line.startswith("| `")] == settings_rows()
