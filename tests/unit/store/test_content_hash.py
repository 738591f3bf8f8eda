"""The content hash of a document stays what it was: else every talk of every graph is written again by the next import."""

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from service.domain import document as module
from service.domain.document import VideoDocument
from service.domain.identity import content_hash
from support.paths import DOCUMENTS

HASHES = {
    "complete": "5b0c41d184f1de35f1997088d88da4657012f6b2749505e8c4167eaf01ec021a",
    "short": "b2d3b817b207c4c89900f284ed546d1f0680371185f482bffeb367c09df5dc5f",
}
"""These change with `LOADER` only, when the same document comes to be written differently."""
NEW = """
    new_words: Words | None = None
    new_words_of_many: tuple[Words, ...] = ()
    new_mark: bool = False
    new_number: float = 1.5
    new_list: list[Words] = Field(default_factory=list)
"""


def read(name: str, document: type[VideoDocument] = VideoDocument) -> VideoDocument:
    return document.model_validate_json((DOCUMENTS / f"{name}.json").read_text("utf-8"))


@pytest.mark.parametrize("name", HASHES)
def test_a_stored_document_has_its_hash(name: str) -> None:
    assert content_hash(read(name)) == HASHES[name]


@pytest.mark.parametrize("name", HASHES)
def test_what_is_given_as_by_default_does_not_count(name: str) -> None:
    given = read(name).model_dump_json(by_alias=True)

    assert '"aliases":[]' in given or name == "short"
    assert content_hash(VideoDocument.model_validate_json(given)) == HASHES[name]


@pytest.mark.parametrize("name", HASHES)
def test_new_optional_fields_of_all_parts_leave_the_hash(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    source = Path(module.__file__).read_text("utf-8")
    head = re.compile(r'^class \w+\(\w+\):\n(?:    """.*?"""\n)?', re.MULTILINE | re.DOTALL)
    changed = ModuleType("changed_document")
    monkeypatch.setitem(sys.modules, changed.__name__, changed)
    exec(
        head.sub(lambda found: found[0] + NEW, source), vars(changed)
    )  # as somebody would who edits the file

    document = read(name, changed.VideoDocument)

    assert document.video.new_number == document.segments[0].new_number == 1.5  # pyright: ignore[reportAttributeAccessIssue]
    assert content_hash(document) == HASHES[name]
