"""Folders of the checkout, wherever a test stands."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
FORMATS = ROOT / "libraries" / "read-transcripts" / "tests" / "formats"
"""Transcripts that the library's tests read too."""
DOCUMENTS = ROOT / "tests" / "data" / "documents"
"""VideoDocuments whose content hash never changes: one with every property that there was first, one with none that is optional."""
