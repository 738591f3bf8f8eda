"""The option for the extractor to judge: `--extractor NAME`, as in `videograph ingest`; `llm` is the model of
VIDEOGRAPH_LLM_URL and VIDEOGRAPH_LLM_MODEL."""

import argparse
from collections.abc import Callable
from functools import partial

from service.domain.document import Transcript
from service.extractors.extract import extract
from service.extractors.interface import Extraction
from service.extractors.registry import version_of

type Extract = Callable[[Transcript], Extraction]


def add_extractor(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--extractor",
        default="offline",
        metavar="NAME",
        help="an installed one; llm: the model that the settings name",
    )


def chosen(options: argparse.Namespace) -> tuple[Extract, str]:
    """The extractor asked for, and what it is called."""
    return partial(extract, options.extractor), version_of(options.extractor)
