"""Quotes that a distant Videograph checks."""

from typing import Any

from service.actions.quotes import Difference, FindCitation, QuoteCheck, QuotePlace, VerifyQuote
from service.commands.remote.client import RemoteVideograph
from service.commands.remote.mutations import ask


async def verify_quote(videograph: RemoteVideograph, request: VerifyQuote) -> QuoteCheck:
    speaker = (
        None if request.speaker is None else {_key_of(request.speaker, "entity", "name"): request.speaker}
    )
    video = None if request.video is None else {_key_of(request.video, "video", "slug"): request.video}
    asked = {"text": request.text, "video": video, "speaker": speaker, "first": request.first}
    return _check((await ask(videograph, "quoteCheck", asked))["verifyQuote"])


async def find_citation(videograph: RemoteVideograph, request: FindCitation) -> QuoteCheck:
    asked = {"permalink": request.permalink, "first": request.first}
    return _check((await ask(videograph, "citation", asked))["quote"])


def _check(found: dict[str, Any]) -> QuoteCheck:
    places, elsewhere = (tuple(map(_place, found[key])) for key in ("places", "elsewhere"))
    decision = (found.get("decision") or {}).get("id")
    return QuoteCheck(found["status"], found["text"], places, elsewhere, decision, found.get("withdrawnAt"))


def _key_of(reference: str, prefix: str, other: str) -> str:
    if reference.startswith(f"{prefix}:"):
        return "id"
    return "url" if "://" in reference else other


def _place(node: dict[str, Any]) -> QuotePlace:
    speaker, video = node["speaker"] or {}, node["video"]
    person = speaker.get("person") or {}
    return QuotePlace(
        status=node["status"],
        quote=node["quote"],
        differences=tuple(Difference(**one) for one in node["differences"]),
        likeness=node["likeness"],
        video=video["id"],
        slug=video["slug"],
        title=video["title"],
        published=video["publishedOn"],
        segments=tuple(one["id"] for one in node["segments"]),
        start_seconds=node["startSeconds"],
        end_seconds=node["endSeconds"],
        url=node["url"],
        speaker=speaker.get("id"),
        person=person.get("id"),
        name=person.get("name") or speaker.get("label"),
        permalink=node["permalink"],
    )
