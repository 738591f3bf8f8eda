"""What the server asks of the graph before it sends a page's shell: whether what the address names is there, and what a preview says of it.

One small operation for each kind of address. The page itself asks for everything that it shows.
"""

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from service.errors import InvalidInput

if TYPE_CHECKING:
    from service.api.execution.engine import Engine

_VIDEO = """
    id slug title description summary url publishedOn durationSeconds channel { name }
    entities(first: 0) { totalCount }
    relationships(first: 0) { totalCount }
"""
LOOKUPS = {
    "videos": f"query VideoOfAddress($slug: String!) {{ found: video(by: {{ slug: $slug }}) {{ {_VIDEO} }} }}",
    "moments": f"""query MomentOfAddress($slug: String!, $end: Float!) {{
        found: video(by: {{ slug: $slug }}) {{
            {_VIDEO}
            transcript(where: {{ startSeconds: {{ lt: $end }} }}, last: 1) {{
                nodes {{ text startSeconds speaker {{ label person {{ name }} }} }}
            }}
        }}
    }}""",
    "entities": """query EntityOfAddress($slug: String!) {
        found: entity(by: { slug: $slug }) { id slug name kind description mentionCount videoCount relationshipCount }
    }""",
    "topics": "query TopicOfAddress($slug: String!) { found: topic(by: { slug: $slug }) { slug name videoCount } }",
    "connections": """query EndsOfAddress($from: String!, $to: String!) {
        from: entity(by: { slug: $from }) { slug name }
        to: entity(by: { slug: $to }) { slug name }
    }""",
}
"""Kind of address → its operation. `moments` are those of talks with `?t=`."""
_PATIENCE = 1.0
"""Seconds after which the shell is sent without a preview."""


async def look_up(engine: "Engine", kind: str, values: Mapping[str, Any]) -> dict[str, Any] | None:
    """The `data` of the operation; None when the graph does not answer in time."""
    try:
        async with asyncio.timeout(_PATIENCE):
            answer = await engine.execute(LOOKUPS[kind], dict(values))
    except TimeoutError:
        return None
    codes = {error["extensions"]["code"] for error in answer.get("errors", [])}
    if codes - {InvalidInput.code}:
        return None
    # Nothing can be called what is no slug at all, such as one of a thousand letters.
    return answer.get("data") or {}
