"""Which extractor is judged: `--extractor offline`, or `llm` with the model of VIDEOGRAPH_LLM_URL and VIDEOGRAPH_LLM_MODEL."""

import argparse

from service.ingest.extractors.interface import Extractor
from service.ingest.extractors.registry import find_extractor, version_of


def add_extractor(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--extractor",
        choices=("offline", "llm"),
        default="offline",
        help="llm: the model that the settings name",
    )


def chosen(options: argparse.Namespace) -> tuple[Extractor, str]:
    """The extractor asked for, and what it is called."""
    return find_extractor(options.extractor), version_of(options.extractor)
