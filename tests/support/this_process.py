"""A pool that extracts in the process of the test."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future

from service.actions.extraction.workers import Hear, Pool


class ThisProcess:
    """Extracts in a thread of this process, whose settings a test has made."""

    awaited = "starting"

    @property
    def local(self) -> Pool:
        return self

    def run[T](self, work: Callable[[], T], hear: Hear) -> Future[T]:
        hear("", 0.0)
        found: Future[T] = Future()
        asyncio.get_running_loop().run_in_executor(None, work).add_done_callback(
            lambda done: (
                found.set_exception(error) if (error := done.exception()) else found.set_result(done.result())
            )
        )
        return found

    def stop(self, *, stuck: bool = False) -> None:
        pass
