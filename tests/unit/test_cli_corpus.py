"""Which files the demo loads."""

from service.commands.corpus import demo_files


def test_demo_is_one_document_and_ten_transcripts() -> None:
    names = [file.name for file in demo_files()]

    assert names[0] == "lecun-leaves-meta.document.json"
    assert len(names) == 11
    assert all(name.endswith(".transcript.json") for name in names[1:])
