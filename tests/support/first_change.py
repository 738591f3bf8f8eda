"""The code of docs/guides/first-change.md, for tests that apply it.

Its property `venue` is called `room` here. So the tests pass in a checkout in which somebody has followed the guide.
"""

from support.paths import ROOT

GUIDE = ROOT / "docs/guides/first-change.md"


def code(section: str, language: str) -> str:
    """Returns the first block of code in a language below a heading that begins with `section`, without its last line break.

    Raises:
        ValueError: the guide has no such section or block.
    """
    text = GUIDE.read_text("utf-8").replace("venue", "room").replace("Venue", "Room")
    _, heading, rest = text.partition(f"\n## {section}")
    _, start, block = rest.partition("\n## ")[0].partition(f"```{language}\n")
    if not heading or not start:
        raise ValueError(f"{GUIDE.name} has no {language} below {section!r}")
    return block.partition("\n```")[0]
