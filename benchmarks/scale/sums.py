"""Sums over the videos of an archive, which the loader writes once at the end."""

from collections import Counter
from dataclasses import dataclass, field

from service.domain.model import CO_MENTION
from service.domain.text import search_form
from service.graph.name_support import NO_SUPPORT, Support, add_support, support_of
from service.graph.video_rows import Row, VideoRows
from service.store.change import coverage
from service.store.rows.relationships import Contribution, contributions


@dataclass
class Sums:
    """Sums over the videos so far, by id."""

    mentions: Counter[str] = field(default_factory=Counter[str])
    videos: Counter[str] = field(default_factory=Counter[str])
    degrees: Counter[str] = field(default_factory=Counter[str])
    topics: Counter[str] = field(default_factory=Counter[str])
    covers: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    connections: dict[str, Row] = field(default_factory=dict[str, Row])
    shown: dict[str, Row] = field(default_factory=dict[str, Row])
    support: dict[str, Support] = field(default_factory=dict[str, Support])

    def add(self, part: VideoRows) -> None:
        for row in part.rows["features"].values():
            self.mentions[row["entity"]] += row["mentionCount"]
            self.videos[row["entity"]] += 1
            shown = {key: row[key] for key in ("name", "description", "url")}
            origin = {f"{key}From": row["authority"] if value else None for key, value in shown.items()}
            if row["entity"] not in self.shown or row["description"] or row["url"]:
                self.shown[row["entity"]] = {
                    "id": row["entity"],
                    "searchName": search_form(row["name"]),
                    **shown,
                    **origin,
                }
        for row in part.rows["given_name"].values():
            own = support_of(row["authority"], row["guessed"])
            self.support[row["alias"]] = add_support(self.support.get(row["alias"], NO_SUPPORT), own)
        self.topics.update(row["topic"] for row in part.rows["discusses"].values())
        self.covers.update(coverage(part))
        for id_, one in contributions(part).items():
            self._connect(id_, one)

    def _connect(self, id_: str, one: Contribution) -> None:
        row: Row | None = self.connections.get(id_)
        if row is None:
            row = self.connections[id_] = {
                **{"id": id_, "source": one.source, "target": one.target, "type": one.type},
                **{
                    "evidenceCount": 0,
                    "pastCount": 0,
                    "videoCount": 0,
                    "thousandths": 0,
                    "best": (1, "", ""),
                },
                **{"firstSaidOn": None, "lastSaidOn": None},
            }
            if one.type != CO_MENTION:
                self.degrees.update((one.source, one.target))
        row["evidenceCount"] += len(one.quotes)
        row["pastCount"] += one.past
        row["videoCount"] += 1
        row["thousandths"] += one.strength
        row["best"] = min(row["best"], *((-q.strength, i, q.quote) for i, q in one.quotes.items()))
        row["firstSaidOn"] = min(filter(None, (row["firstSaidOn"], one.day)), default=None)
        row["lastSaidOn"] = max(filter(None, (row["lastSaidOn"], one.day)), default=None)
