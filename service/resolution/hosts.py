"""The host of a channel with a one-word name: one person in all talks of the channel. Pure functions.

A one-word name is valid only in its talk, because the next talk may mean another person. The host of a channel is the
same person in its next talk: the channel is named after the host ("Lenny's Podcast"), or the host asks most of the
questions.
"""

import re
from collections import Counter

from service.domain.document import EntityInfo, VideoDocument
from service.domain.identity import alias_key, channel_id
from service.domain.text import normalise_name

_ASKED = 3
"""Minimum number of questions of a host; all others ask less than half as many in proportion to their words."""


def host_key(document: VideoDocument, entity: EntityInfo) -> str | None:
    """Returns the key of a channel host's one-word name; None for anybody else."""
    channel = document.video.channel
    if channel is None or not entity.local or entity.kind != "PERSON" or " " in entity.name:
        return None
    called = set(re.findall(r"\w+", re.sub(r"['’]s\b", "", normalise_name(channel.name))))
    hosts = {s.person for s in document.speakers if s.label == _who_asks(document)}
    if normalise_name(entity.name) not in called and entity.key not in hosts:
        return None
    return alias_key("PERSON", entity.name, channel_id(channel))


def _who_asks(document: VideoDocument) -> str | None:
    """Returns the label of the speaker who asks by far the most questions in proportion to their words."""
    questions, words = Counter[str](), Counter[str]()
    for segment in document.segments:
        if segment.speaker is not None:
            questions[segment.speaker] += segment.text.count("?")
            words[segment.speaker] += len(segment.text.split())
    rates = {label: count / (words[label] + 200) for label, count in questions.items()}
    best = max(rates, key=lambda label: (rates[label], label), default=None)
    if best is None or questions[best] < _ASKED:
        return None
    others = max((rate for label, rate in rates.items() if label != best), default=0.0)
    return best if rates[best] > 2 * others else None
