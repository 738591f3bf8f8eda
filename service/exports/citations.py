"""A talk as an entry of a bibliography: RIS, BibTeX and CSL-JSON, which reference managers import.

Authors are the persons who speak, the longest speaker first. Source: the RIS format (https://en.wikipedia.org/wiki/RIS_(file_format)),
biblatex's manual for `@video` and `@audio`, and https://docs.citationstyles.org/en/stable/specification.html.
"""

import re
from dataclasses import dataclass
from datetime import date

import orjson

from service.exports.source import Row

_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
"""BibTeX counts braces even behind a backslash, so each brace is a command."""
_PARTICLES = ("von der", "van der", "van den", "von", "van", "de la", "de", "di", "da", "le", "la")


@dataclass(frozen=True)
class _Name:
    given: str
    family: str

    @property
    def sorted(self) -> str:
        return f"{self.family}, {self.given}" if self.given else self.family


@dataclass(frozen=True)
class _Cited:
    slug: str
    title: str
    authors: tuple[_Name, ...]
    published: date | None
    channel: str | None
    url: str | None
    language: str | None
    abstract: str | None
    seconds: float | None
    is_audio: bool
    page: str


def _cited(video: Row, speakers: list[Row], base: str) -> _Cited:
    voices = [one for one in speakers if one["person"] is not None]
    voices.sort(key=lambda one: (-one["speakingSeconds"], one["name"]))
    published = video["publishedOn"]
    return _Cited(
        video["slug"],
        _plain(video["title"]),
        tuple(_name(name) for name in dict.fromkeys(one["name"] for one in voices)),
        date.fromisoformat(published) if published else None,
        _plain(video["channel"]) or None,
        video["url"],
        video["language"],
        _plain(video["summary"] or video["description"]) or None,
        video["durationSeconds"],
        (video["mediaType"] or "").startswith("audio/"),
        f"{base}/videos/{video['slug']}",
    )


def _name(full: str) -> _Name:
    """The last word is the family name, with the particles before it."""
    given, _, family = _plain(full).rpartition(" ")
    for particle in _PARTICLES:
        if given.lower().endswith(f" {particle}"):
            size = len(particle)
            return _Name(given[: -size - 1], f"{given[-size:]} {family}")
    return _Name(given, family)


def _plain(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "").strip()


def ris(video: Row, speakers: list[Row], base: str) -> str:
    one = _cited(video, speakers, base)
    day = f"{one.published:%Y/%m/%d}" if one.published else None
    fields: list[tuple[str, str | None]] = [
        ("TY", "SOUND" if one.is_audio else "VIDEO"),
        ("ID", one.slug),
        ("TI", one.title),
        *(("AU", author.sorted) for author in one.authors),
        ("PB", one.channel),
        ("PY", str(one.published.year) if one.published else None),
        ("DA", day),
        ("AB", one.abstract),
        ("LA", one.language),
        ("UR", one.url or one.page),
        ("L2", one.page if one.url else None),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields if value is not None)


def bibtex(video: Row, speakers: list[Row], base: str) -> str:
    one = _cited(video, speakers, base)
    url = (one.url or one.page).replace("{", "%7B").replace("}", "%7D")
    fields = {
        "title": f"{{{_latex(one.title)}}}",
        "author": " and ".join(_latex(author.sorted) for author in one.authors),
        "organization": _latex(one.channel or ""),
        "date": str(one.published or ""),
        "year": str(one.published.year if one.published else ""),
        "language": one.language or "",
        "url": url,
        "note": f"Transcript: \\url{{{one.page}}}" if one.url else "",
        "abstract": _latex(one.abstract or ""),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{'audio' if one.is_audio else 'video'}{{{one.slug},\n" + ",\n".join(lines) + "\n}\n"


def _latex(text: str) -> str:
    return "".join(_LATEX.get(sign, sign) for sign in text)


def csl_json(video: Row, speakers: list[Row], base: str) -> str:
    one = _cited(video, speakers, base)
    entry = {
        "id": one.slug,
        "type": "broadcast" if one.is_audio else "motion_picture",
        "title": one.title,
        "author": [{"family": name.family, "given": name.given} for name in one.authors] or None,
        "publisher": one.channel,
        "issued": {"date-parts": [[one.published.year, one.published.month, one.published.day]]}
        if one.published
        else None,
        "dimensions": None if one.seconds is None else _duration(one.seconds),
        "language": one.language,
        "abstract": one.abstract,
        "URL": one.url or one.page,
        "archive_location": one.page if one.url else None,
    }
    kept = {key: value for key, value in entry.items() if value is not None}
    return orjson.dumps([kept], option=orjson.OPT_INDENT_2).decode() + "\n"


def _duration(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"
