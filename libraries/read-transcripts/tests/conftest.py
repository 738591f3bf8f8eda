"""Without readers that happen to be installed beside the library, and with few random cases, which take no measured time."""

import os
from collections.abc import Iterator
from importlib.metadata import EntryPoints

import pytest
from hypothesis import settings

from read_transcripts import readers

settings.register_profile("default", deadline=None, max_examples=25, derandomize="CI" in os.environ)
settings.register_profile("long", deadline=None, max_examples=2000)
settings.load_profile("default")


@pytest.fixture(autouse=True)
def no_readers_of_others(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    readers.installed_readers.cache_clear()
    monkeypatch.setattr(readers, "entry_points", lambda group: EntryPoints().select(group=group))
    yield
    readers.installed_readers.cache_clear()
