"""Ids, keys and slugs of nodes, derived only from what they identify.

So another import of the same talk gives the same ids, and so do two imports at once. A slug is unique by
construction: it is the plain name if that is unambiguous; otherwise it also has the kind, or the first eight digits
of a hash.
"""

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from service.domain.document import ChannelInfo, Kind, Transcript, VideoDocument
from service.domain.model import read_model
from service.domain.text import normalise_name, search_form


def digest(*parts: object, length: int = 20) -> str:
    """Returns hexadecimal digits of a hash over the parts."""
    joined = "\x1f".join(map(str, parts))
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def decision_id(*parts: object) -> str:
    """Returns the id of a decision, made of what is decided and the time. It keeps it when it is undone."""
    return "decision:" + digest(*parts)


def relationship_id(source: str, type_: str, target: str) -> str:
    """Returns the id of the connection of this type between two entities."""
    return "relationship:" + digest(source, type_, target)


@dataclass(frozen=True)
class IdSets:
    """Related to at least one, to every one, to none of these ids; None if not given."""

    any: tuple[str, ...] | None = None
    all: tuple[str, ...] | None = None
    none: tuple[str, ...] | None = None

    @property
    def given(self) -> dict[str, list[str]]:
        """Returns the given conditions by key. `all` or `none` with an empty list is always true, so it is left out."""
        words = {"any": self.any, "all": self.all, "none": self.none}
        return {word: list(ids) for word, ids in words.items() if ids or (word == "any" and ids is not None)}


LOADER = "loader/3"
"""Part of the content hash. Raise the number when the same document is written differently."""
_PLAIN = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")
_SLUG = re.compile(r"[a-z0-9]+(?:-{1,2}[a-z0-9]+)*")
_READABLE_ID = re.compile(r"[a-z]+(?:-{1,2}[a-z0-9]+)+")
_KIND_WORDS = ("person", "company", "concept", "product", "event")
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|si|feature|t|time_continue|start|ref")
_LONGEST = 80


def content_hash(document: VideoDocument) -> str:
    """Returns a hash that is equal for documents that would be written alike.

    Default values are left out, so that a new optional property of documents does not change the hashes of documents
    without it. Decisions belong to the graph, and the source of an export says nothing about the talk; both are left
    out too.
    """
    said = document.model_dump_json(by_alias=True, exclude_defaults=True, exclude={"decisions", "export"})
    return digest(LOADER, said, length=64)


def canonical_url(url: str) -> str:
    """Returns one form for all addresses of a video: no fragment, no tracking, no moment, sorted keys."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    path = parts.path.rstrip("/")
    keys = [(key, value) for key, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(key)]
    if host == "youtu.be":
        host, path, keys = "youtube.com", "/watch", [("v", path.strip("/")), *keys]
    if parts.port not in (None, 80, 443):
        host += f":{parts.port}"
    return urlunsplit(("https", host.removeprefix("m."), path, urlencode(sorted(keys)), ""))


def video_id(document: Transcript) -> str:
    """From the document's own id, otherwise the canonical address, otherwise the words and their times."""
    video = document.video
    if video.id is not None:
        return "video:" + video.id.removeprefix("video:")
    if video.url is not None:
        return "video:" + digest(canonical_url(video.url))
    words = [(s.start_seconds, s.end_seconds, s.text) for s in document.segments]
    return "video:" + digest(video.title, words)


def video_slug(id_: str, title: str) -> str:
    own = bare(id_)
    if _READABLE_ID.fullmatch(own) and len(own) <= _LONGEST:
        return own
    return f"{slugify(title) or 'video'}-{digest(id_, length=8)}"


def child_id(label: str, video: str, *places: object) -> str:
    """Id of a part of a video: `segment:<video>#3`, `bullet:<video>#0.2`."""
    return f"{label}:{bare(video)}#{'.'.join(map(str, places))}"


def channel_id(channel: ChannelInfo) -> str:
    """Returns an id from the channel's own id, or else from its name."""
    normal = normalise_name(channel.name)
    own = channel.id or (normal.replace(" ", "-") if _PLAIN.fullmatch(normal) else normal)
    return "channel:" + own.removeprefix("channel:")


