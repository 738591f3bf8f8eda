"""Input types that name one object."""

import strawberry

from service.api.schema.filter_keys import filter_key
from service.api.schema.scalars import URL, Permalink


@strawberry.input(description="Selects a video; give exactly one key.", one_of=True)
class VideoLookup:
    id: strawberry.ID | None = filter_key("The video's id.")
    slug: str | None = filter_key("The video's slug.")
    url: URL | None = filter_key("The video's address.")


@strawberry.input(description="Selects an entity; give exactly one key.", one_of=True)
class EntityLookup:
    id: strawberry.ID | None = filter_key("The entity's id.")
    slug: str | None = filter_key("The entity's slug.")
    name: str | None = filter_key("A name or alias, in any case, with or without accents.")


@strawberry.input(description="Selects a topic; give exactly one key.", one_of=True)
class TopicLookup:
    id: strawberry.ID | None = filter_key("The topic's id.")
    slug: str | None = filter_key("The topic's slug.")
    name: str | None = filter_key("The topic's name, in any case, with or without accents.")


@strawberry.input(description="Selects a quote.", one_of=True)
class QuoteLookup:
    permalink: Permalink | None = filter_key(
        "Its address, as `permalink` gives it, with or without the address of the service."
    )


@strawberry.input(description="Selects a channel; give exactly one key.", one_of=True)
class ChannelLookup:
    id: strawberry.ID | None = filter_key("The channel's id.")
    slug: str | None = filter_key("The channel's slug.")
    name: str | None = filter_key("The channel's name, in any case, with or without accents.")
    url: URL | None = filter_key("The channel's address.")
