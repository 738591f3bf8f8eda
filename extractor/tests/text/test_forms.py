"""Many spellings at once: whole words, the longest first, and what may stand around them."""

from videograph_extractor.text.forms import Forms


def found(forms: Forms, text: str) -> list[str]:
    return [text[start:end] for start, end, _ in forms.finditer(text)]


def test_whole_words_and_the_longest_of_those_that_begin_alike() -> None:
    forms = Forms(["C", "C++", "Node", "Node.js", ".NET", "React", "React Native", "AT&T", "Bitcoin Core"])
    text = "C++ and C, Node's and Node.js: React Native, (.NET) at AT&T's, no C#, Bitcoin Cores or gRPC/C"
    assert found(forms, text) == ["C++", "C", "Node", "Node.js", "React Native", ".NET", "AT&T"]


def test_any_case_finds_forms_in_small_letters_and_nothing_else_does() -> None:
    assert found(Forms(["merkle tree"], any_case=True), "A Merkle Tree, a MERKLE TREE.") == [
        "Merkle Tree",
        "MERKLE TREE",
    ]
    assert found(Forms(["merkle tree"]), "A Merkle Tree.") == []


def test_plurals_count_when_asked_for_and_say_which_form_they_are_of() -> None:
    text = "two caches, one merkle tree, many merkle trees, some treason"
    assert list(Forms(["cache", "merkle tree", "tree"], plural=True).finditer(text)) == [
        (4, 10, "cache"),
        (16, 27, "merkle tree"),
        (34, 46, "merkle tree"),
    ]
    assert found(Forms(["cache"]), text) == []
