"""The demo's files: those that it loads, and those that readers import themselves."""

from service.actions.demo import demo_files, demo_transcript


def test_demo_is_eleven_documents() -> None:
    names = [file.name for file in demo_files()]

    assert names[0] == "lecun-leaves-meta.document.json"
    assert len(names) == 11
    assert all(name.endswith(".document.json") for name in names)


def test_one_more_talk_is_a_transcript_with_what_lies_beside_it() -> None:
    file = demo_transcript()
    talk = file.name.removesuffix(".transcript.json")

    assert file.is_file()
    assert {one.name for one in file.parent.glob(f"{talk}.*")} == {
        f"{talk}.transcript.json",
        f"{talk}.chapters.json",
        f"{talk}.video.json",
    }
    assert talk not in {one.name.removesuffix(".document.json") for one in demo_files()}
