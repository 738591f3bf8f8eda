"""Without readers that happen to be installed beside the library."""

from collections.abc import Iterator
from importlib.metadata import EntryPoints

import pytest

from read_transcripts import readers


@pytest.fixture(autouse=True)
def no_readers_of_others(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    readers.installed_readers.cache_clear()
    monkeypatch.setattr(readers, "entry_points", lambda group: EntryPoints().select(group=group))
    yield
    readers.installed_readers.cache_clear()