def channel_slug(id_: str) -> str:
    own = bare(id_)
    if _SLUG.fullmatch(own) and len(own) <= _LONGEST:
        return own
    return f"{slugify(own) or 'channel'}-{digest(id_, length=8)}"


def topic_id(name: str) -> str:
    return "topic:" + normalise_name(name)


def topic_slug(id_: str) -> str:
    return _name_slug(bare(id_), exact=True, id_=id_)


def alias_key(kind: Kind, name: str, video: str | None = None) -> str | None:
    """Returns the key of a name; with `video`, of a name that is valid only there. None if nothing of the name is
    left."""
    normal = normalise_name(name)
    if not normal:
        return None
    return f"{kind}:{normal}" if video is None else f"{kind}@{video}:{normal}"


def kind_of(key: str) -> str:
    """Returns the kind at the start of an alias key."""
    return key.partition(":")[0].partition("@")[0]


def name_in(key: str, video: str) -> str:
    """Returns the normal form of the name in an alias key, which may be valid only in this video."""
    kind = kind_of(key)
    local = f"{kind}@{video}:"
    return key.removeprefix(local) if key.startswith(local) else key.removeprefix(f"{kind}:")


def as_kind(key: str, kind: Kind) -> str:
    """Returns the key of the same name with another kind."""
    return kind + key.removeprefix(kind_of(key))


def entity_id(key: str) -> str:
    """Returns the id of the entity that is created for the alias with this key."""
    return "entity:" + digest(key)


def entity_slug(key: str, kind: Kind, name: str) -> str:
    """By the key that the entity is created for: `yann-lecun`, `meta-company`, `c-product-3f2a9c01`.

    A person's slug is the bare name. Other kinds append the kind, because one name may be a company and a product.
    """
    normal = normalise_name(name)
    plain = key == f"{kind}:{normal}" and normal.rpartition(" ")[2] not in _KIND_WORDS
    suffix = "" if kind == "PERSON" else f" {kind.lower()}"
    return _name_slug(normal + suffix, exact=plain, id_=key)


def evidence_id(
    video: str, stated: str, ends: tuple[str, str], words: str, before: int, kinds: tuple[str, ...] = ()
) -> str:
    """Returns the id of a quote, from what its talk states by it, and nothing that a decision changes.

    Args:
        stated: the type as the talk states it.
        ends: the names that the talk uses for source and target.
        words: verbatim.
        before: how often the talk has the same words before.
        kinds: of both ends, where the talk states the same of two things of one name.
    """
    names = [normalise_name(name) for name in ends]
    connection = read_model().connections.get(stated)
    if connection is not None and connection.symmetric:
        names.sort()
    return _evidence_prefix(video) + digest(stated, *names, words, before, *kinds, length=16)


def is_evidence_of(id_: str, video: str) -> bool:
    """Returns whether the id of a quote is one that this video can have."""
    return id_.startswith(_evidence_prefix(video))


def _evidence_prefix(video: str) -> str:
    return "evidence:" + digest(video, length=8)


def bare(id_: str) -> str:
    """An id without its label."""
    return id_.partition(":")[2]


def slugify(text: str) -> str:
    """Returns lower-case ASCII words joined by hyphens; empty if there are none."""
    words = re.sub(r"[^a-z0-9]+", " ", search_form(text).replace("'", "").replace("’", "")).split()
    slug = ""
    for word in words:
        if len(slug) + len(word) >= _LONGEST:
            break
        slug += f"-{word}" if slug else word
    return slug or "-".join(words)[:_LONGEST]


def _name_slug(name: str, *, exact: bool, id_: str) -> str:
    # Names of plain words with single spaces stay distinct when the spaces become hyphens; others may not.
    if exact and _PLAIN.fullmatch(name) and len(name) < _LONGEST:
        return slugify(name)
    return "-".join(part for part in (slugify(name), digest(id_, length=8)) if part)
