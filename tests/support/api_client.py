"""An HTTP client of the API in the tests' own process: no port, and no lifespan."""

from typing import Any

import httpx2 as httpx
from fastapi import FastAPI

from service.access.authenticator import Authenticator
from service.api.execution.engine import Engine
from service.api.operation.arguments.cursors import Cursors
from service.api.subscriptions.feed import Feed
from service.app import create_app
from service.graph.driver.database import Database
from service.settings import Settings
from service.uploads.receive import Uploads
from service.uploads.storage import open_storage
from support.cold import Cold


def api_client(database: Database, cursors: Cursors | None = None, **values: Any) -> httpx.AsyncClient:
    """A client of the app over this database, with these settings; to be closed, as by `async with`."""
    return client_of_app(api_app(database, cursors, **values))


def client_of_app(app: FastAPI, address: str = "127.0.0.1") -> httpx.AsyncClient:
    """A client at this address."""
    transport = httpx.ASGITransport(app=app, client=(address, 50000))
    return httpx.AsyncClient(transport=transport, base_url="http://localhost")


def api_app(database: Database, cursors: Cursors | None = None, **values: Any) -> FastAPI:
    """The app over this database, with these settings."""
    settings = Settings(**values)
    app = create_app(settings, database)
    # Its lifespan would also warm the engine; see test_app.py.
    engine = Engine(database, limits=settings.limits, cursors=cursors, kept_answers=settings.kept_answers)
    app.state.engine, app.state.database = engine, database
    app.state.uploads = Uploads.of(database, open_storage(settings), settings.upload_limits)
    app.state.authenticator = Authenticator(database)
    app.state.feed = Feed(app.state.engine)
    app.state.warmth = Cold(database)
    return app
