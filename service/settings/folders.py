"""Where data is kept on this machine, and which distant Videograph commands work on."""

from functools import cached_property
from pathlib import Path

from platformdirs import user_cache_path, user_data_path
from pydantic import Field, SecretStr

from service.settings.group import SettingsGroup
from service.settings.secrets import read_secret


class FolderSettings(SettingsGroup):
    home: Path = Field(
        default_factory=lambda: user_data_path("videograph"),
        description="Data, logs and password of the embedded Neo4j.",
    )
    cache: Path = Field(
        default_factory=lambda: user_cache_path("videograph"),
        description="Downloads and answers that can be fetched again: Neo4j's jars, answers of a language model.",
    )
    server: str | None = Field(
        default=None,
        description="Address of a distant Videograph that commands work on, such as `https://talks.example.org`, instead of the graph of this machine.",
    )
    key: SecretStr | None = Field(
        default=None, description="API key or token that commands send to VIDEOGRAPH_SERVER."
    )
    key_file: Path | None = Field(default=None, description="File with this key, instead of the variable.")

    @cached_property
    def remote_key(self) -> str | None:
        """The key for `server`; None if the settings have none.

        Raises:
            SetupError: the file cannot be read.
        """
        return read_secret("VIDEOGRAPH_KEY", self.key, self.key_file)
