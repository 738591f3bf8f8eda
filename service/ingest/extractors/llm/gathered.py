"""An entity while answers are put together."""

from collections import Counter
from dataclasses import dataclass, field

from service.domain.document import Kind, MentionInfo
from service.ingest.extractors.common.entity_keys import key_of


@dataclass
class Gathered:
    """One entity: `forms` are its names by normal form, as first given, those that are said; `given` all normal forms that answers
    have for it; `windows` the numbers of those that name it."""

    name: str
    kinds: Counter[Kind] = field(default_factory=Counter[Kind])
    forms: dict[str, str] = field(default_factory=dict[str, str])
    given: set[str] = field(default_factory=set[str])
    windows: set[int] = field(default_factory=set[int])
    labels: list[str] = field(default_factory=list[str])
    mentions: list[MentionInfo] = field(default_factory=list[MentionInfo])

    @property
    def kind(self) -> Kind:
        """PERSON for a voice, else what most windows say; of equally many, the first."""
        return "PERSON" if self.labels else self.kinds.most_common(1)[0][0]

    @property
    def certainty(self) -> float:
        """The share of the windows that say this kind."""
        return 1.0 if self.labels else round(self.kinds[self.kind] / self.kinds.total(), 2)

    @property
    def key(self) -> str:
        """Readable and unique in the document, as no two entities share a normal form."""
        return key_of(self.kind, self.name)
