"""All settings, read from the environment by commands, actions and the service, which pass the values on. No module global.

`VIDEOGRAPH_` + the field's name in upper case sets a field: `VIDEOGRAPH_PORT=9000`.
"""

import os
from functools import lru_cache

from pydantic import ValidationError

from service.errors import SetupError, reason_of
from service.settings.access import AccessSettings, AddressSettings
from service.settings.connections import ConnectionSettings, FetchSettings
from service.settings.extraction import ExtractionSettings
from service.settings.folders import FolderSettings
from service.settings.graph import GraphSettings
from service.settings.limits import LimitSettings
from service.settings.uploads import JobSettings, SpeechSettings, UploadSettings


class Settings(
    LimitSettings,
    JobSettings,
    ExtractionSettings,
    SpeechSettings,
    FetchSettings,
    UploadSettings,
    GraphSettings,
    ConnectionSettings,
    AccessSettings,
    AddressSettings,
    FolderSettings,
):
    """What can be set. The guide has the groups from the last to the first, as pydantic lists their fields."""


def read_settings() -> Settings:
    """Settings from the environment, which is read again only if it has changed: each import asks, and reading takes 6 ms. What settings
    read from files is read again for each of these.

    Raises:
        SetupError: a variable has a value that cannot be used; the message names it.
    """
    return _read(frozenset(os.environ.items())).model_copy()


@lru_cache(maxsize=1)
def _read(_: frozenset[tuple[str, str]]) -> Settings:
    try:
        return Settings()  # pyright: ignore[reportCallIssue]
    except ValidationError as error:
        faults = "; ".join(f"VIDEOGRAPH_{str(e['loc'][0]).upper()}: {reason_of(e)}" for e in error.errors())
        raise SetupError(f"a setting cannot be used: {faults}") from None
