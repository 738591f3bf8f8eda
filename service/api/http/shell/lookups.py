"""Queries before the server sends a page's shell: whether the object of the address exists, and the data of its
preview.

One small operation for each kind of address. The page itself queries everything that it shows.
"""

import asyncio
from collections.abc import Mapping
from typing import Any

import orjson

from service.api.execution.engine import Engine, GraphqlRequest
from service.errors import InvalidInput

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
"""Maps each kind of address to its operation. `moments` is for talks with `?t=`."""
LOOKUP_SECONDS = 1.0
"""Seconds after which the shell is sent without a preview."""


async def look_up(
    engine: Engine, kind: str, values: Mapping[str, Any], seconds: float | None = None
) -> dict[str, Any] | None:
    """Returns the `data` of the operation; None if the graph does not answer in `seconds` (default: `LOOKUP_SECONDS`)."""
    try:
        async with asyncio.timeout(LOOKUP_SECONDS if seconds is None else seconds):
            answer = orjson.loads((await engine.answer(GraphqlRequest(LOOKUPS[kind], dict(values)))).body)
    except TimeoutError:
        return None
    codes = {error["extensions"]["code"] for error in answer.get("errors", [])}
    if codes - {InvalidInput.code}:
        return None
    # A text that is not a slug, such as one of a thousand letters, cannot exist.
    return answer.get("data") or {}
