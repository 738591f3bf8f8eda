"""Tests do not plan the first page in advance, which takes longer than most of them."""

from service.api.execution.warmth import Warmth


class Cold(Warmth):
    """Is ready without it."""

    @property
    def is_warm(self) -> bool:
        return True


async def plan_nothing(*_: object) -> None:
    pass
