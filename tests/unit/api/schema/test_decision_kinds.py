"""The lists of the kinds of decisions agree: in the domain, the API, the data dictionary and the words of the command line."""

from typing import get_args

from service.api.schema.enums import DecisionKind as ApiKind
from service.domain.decision_kinds import DecisionKind, DecisionWord, VideoCorrectionKind, decision_word
from service.domain.decision_records import RejectedQuote, StatementAddition, VideoUpdate
from service.domain.model import read_model


def test_the_api_has_all_kinds():
    assert {kind.name for kind in ApiKind} == set(get_args(DecisionKind))


def test_each_kind_has_a_word():
    assert [decision_word(kind) for kind in get_args(DecisionKind)] == list(get_args(DecisionWord))


def test_each_correction_of_a_talk_has_its_kind():
    changes = (RejectedQuote, StatementAddition, VideoUpdate)
    assert [change.model_fields["sort"].default for change in changes] == list(get_args(VideoCorrectionKind))


def test_the_data_dictionary_names_them():
    *first, last = get_args(DecisionKind)
    assert read_model().nodes["Decision"]["sort"].meaning == f"{', '.join(first)} or {last}"
