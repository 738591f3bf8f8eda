"""Lets commands of tests extract with `--extractor small` (`extractor/videograph_small.py`), where what is tested is not the extraction."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest

from service.extractors import registry
from support.paths import ROOT

SMALL = ("--extractor", "small")
_FOLDER = ROOT / "tests" / "support" / "extractor"


def with_small_extractor(environment: Mapping[str, str]) -> dict[str, str]:
    """Returns the environment of a process that finds the extractor `small`."""
    return {**environment, "PYTHONPATH": str(_FOLDER)}


@contextmanager
def small_extractor() -> Iterator[None]:
    """This process finds it, and those that it starts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(_FOLDER)
        forget_extractors()
        yield
    forget_extractors()


def forget_extractors() -> None:
    """They are looked for again, in what is installed now."""
    for cached in (registry._entry_points_in, registry._maker_in):  # pyright: ignore[reportPrivateUsage]
        cached.cache_clear()
