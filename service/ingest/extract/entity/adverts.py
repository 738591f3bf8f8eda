"""What is said only where the show thanks those who pay for it: no part of what the talk is about."""

import re
from collections.abc import Sequence

from service.ingest.document import SegmentInfo
from service.ingest.extract.entity.things import Thing

_THANKS = re.compile(
    r"\b(?:(?:brought to you|made possible|sponsored|supported) by|(?:our|today's|this week's|episode's) sponsors?|"
    r"(?:thanks|thank you) to our (?:friends|sponsors?|partners?)|promo code|discount code|coupon code|use (?:the )?(?:offer )?code|"
    r"percent off|\d+% off|free trial|sign up (?:today|now)|(?:dot com|\.com|\.io|\.dev) ?(?:slash|/)|check (?:them|it) out at|"
    r"learn more at|head (?:over )?to [\w.]+(?:\.com| dot com)|money back guarantee|money-back guarantee)",
    re.IGNORECASE,
)
_NEAR = 2
"""Segments before and behind such words that may belong to the same notice."""


def without_advertised(segments: Sequence[SegmentInfo], things: Sequence[Thing]) -> list[Thing]:
    """The things, without names that stand nowhere else than in and around thanks to those who pay: at least once in the
    very segment. Voices stay."""
    thanks = {i for i, segment in enumerate(segments) if _THANKS.search(segment.text)}
    near = {i + step for i in thanks for step in range(-_NEAR, _NEAR + 1)}
    return [thing for thing in things if not _is_advertised(thing, thanks, near)]


def _is_advertised(thing: Thing, thanks: set[int], near: set[int]) -> bool:
    said = {mention.segment for mention in thing.mentions}
    several = len(thing.mentions) > 1
    return (
        several
        and not thing.labels
        and thing.kind != "CONCEPT"
        and not thanks.isdisjoint(said)
        and said <= near
    )
