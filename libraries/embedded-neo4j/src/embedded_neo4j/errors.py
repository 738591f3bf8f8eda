"""Every error that this package raises on purpose; a leaf module.

EmbeddedNeo4jError      `str()` says what is wrong and what to do, for people at this machine
├── CannotStart         something on this machine is missing or in the way
│   ├── PortInUse       a port of the server is in use by another program (`port`)
│   └── Panicked        it runs, but its database has stopped itself after a fault and needs a restart
└── Unavailable         it was started, and does not answer at the moment
    ├── DiskFull        its disk is full: it continues once there is space
    └── Stopped         it was stopped on purpose, and is not started again by itself
"""


class EmbeddedNeo4jError(Exception):
    """Base of all errors.

    `public` is the message without names of folders and logs, for people elsewhere. `option` names the option of `Server` that the error is
    about, or what is missing (`java`, `download`, `system`, `stop`); None if there is none.
    """

    def __init__(self, message: str, *, public: str | None = None, option: str | None = None) -> None:
        super().__init__(message)
        self.public = public or message
        self.option = option


class CannotStart(EmbeddedNeo4jError):
    pass


class PortInUse(CannotStart):
    """`option` is `bolt_port` or `http_port`."""

    def __init__(self, message: str, *, port: int = 0, option: str | None = None) -> None:
        super().__init__(message, option=option)
        self.port = port


class Panicked(CannotStart):
    pass


class Unavailable(EmbeddedNeo4jError):
    pass


class DiskFull(Unavailable):
    pass


class Stopped(Unavailable):
    pass
