"""The host of a channel who goes by a first name alone: one person over all talks of the channel. Pure.

A name of one word is good only in its talk, for the next talk may mean somebody else. The host of a channel is no other in its
next talk: whoever has the channel called after them ("Lenny's Podcast"), or asks most of what is asked.
"""

import re
from collections import Counter

from service.domain.document import EntityInfo, VideoDocument
from service.domain.text import normalise_name
from service.ingest.identity import alias_key, channel_id

_ASKED = 3
"""Questions from which on whoever asks most is the host; the others ask less than half as many for their words."""


def host_key(document: VideoDocument, entity: EntityInfo) -> str | None:
    """Key of the name of a channel's host who is known by one word only; None of anybody else."""
    channel = document.video.channel
    if channel is None or not entity.local or entity.kind != "PERSON" or " " in entity.name:
        return None
    called = set(re.findall(r"\w+", re.sub(r"['’]s\b", "", normalise_name(channel.name))))
    hosts = {s.person for s in document.speakers if s.label == _who_asks(document)}
    if normalise_name(entity.name) not in called and entity.key not in hosts:
        return None
    return alias_key("PERSON", entity.name, channel_id(channel))


def _who_asks(document: VideoDocument) -> str | None:
    """The label of the voice that asks by far most for what it says."""
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
