"""Whether what an address of the page names is there: the page asks all of it itself, and the status of the answer is to be right too."""

import asyncio
from typing import TYPE_CHECKING

from service.errors import InvalidInput

if TYPE_CHECKING:
    from service.api.engine import Engine

LOOKUPS = {
    "videos": "query VideoOfAddress($slug: String!) { found: video(by: { slug: $slug }) { id } }",
    "entities": "query EntityOfAddress($slug: String!) { found: entity(by: { slug: $slug }) { id } }",
    "topics": "query TopicOfAddress($slug: String!) { found: topic(by: { slug: $slug }) { id } }",
}
"""First part of an address → what is asked of its second, as the page itself asks for it."""
_PATIENCE = 1.0
"""Seconds after which the page is sent whatever there is: it says itself what it finds."""


async def leads_nowhere(engine: "Engine", noun: str, slug: str) -> bool:
    """Whether Neo4j has said that there is nothing of that slug; what it cannot say now may be there."""
    try:
        async with asyncio.timeout(_PATIENCE):
            answer = await engine.execute(LOOKUPS[noun], {"slug": slug})
    except TimeoutError:
        return False
    codes = {error["extensions"]["code"] for error in answer.get("errors", [])}
    # Nothing can be called what is no slug at all, such as one of a thousand letters.
    return answer.get("data", {}).get("found") is None and codes <= {InvalidInput.code}
