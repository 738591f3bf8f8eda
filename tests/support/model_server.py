"""A server of OpenAI's protocol on loopback that answers what a test wrote down, in the ways that it is told to allow.

It is no language model: tests hold against it how requests are made, refused and repeated, and what is believed of answers.
"""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from math import log
from typing import Any

from support.server_thread import in_thread

Respond = Callable[[str], Any]
"""What the user's message is answered with: a JSON value, a string as it is (cut off where it ends with "…"), (status, message)
for an error, or bytes as the whole of what is sent. Where the probabilities of words are asked, a JSON object has them by word."""


class ModelServer:
    """`asked`: way and message of each request, in order. `refused`: way → status with which it is refused. `models`: those that it
    lists, None without a list. `examples`: whether questions come after examples, so that the last message is the question."""

    def __init__(
        self, respond: Respond, refused: dict[str, int] | None = None, *, examples: bool = False
    ) -> None:
        self.respond = respond
        self.examples = examples
        self.refused = refused or {}
        self.models: list[str] | None = None
        self.asked: list[tuple[str, str]] = []
        self.keys: list[str | None] = []
        self.limits: list[int | None] = []
        self.headers: list[dict[str, str]] = []
        server = self
        self._lock = threading.Lock()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                listed = [
                    {"id": name, "object": "model", "created": 0, "owned_by": "x"}
                    for name in server.models or ()
                ]
                self.send(
                    *((200, {"object": "list", "data": listed}) if server.models is not None else (404, {}))
                )

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                server.keys.append(self.headers.get("authorization"))
                server.headers.append(dict(self.headers))
                self.send(*server.answer(body))

            def send(self, status: int, answer: dict[str, Any] | bytes) -> None:
                data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.send_header("retry-after-ms", "1")  # tests need not wait
                self.send_header("content-length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, as the base has it
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def answer(self, body: dict[str, Any]) -> tuple[int, dict[str, Any] | bytes]:
        keys = {
            "response_format": "JSON Schema",
            "tools": "tool",
            "grammar": "grammar",
            "logprobs": "weighed",
        }
        way = next((name for key, name in keys.items() if body.get(key)), "prompt")
        asked = [m["content"] for m in body["messages"] if m["role"] == "user"]
        question = asked[-1 if self.examples else 0]
        with self._lock:
            self.asked.append((way, question))
            self.limits.append(body.get("max_completion_tokens", body.get("max_tokens")))
            if way in self.refused:
                return self.refused[way], {"error": {"message": f"{way} is not supported"}}
            found = self.respond(question)
        if isinstance(found, bytes):
            return 200, found
        if isinstance(found, tuple):
            return found[0], {"error": {"message": found[1]}}
        words = None
        if way == "weighed" and isinstance(found, dict):
            listed = [
                {"token": word, "logprob": log(weight), "bytes": None} for word, weight in found.items()
            ]
            words = {"content": [listed[0] | {"top_logprobs": listed}]}
            found = listed[0]["token"]
        text = found if isinstance(found, str) else json.dumps(found)
        message: dict[str, Any] = {"role": "assistant", "content": text}
        if way == "tool" and not isinstance(found, str):
            call = {"id": "1", "type": "function", "function": {"name": "answer", "arguments": text}}
            message = {"role": "assistant", "content": None, "tool_calls": [call]}
        choice = {"index": 0, "message": message, "finish_reason": "length" if text.endswith("…") else "stop"}
        choice |= {} if words is None else {"logprobs": words}
        usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
        return 200, {
            "id": "x",
            "object": "chat.completion",
            "created": 0,
            "model": body["model"],
            "choices": [choice],
            "usage": usage,
        }

    @contextmanager
    def running(self) -> Iterator["ModelServer"]:
        with in_thread(self._server):
            yield self
