"""Which of these tests the gate keeps, and settings for a run of them alone: a run with the others has those of tests/conftest.py, which is
loaded first."""

import pytest
from hypothesis import settings
from hypothesis.errors import InvalidArgument

try:
    settings.get_profile("long")
except InvalidArgument:
    settings.register_profile("default", deadline=None)
    settings.load_profile("default")

# The whole extraction on one talk. Everything else is run daily: it needs as long as all unit tests together.
GATE = "extractor/tests/test_offline.py"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.nodeid.startswith("extractor/tests/") and not item.nodeid.startswith(GATE):
            item.add_marker(pytest.mark.nightly)
