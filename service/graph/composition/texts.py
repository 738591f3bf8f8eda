"""Texts of blocks, the clauses that bind the columns of a row."""

import re


def joined(blocks: list[str]) -> list[str]:
    """Joins neighbouring blocks of one expression each into one clause."""
    found: list[str] = []
    for block in blocks:
        if found and all(one.startswith("WITH *, ") and "\n" not in one for one in (found[-1], block)):
            found[-1] += block.removeprefix("WITH *")
        else:
            found.append(block)
    return found


def importing(video: str | None, lines: list[str]) -> str:
    """Returns the text of a subquery, which imports the video if anything in it takes the video's values."""
    begin, *rest = lines
    text = "\n".join(rest)
    if video and f"({video})" not in begin and re.search(rf"\b{video}\b", text):
        begin = begin.replace(") {", f", {video}) {{", 1)
    return f"{begin}\n{text}"


def over(expression: str, variable: str) -> str:
    """Returns an expression or clauses over `this` with a variable in its place."""
    return re.sub(r"\bthis\b", variable, expression)
