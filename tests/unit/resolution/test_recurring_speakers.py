"""First names in a channel's talks, resolved by the channel's earlier speakers."""

import pytest

from service.domain.document import Kind
from service.domain.identity import alias_key, entity_id
from service.graph.name_support import support_of
from service.resolution.name_index import KnownAlias, Owner, gather_known
from service.resolution.namings import Naming
from service.resolution.recurring_speakers import Publication, Voice, choose_regulars, short_names, wanted
from service.resolution.resolve import resolve

KEY = "PERSON@video:1:jerod"


def naming(*names: str, within: str | None = None, kind: Kind = "PERSON") -> Naming:
    keys = {str(alias_key(kind, name, within)): name for name in names}
    return Naming(names[0], kind, next(iter(keys)), keys, within)


def meant(word: str, **talks: int) -> str | None:
    """`talks`: full name with an underscore → talks of the channel in which this person has spoken."""
    voices = [Voice(f"PERSON:{name.replace('_', ' ')}", number) for name, number in talks.items()]
    return choose_regulars({"short": word}, voices).get("short")


def test_a_regular_voice_is_meant_by_the_first_name() -> None:
    assert meant("jerod", jerod_santo=3) == "PERSON:jerod santo"
    assert meant("jerod", jerod_santo=2) == "PERSON:jerod santo"
    assert meant("jerod", jerod_santo=1) is None
    assert meant("jonas", adam_jonas=3) == "PERSON:adam jonas"
    assert meant("jonas", adam_jonas=2) is None
    assert meant("chris", christopher_hiller=3) == "PERSON:christopher hiller"
    assert meant("chris", christopher_hiller=2) is None


def test_a_name_that_voices_share_is_left_to_the_talk() -> None:
    assert meant("adam", adam_stacoviak=8, adam_wathan=2) == "PERSON:adam stacoviak"
    assert meant("adam", adam_stacoviak=7, adam_wathan=2) is None


def test_who_bears_the_name_exactly_comes_before_who_may_be_called_so() -> None:
    assert meant("chris", christopher_hiller=9, chris_coyier=1) is None
    assert meant("jonas", jonas_nick=1, adam_jonas=9) is None


def test_only_names_that_the_talk_leaves_open_are_asked_for() -> None:
    local = naming("Jerod", within="video:1")
    others = [naming("Gopher", within="video:1", kind="PRODUCT"), naming("NVK"), naming("Ada Lovelace")]

    assert short_names([local, *others]) == {KEY: "jerod"}
    assert short_names([local, naming("Jerod Morris")]) == {}
    assert short_names([naming("Jon", within="video:1"), naming("John", within="video:1")]) == {}
    assert wanted(["jerod"]) == (["jerod "], ["jerod"])
    assert wanted(["aaron"]) == (["aaron ", "aron "], ["aaron"])


@pytest.mark.parametrize(
    ("day", "title", "other_day", "other", "after"),
    [
        ("2020-01-02", "Talk", "2020-01-01", "Talk", True),
        ("2020-01-02", "Talk", "2020-01-03", "Talk", False),
        (None, "JS Party #126", None, "JS Party #7", True),
        (None, "JS Party #126", "2020-01-03", "JS Party #127", False),
        (None, "Episode 12: Names", None, "Ep. 3: Keys", True),
        (None, "Talk", "2020-01-01", "Talk #1", False),
    ],
)
def test_what_came_before(
    day: str | None, title: str, other_day: str | None, other: str, after: bool
) -> None:
    assert Publication("channel:c", day, title).comes_after(other_day, other) == after


def test_a_short_name_is_that_of_the_regular_unless_the_talk_has_that_person_as_somebody_else() -> None:
    santo = KnownAlias("PERSON:jerod santo", Owner("S", "Jerod Santo"), support_of("OFFLINE", None, 3))
    known = gather_known([santo], {KEY: santo.key})
    local = naming("Jerod", within="video:1")

    assert resolve([local], known).entities == {"Jerod": "S"}
    assert resolve([local], known).owned == {KEY: "S"}
    both = resolve([local, naming("Jerod Santo")], gather_known([santo]))
    assert both.entities == {"Jerod": "S", "Jerod Santo": "S"}
    assert resolve([local], gather_known([santo])).entities == {"Jerod": entity_id(KEY)}
