"""Folders of the checkout, wherever a test stands."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
FORMATS = ROOT / "tests" / "data" / "formats"
DOCUMENTS = ROOT / "tests" / "data" / "documents"
"""VideoDocuments whose content hash never changes: one with every property that there was first, one with none that is optional."""
