"""Names of uploaded files. A name is shown and tells title and language; it is never a path in the storage."""

from email.message import Message

from service.errors import InvalidInput

_LONGEST = 255


def check_name(name: str) -> None:
    """
    Raises:
        InvalidInput: it is not the name of a file, or has a folder.
    """
    if not name:
        raise InvalidInput(
            "The file needs a name: add ?name=talk.vtt to the address, or send the header Content-Disposition.",
            ("name",),
        )
    if len(name.encode("utf-8", "surrogatepass")) > _LONGEST:
        raise InvalidInput(f"The name of the file is longer than {_LONGEST} bytes: {name[:40]!r}…", ("name",))
    if name in (".", "..") or "/" in name or "\\" in name or not name.isprintable():
        raise InvalidInput(
            f"{name!r} cannot be the name of a file: give it without folders and control characters, such as talk.vtt",
            ("name",),
        )


def name_in_header(content_disposition: str) -> str:
    """Returns the file name in a Content-Disposition header (RFC 6266); empty if there is none."""
    message = Message()
    message["content-disposition"] = content_disposition
    return message.get_filename() or ""
