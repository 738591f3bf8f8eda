"""Folders of the checkout, wherever a test stands."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
FORMATS = ROOT / "tests" / "data" / "formats"
