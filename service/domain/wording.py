"""Numbers as people read them, on pages, in commands and in answers of tools."""


def clock(seconds: float) -> str:
    """Returns `19:47`, or `1:02:05` from an hour on."""
    hours, rest = divmod(int(seconds), 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def counted(count: int, noun: str) -> str:
    """Returns `1 talk` or `2 talks`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
