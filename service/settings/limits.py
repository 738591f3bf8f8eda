"""What one request and one client may ask."""

from dataclasses import dataclass, fields

from pydantic import Field

from service.settings.group import SettingsGroup

KEPT_ANSWERS = 64_000_000


@dataclass(frozen=True)
class Limits:
    """What one request may ask, fragments spread. `limit_setting` names the setting of each limit."""

    cost: int = 50_000
    depth: int = 15
    root_fields: int = 20
    aliases: int = 50
    fields: int = 1000
    tokens: int = 5000
    document: int = 50_000
    conditions: int = 40
    statement: int = 11_400
    new_statements: int = 60
    running_statements: int = 2
    key_cost: int = 1_000_000
    public_cost: int = 300_000
    jobs: int = 1000
    body: int = 1_000_000


def limit_setting(name: str) -> str:
    """Returns the environment variable that sets this field of `Limits`."""
    return f"VIDEOGRAPH_MAX_{name.upper()}"


class LimitSettings(SettingsGroup):
    max_jobs: int = Field(
        default=Limits.jobs,
        ge=1,
        description="Imports that may wait in the queue. One client may have at most half of them.",
    )
    max_cost: int = Field(
        default=Limits.cost,
        ge=1,
        description="Highest cost of an operation: objects that its answer may contain, and other work of its root fields.",
    )
    max_depth: int = Field(default=Limits.depth, ge=1, description="Levels of nested fields in an operation.")
    max_root_fields: int = Field(default=Limits.root_fields, ge=1, description="Root fields in an operation.")
    max_aliases: int = Field(default=Limits.aliases, ge=0, description="Aliases in an operation.")
    max_fields: int = Field(
        default=Limits.fields,
        ge=1,
        description="Fields and fragment spreads in an operation. A fragment counts each time it is used.",
    )
    max_conditions: int = Field(
        default=Limits.conditions,
        ge=1,
        description="Conditions in all arguments of an operation. Each key of a filter (`eq`, `gte`, `any`) is one.",
    )
    max_statement: int = Field(
        default=Limits.statement,
        ge=1,
        description="Characters of Cypher that an operation may be planned into. If several root fields need the same statement, it counts once.",
    )
    max_new_statements: int = Field(
        default=Limits.new_statements,
        ge=0,
        description="New statements that Neo4j plans per minute for one client, five times as many with a key or token. Each 1,000 characters count as one statement. 0 means no limit. Requests from this machine to an API that listens on loopback have no such limit.",
    )
    max_running_statements: int = Field(
        default=Limits.running_statements,
        ge=0,
        description="Statements of one client that Neo4j runs at once. Its other ones wait, and those of other clients go before them. 0 means no limit. Requests from this machine to an API that listens on loopback have no such limit.",
    )
    max_key_cost: int = Field(
        default=Limits.key_cost,
        ge=0,
        description="Cost of all operations in a minute with one key or token. The unused part of the cost is refunded. 0 means no limit.",
    )
    max_public_cost: int = Field(
        default=Limits.public_cost,
        ge=0,
        description="Cost per minute of all requests from one address that send no key or token. 0 means no limit. Requests from this machine to an API that listens on loopback have no such limit.",
    )
    max_tokens: int = Field(default=Limits.tokens, ge=1, description="Tokens in a GraphQL document.")
    max_document: int = Field(
        default=Limits.document,
        ge=1,
        description="Characters in a GraphQL document. Long texts belong into variables.",
    )
    kept_answers: int = Field(
        default=KEPT_ANSWERS,
        ge=0,
        description="Bytes of answers that the API keeps in memory, to give them again as long as the graph has not changed. 0 turns it off.",
    )
    max_body: int = Field(default=Limits.body, ge=1, description="Bytes in the body of a request.")

    @property
    def limits(self) -> Limits:
        return Limits(**{one.name: getattr(self, f"max_{one.name}") for one in fields(Limits)})
