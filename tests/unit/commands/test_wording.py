"""The command line calls imports talks everywhere. Names of the API and of video files stay, and sites have videos."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import service

_SERVICE = Path(service.__file__).parent
_ALLOWED = re.compile(
    r"Video\.\w+|VideoDocument|video[(:]|YouTube's answer about a video|(?:sound or|audio or|a) video file|video/mp4|video\.json|video_page|find_video|"
    r"(?:export|delete|import|read) video"  # names of transactions, which Neo4j shows
)
_SPOKEN = re.compile(r"\bvideos?\b", re.IGNORECASE)


def _messages(file: Path) -> Iterator[str]:
    """Texts of several words in a module, with what is put into them left out, but for docstrings and `Doc`, which the API shows."""
    tree = ast.parse(file.read_text("utf-8"))
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    described = {
        id(argument)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Doc"
        for argument in node.args
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docstrings | described
            and "(?:" not in node.value  # patterns
            and " " in node.value
        ):
            yield node.value


_ROOMS = ("commands", "actions", "curation", "store", "decisions", "resolution", "extractors", "transcripts")


def test_messages_speak_of_talks() -> None:
    files = [file for room in _ROOMS for file in (_SERVICE / room).rglob("*.py") if file.name != "sites.py"]
    found = [
        f"{file.name}: {text}"
        for file in files
        for text in _messages(file)
        if _SPOKEN.search(_ALLOWED.sub("", text))
    ]

    assert found == []
