"""An entity of a talk while the answers to its windows are merged."""

from collections import Counter
from dataclasses import dataclass, field

from service.domain.document import Kind, MentionInfo
from service.extractors.common.entity_keys import key_of


@dataclass
class Gathered:
    """One entity.

    `forms`: normal form → the name as it was first given, for names that occur in the transcript. `given`: the normal forms of all names in answers,
    also of those that do not occur. `windows`: the numbers of the windows whose answers name it. `labels`: the labels under which it speaks.
    """

    name: str
    kinds: Counter[Kind] = field(default_factory=Counter[Kind])
    forms: dict[str, str] = field(default_factory=dict[str, str])
    given: set[str] = field(default_factory=set[str])
    windows: set[int] = field(default_factory=set[int])
    labels: list[str] = field(default_factory=list[str])
    mentions: list[MentionInfo] = field(default_factory=list[MentionInfo])

    @property
    def kind(self) -> Kind:
        """PERSON for a speaker, otherwise the kind that most windows give; of several with as many, the first."""
        return "PERSON" if self.labels else self.kinds.most_common(1)[0][0]

    @property
    def certainty(self) -> float:
        """The share of windows that give this kind, 0 to 1; 1 for a speaker."""
        return 1.0 if self.labels else round(self.kinds[self.kind] / self.kinds.total(), 2)

    @property
    def key(self) -> str:
        """The key of the entity in the document: readable, and unique because no two entities share a normal form."""
        return key_of(self.kind, self.name)
