"""Videos on sites such as YouTube, by yt-dlp: captions, what the site says of the video, and its sound where there are no captions.

yt-dlp sends its requests by `service.fetching`, under the rules of all others: no private address, no cookies, limits of size and time.
"""

import asyncio
import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from read_transcripts.beside.companions import INFO_ENDING
from service.errors import InvalidInput, MissingExtra, NotAllowed, NotFetched
from service.extras import install_command, missing_package
from service.fetching.fetch import FetchRules, open_address, read_whole, write_file

_HOSTS = (
    "youtube.com",
    "youtu.be",
    "youtube-nocookie.com",
    "vimeo.com",
    "dailymotion.com",
    "ted.com",
    "media.ccc.de",
)
"""Sites whose pages are videos. Pages of others are read as they are."""
_FORMATS = ("vtt", "srt", "ttml", "srv3", "json3")
"""Formats of captions, the best first."""
_ID = re.compile(r"[\w.-]{1,64}")
_KEPT = (
    "id", "title", "fulltitle", "description", "channel", "channel_url", "uploader", "uploader_url", "webpage_url", "upload_date",
    "release_date", "duration", "language", "thumbnail", "chapters",
)  # fmt: skip
_SIGNS = {
    "Sign in": "the site asks for a login or takes the service for a robot, as it does with machines in data centers: run the command on "
    "a machine at home, or download the captions there (`yt-dlp --write-subs --skip-download`) and import the file",
    "Private video": "the video is private: ask its owner for the captions",
    "members-only": "the video is for members: ask its owner for the captions",
    "not available": "the video is not there, or not for this country: import a file with its captions",
    "429": "the site asks to come less often: try it again in some hours",
}
"""What yt-dlp says → what to do."""


