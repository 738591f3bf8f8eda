"""Which entities there are: asked when a walk came back empty, so that an unknown id is told from a far one."""

from collections.abc import Sequence

from service.errors import InvalidInput
from service.graph.database import Database
from service.graph.writes import statement


async def require_known(database: Database, named: Sequence[tuple[str, str]]) -> None:
    """Each with the name of the argument that it was given by.

    Raises:
        InvalidInput: the first of them that is no entity of the graph.
    """
    rows = await database.read(
        statement("reads/walks/known"), {"ids": [id_ for _, id_ in named]}, name="known entities"
    )
    known = {row[0] for row in rows}
    for name, id_ in named:
        if id_ not in known:
            raise InvalidInput(f"There is no entity with the id {id_} ({name}).", (name,))
