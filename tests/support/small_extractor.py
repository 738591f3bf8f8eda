"""Lets commands of tests extract with `--extractor small` (`extractor/videograph_small.py`), where what is tested is not the extraction."""

from collections.abc import Mapping

from support.paths import ROOT

SMALL = ("--extractor", "small")


def with_small_extractor(environment: Mapping[str, str]) -> dict[str, str]:
    """Returns the environment of a process that finds the extractor `small`."""
    return {**environment, "PYTHONPATH": str(ROOT / "tests/support/extractor")}
