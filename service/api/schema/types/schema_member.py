"""The schema as data: what `schemaSearch` and `schemaDefinitions` find in it."""

import strawberry

from service.api.schema.enums import SchemaMemberKind
from service.api.schema.fields import field


@strawberry.type(description="An argument of a field of the schema.")
class SchemaArgument:
    name: str = field("Its name.")
    signature: str = field("Name, type and default, as in the schema, such as `first: Int! = 10`.")
    description: str = field("Its description; empty if it has none.")


@strawberry.type(description="A type of this schema, or a member of a type.")
class SchemaMember:
    coordinate: str = field("Its schema coordinate, such as `Video`, `Video.entities` or `Query.video(by:)`.")
    kind: SchemaMemberKind = field("What it is.")
    name: str = field("Its name.")
    signature: str = field(
        "Its definition as in the schema, without the members of a type: `type Video implements Node`, `entities(first: Int): EntityConnection!`."
    )
    description: str = field("Its description; empty if it has none.")
    arguments: list[SchemaArgument] = field("Arguments of a field, in the schema's order.", expected=3)
    members: list["SchemaMember"] = field(
        "Fields, input fields or values of a type, in the schema's order. Empty for scalars and unions, and for what is no type.",
        expected=20,
    )


@strawberry.type(description="A member of the schema that words found.")
class SchemaMatch:
    coordinate: str = field("Its schema coordinate.")
    member: SchemaMember = field("The member.")
    paths_to_root: list[str] = field(
        "The shortest paths of fields by which an operation reaches the type that has the member, such as `Query.video.entities.nodes`. Empty for root types, and for what only arguments have."
    )
    score: float = field("How well it fits the words: BM25 as a share of the highest possible score, 0 to 1.")
    cursor: str = field("Opaque position, for `after`.")
