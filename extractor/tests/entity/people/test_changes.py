"""Captions that mark where voices change, without saying whose they are."""

from spoken import transcript
from videograph_extractor.entity.people.only_voice import name_only_voice
from videograph_extractor.offline import extract
from videograph_extractor.text.speech import read_passages


def test_a_talk_in_which_voices_change_is_nobodys_alone() -> None:
    talk = transcript("Today I show you parsers.", "They parse.", title="Parsers by Ann Lee")
    assert name_only_voice(talk) == "Ann Lee"
    assert name_only_voice(talk.changing_at([0])) == "Ann Lee"
    assert name_only_voice(talk.changing_at([1])) is None


def test_no_sentence_and_no_i_runs_over_a_change() -> None:
    talk = transcript("Hi, I'm Ann Lee, and", "I founded Netflix.")
    assert len(read_passages(talk.segments)) == 1
    assert len(read_passages(talk.segments, {1})) == 2
    founded = [[r.type for r in extract(t).document.relationships] for t in (talk, talk.changing_at([1]))]
    assert founded == [["FOUNDED"], []]
