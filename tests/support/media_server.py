"""A web server of another origin with a sound file, which it sends in ranges as a player asks for them."""

import io
import re
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from support.server_thread import in_thread


@dataclass
class MediaServer:
    """`origin` is where it is; `asked` are the paths that were asked for."""

    origin: str
    asked: list[str] = field(default_factory=list)


def sound(seconds: int) -> bytes:
    """A WAV file with silence."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(1)
        writer.setframerate(3000)
        writer.writeframes(bytes([128]) * 3000 * seconds)
    return file.getvalue()


@contextmanager
def serve_sound(seconds: int) -> Iterator[MediaServer]:
    content = sound(seconds)
    found = MediaServer("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append(self.path)
            match = re.match(r"bytes=(\d+)-(\d*)", self.headers.get("range", ""))
            start = int(match[1]) if match else 0
            end = int(match[2]) + 1 if match and match[2] else len(content)
            self.send_response(206 if match else 200)
            self.send_header("content-type", "audio/wav")
            self.send_header("accept-ranges", "bytes")
            self.send_header("content-length", str(end - start))
            if match:
                self.send_header("content-range", f"bytes {start}-{end - 1}/{len(content)}")
            self.end_headers()
            try:
                self.wfile.write(content[start:end])
            except OSError:  # a player that seeks hangs up
                return

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the name is the library's
            del format, args

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    found.origin = f"http://127.0.0.1:{server.server_port}"
    with in_thread(server):
        yield found
