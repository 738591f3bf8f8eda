"""Links to a moment of a video, for sites that have such links."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_YOUTUBE = {"youtube.com", "www.youtube.com", "m.youtube.com", "music.youtube.com"}
_SHORT = {"youtu.be", "www.youtu.be"}
_VIMEO = {"vimeo.com", "www.vimeo.com", "player.vimeo.com"}
_PLAYERS = ("/live/", "/shorts/", "/embed/")
_TIMES = {"t", "start", "time_continue"}


def moment_template(url: str) -> str | None:
    """The address with `{seconds}` where the second goes; None if the site has no such links, or is unknown."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if host in _VIMEO and any(step.isdigit() for step in parts.path.split("/")):
        return urlunsplit(parts._replace(fragment="")) + "#t={seconds}s"
    query = [
        (key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if key not in _TIMES
    ]
    if host in _YOUTUBE:
        shown = (
            any(key == "v" for key, _ in query) if parts.path == "/watch" else parts.path.startswith(_PLAYERS)
        )
    else:
        shown = host in _SHORT and len(parts.path) > 1
    if not shown:
        return None
    time = "start={seconds}" if parts.path.startswith("/embed/") else "t={seconds}s"
    bare = urlencode(query)
    return urlunsplit(parts._replace(query=f"{bare}&{time}" if bare else time, fragment=""))
