"""The arguments of the tools. Their JSON Schemas are what agents read, so each word costs every conversation."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from service.mcp.answer import DEFAULT_TOKENS, FEWEST_TOKENS, MOST_TOKENS

type Kind = Literal["PERSON", "COMPANY", "CONCEPT", "PRODUCT", "EVENT"]
type Cursor = Annotated[str | None, Field(description="`next_cursor` of the last answer.", max_length=2000)]
type MaxTokens = Annotated[int, Field(description="Size of the answer.", ge=FEWEST_TOKENS, le=MOST_TOKENS)]
type Name = Annotated[str, Field(min_length=1, max_length=300)]
type Date = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class Arguments(BaseModel):
    model_config = ConfigDict(extra="forbid")


class PageArguments(Arguments):
    cursor: Cursor = None
    max_tokens: MaxTokens = DEFAULT_TOKENS


class SearchArguments(PageArguments):
    query: Annotated[str, Field(description='Words; "exact phrase" in quotes.', min_length=1, max_length=256)]
    talk: Annotated[Name | None, Field(description="Only in this talk: slug or title.")] = None
    speaker: Annotated[Name | None, Field(description="Only said by this person: slug or name.")] = None
    topic: Annotated[Name | None, Field(description="Only about this topic.")] = None
    since: Annotated[Date | None, Field(description="Published on or after, YYYY-MM-DD.")] = None
    until: Annotated[Date | None, Field(description="Published before.")] = None


class ResolveEntity(Arguments):
    name: Annotated[Name, Field(description="Name, alias or a spelling near it.")]
    kind: Annotated[Kind | None, Field(description="Only this kind.")] = None


class GetEntity(PageArguments):
    entity: Annotated[Name, Field(description="Slug or name.")]
    part: Annotated[
        Literal["overview", "connections", "says", "mentions"],
        Field(description="overview: some of each list."),
    ] = "overview"


class FindConnection(Arguments):
    source: Annotated[Name, Field(description="Slug or name.")]
    target: Annotated[Name, Field(description="Slug or name.")]
    max_hops: Annotated[int, Field(description="Longest path.", ge=1, le=6)] = 4
    co_mentions: Annotated[bool, Field(description="Also follow names that are only said together.")] = False
    max_tokens: MaxTokens = DEFAULT_TOKENS


class GetTalk(PageArguments):
    talk: Annotated[Name, Field(description="Slug, title or address.")]
    part: Annotated[
        Literal["overview", "statements", "transcript"],
        Field(description="overview: summary, chapters, entities."),
    ] = "overview"
    from_second: Annotated[float, Field(description="Transcript from here.", ge=0)] = 0


class GetMoment(Arguments):
    talk: Annotated[Name | None, Field(description="Slug, title or address.")] = None
    second: Annotated[float | None, Field(description="Seconds from the start.", ge=0)] = None
    quote: Annotated[
        str | None,
        Field(description="Words to verify; then talk is optional.", min_length=1, max_length=2000),
    ] = None
    max_tokens: MaxTokens = DEFAULT_TOKENS


class ExploreSchema(Arguments):
    query: Annotated[str | None, Field(description="What you look for.", max_length=200)] = None
    name: Annotated[Name | None, Field(description="A type or field, such as Video or Query.paths.")] = None
    max_tokens: MaxTokens = DEFAULT_TOKENS


class RunGraphql(Arguments):
    query: Annotated[str, Field(description="One query operation.", min_length=1, max_length=20_000)]
    variables: Annotated[dict[str, Any] | None, Field(description="Its variables.")] = None
    max_tokens: MaxTokens = DEFAULT_TOKENS


class AddTalk(Arguments):
    name: Annotated[Name, Field(description="File name, such as talk.vtt.")]
    content: Annotated[str, Field(description="The whole transcript: captions or text.", min_length=1)]
    title: Annotated[Name | None, Field(description="Title of the talk.")] = None
    url: Annotated[Name | None, Field(description="Its address.")] = None
    published_on: Annotated[Date | None, Field(description="YYYY-MM-DD.")] = None
    wait_seconds: Annotated[int, Field(description="Wait for the end of the import.", ge=0, le=30)] = 0


class GetJob(Arguments):
    job: Annotated[Name, Field(description="Id from `add_talk`.")]


class RejectQuote(Arguments):
    evidence: Annotated[Name, Field(description="Id of the evidence, from a statement.")]
    reason: Annotated[str, Field(description="Why it is wrong.", min_length=1, max_length=1000)]
    dry_run: Annotated[bool, Field(description="Only say what would go.")] = False


def schema_of(arguments: type[Arguments]) -> dict[str, Any]:
    """Returns the JSON Schema for agents: without titles, nulls and references, which cost tokens and say nothing."""
    schema = arguments.model_json_schema()
    definitions = schema.get("$defs", {})
    properties = {key: _plain(value, definitions) for key, value in schema["properties"].items()}
    # What a tool is about comes first; what all have in common comes last.
    last = ("cursor", "max_tokens")
    ordered = {key: properties[key] for key in sorted(properties, key=lambda key: key in last)}
    required = schema.get("required", [])
    return {
        "type": "object",
        "properties": ordered,
        **({"required": required} if required else {}),
    }


def _plain(value: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in value.get("anyOf", ()):
        found |= {} if one == {"type": "null"} else _plain(one, definitions)
    if "$ref" in value:
        found |= _plain(definitions[value["$ref"].rpartition("/")[2]], definitions)
    kept = {
        key: one
        for key, one in value.items()
        if key not in ("title", "anyOf", "$ref", "maxLength", "minLength", "pattern")
    }
    if kept.get("additionalProperties") is True:
        del kept["additionalProperties"]
    if kept.get("default", "") is None:
        del kept["default"]
    return found | kept
