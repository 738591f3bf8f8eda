"""The planted faults can still be planted: each replaces what stands in its file once."""

import pytest

from scripts.planted_faults import FAULTS, ROOT, Fault


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_what_a_fault_replaces_stands_once(fault: Fault) -> None:
    assert (ROOT / fault.file).read_text("utf-8").count(fault.before) == 1
