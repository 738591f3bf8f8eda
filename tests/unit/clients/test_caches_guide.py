"""The programs in the guide to caches are parts of the examples, which tests/clients runs."""

import re

from support.paths import ROOT

GUIDE = (ROOT / "docs" / "guides" / "caches.md").read_text("utf-8")
EXAMPLES = ("apollo.ts", "urql.ts", "relay/main.js")


def test_each_block_is_part_of_its_example() -> None:
    blocks = re.findall(r"```(?:ts|js)\n(.*?)```", GUIDE, re.DOTALL)
    texts = [(ROOT / "clients" / "examples" / name).read_text("utf-8") for name in EXAMPLES]

    assert [block in text for block, text in zip(blocks, texts, strict=True)] == [True] * 3
