"""Parameters that several typed routes have."""

from typing import Annotated

from fastapi import Header, Path

Slug = Annotated[
    str, Path(description="The `slug` of the GraphQL API.", examples=["chaincode-podcast--package-relay"])
]
IfNoneMatch = Annotated[
    str,
    Header(description="ETags of answers that the client has: the answer is 304 if one of them still holds."),
]
