"""What can happen to a graph: the kinds of its changes, by which clients choose."""

from typing import Literal

type ChangeKind = Literal[
    "TALK_IMPORTED",
    "TALK_CHANGED",
    "TALK_DELETED",
    "TALKS_KEPT",
    "ENTITIES_MERGED",
    "ENTITIES_SEPARATED",
    "ENTITY_CORRECTED",
    "EVIDENCE_REJECTED",
    "TALK_CORRECTED",
    "STATEMENT_ADDED",
    "DECISION_UNDONE",
    "DECISIONS_IMPORTED",
    "JOB_SUCCEEDED",
    "JOB_FAILED",
    "JOB_CANCELLED",
]

CHANGE_KINDS: dict[ChangeKind, str] = {
    "TALK_IMPORTED": "A video was imported that the graph did not have.",
    "TALK_CHANGED": "A video was imported again or extracted again with other content, or its names were resolved again.",
    "TALK_DELETED": "A video was deleted, or replaced by another one.",
    "TALKS_KEPT": "A person decided that videos with the same words are all kept.",
    "ENTITIES_MERGED": "A person merged entities. The first is the remaining one.",
    "ENTITIES_SEPARATED": "A person decided that entities are not the same. If one had been merged, it has its names back.",
    "ENTITY_CORRECTED": "A person corrected an entity: its name or kind, dropped it, or detached a name.",
    "EVIDENCE_REJECTED": "A person rejected a quote of a video.",
    "STATEMENT_ADDED": "A person added a relationship with its quote to a video.",
    "TALK_CORRECTED": "A person corrected data of a video: its title, date, address, channel or speakers.",
    "DECISION_UNDONE": "A decision was undone.",
    "DECISIONS_IMPORTED": "Decisions of another graph were imported, from a file or with a video.",
    "JOB_SUCCEEDED": "A job has imported its video, or the graph had it already.",
    "JOB_FAILED": "A job has failed, and is not tried again by itself.",
    "JOB_CANCELLED": "A job was cancelled.",
}
"""Each kind with its meaning. Clients store these names, so they never change."""


def event_name(kind: str) -> str:
    """Returns the dotted name of a kind, as commands print it: `talk.imported`."""
    return kind.lower().replace("_", ".", 1)
