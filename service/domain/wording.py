"""Numbers and times as people read them, on pages, in commands and in answers of tools."""

from datetime import UTC, datetime


def clock(seconds: float) -> str:
    """Returns `19:47`, or `1:02:05` from an hour on."""
    hours, rest = divmod(int(seconds), 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def counted(count: int, noun: str) -> str:
    """Returns `1 talk` or `2 talks`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def minute(moment: str) -> str:
    """Returns `2026-01-31 13:25` of a time in ISO 8601, in UTC."""
    return f"{datetime.fromisoformat(moment).astimezone(UTC):%Y-%m-%d %H:%M}"


def second(moment: str) -> str:
    """Returns `2026-01-31 13:25:07` of a time in ISO 8601, in UTC."""
    return f"{datetime.fromisoformat(moment).astimezone(UTC):%Y-%m-%d %H:%M:%S}"