def is_site(url: str) -> bool:
    """Whether an address is a page of a site that yt-dlp reads."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return False
    return any(host == one or host.endswith(f".{one}") for one in _HOSTS)


async def fetch_site(url: str, folder: Path, rules: FetchRules) -> Path:
    """Returns the captions of a video, with its information beside them; or its sound.

    Raises:
        NotFetched: the site refuses it, or there are neither; the message says what to do.
        MissingExtra: yt-dlp is not installed.
    """
    package = missing_package("youtube")
    if package is not None:
        raise MissingExtra("reading pages of sites", package, install_command("youtube"))
    info = await asyncio.to_thread(read_info, url, rules)
    if info.get("_type", "video") != "video":
        raise NotFetched(
            f"{url}: is a list of videos: give the address of one, or `videograph follow` the channel's feed"
        )
    stem = str(info.get("id") or "video")
    if not _ID.fullmatch(stem):
        stem = "video"
    about = {key: info[key] for key in _KEPT if info.get(key) is not None}
    (folder / f"{stem}{INFO_ENDING}").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
    for language, place, ending in captions_of(info):
        file = folder / f"{stem}.{language}.{ending}"
        try:
            async with open_address(place, rules) as answer:
                file.write_bytes(await read_whole(answer, rules.text_bytes))
        except NotFetched:
            continue
        if file.stat().st_size:
            return file
        file.unlink()
    sound = sound_of(info)
    if sound is None:
        raise NotFetched(
            f"{url}: has neither captions nor sound that can be fetched: import a file with its words"
        )
    file = folder / f"{stem}.{sound[1]}"
    async with open_address(sound[0], rules, seconds=rules.recording_seconds) as answer:
        await write_file(answer, file, lambda _: rules.recording_bytes)
    return file


def read_info(url: str, rules: FetchRules) -> dict[str, Any]:
    """Returns what yt-dlp finds at an address. Blocks.

    Raises: NotFetched: it finds nothing.
    """
    import yt_dlp
    from yt_dlp.networking import Request, RequestHandler, Response
    from yt_dlp.networking.exceptions import RequestError
    from yt_dlp.utils import DownloadError

    class CheckedRH(RequestHandler):
        """Sends requests by our own module."""

        _SUPPORTED_URL_SCHEMES = ("http", "https")

        def _check_extensions(self, extensions: dict[str, Any]) -> None:
            extensions.clear()  # timeouts and cookies: ours count

        def _send(self, request: Request) -> Response:
            try:
                return asyncio.run(self._fetched(request))
            except (NotFetched, NotAllowed, InvalidInput) as error:
                raise RequestError(error.message) from error

        async def _fetched(self, request: Request) -> Response:
            data = request.data
            content = data if isinstance(data, bytes) or data is None else b"".join(data)
            headers = {
                name: value
                for name, value in {**self.headers, **request.headers}.items()
                if name.lower() not in ("cookie", "accept-encoding", "host", "content-length")
            }
            async with open_address(
                request.url, rules, headers=headers, method=request.method, content=content
            ) as answer:
                body = await read_whole(answer, rules.text_bytes)
                got = {
                    name: value
                    for name, value in answer.headers.items()
                    if name.lower() != "content-encoding"
                }
                return Response(io.BytesIO(body), answer.url, got, answer.status)

    options = {
        "quiet": True,
        "no_warnings": True,
        "skip_download": True,
        "noplaylist": True,
        "cachedir": False,
        "logger": _Silent(),
    }
    opened: Any = yt_dlp.YoutubeDL  # its types leave out what it takes
    with opened(options) as downloader:
        downloader._request_director = downloader.build_request_director([CheckedRH])
        try:
            found = downloader.extract_info(url, download=False)
        except (DownloadError, RequestError) as error:
            raise NotFetched(refusal(url, str(error))) from None
        return downloader.sanitize_info(found or {})


class _Silent:
    """Receives what yt-dlp logs: what matters comes as an error."""

    def debug(self, message: str) -> None:
        del message

    warning = error = info = debug


def refusal(url: str, said: str) -> str:
    """Returns what a site refuses, in a sentence with what to do."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", said)
    words = " ".join(re.sub(r"^ERROR:\s*|\[[\w:+]+\]\s*", "", plain).split())[:300]
    advice = next((advice for sign, advice in _SIGNS.items() if sign.lower() in said.lower()), None)
    return (
        f"{url}: {advice}"
        if advice
        else f"{url}: the site gives nothing that can be read ({words}): import a file with its words"
    )


def captions_of(info: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yields language, address and ending of captions: those that somebody wrote before automatic ones, in the language of the video before
    others. Of automatic ones only those that are no translations."""
    spoken = str(info.get("language") or "en").partition("-")[0]
    for kind in ("subtitles", "automatic_captions"):
        tracks: Mapping[str, Any] = info.get(kind) or {}
        names = sorted(
            (name for name in tracks if name != "live_chat"),
            key=lambda name: (name.partition("-")[0] != spoken, name),
        )
        for name in names:
            if kind == "automatic_captions" and name.partition("-")[0] != spoken:
                continue
            listed: list[dict[str, Any]] = [one for one in tracks[name] if isinstance(one, dict)]
            formats = {one["ext"]: str(one["url"]) for one in listed if one.get("ext") and one.get("url")}
            for ending in _FORMATS:
                if ending in formats and re.fullmatch(r"[A-Za-z0-9-]{2,20}", name):
                    yield name, formats[ending], ending
                    break


def sound_of(info: Mapping[str, Any]) -> tuple[str, str] | None:
    """Returns the address and ending of the sound with the fewest bytes that can be fetched in one piece."""
    formats = [
        one
        for one in info.get("formats") or ()
        if one.get("url")
        and one.get("acodec") not in (None, "none")
        and str(one.get("protocol", "https")) in ("http", "https")
    ]
    formats.sort(
        key=lambda one: (one.get("vcodec") not in (None, "none"), one.get("abr") or one.get("tbr") or 1e9)
    )
    if not formats:
        return None
    ending = str(formats[0].get("ext") or "m4a")
    return formats[0]["url"], ending if re.fullmatch(r"[a-z0-9]{2,5}", ending) else "m4a"
