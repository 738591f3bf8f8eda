"""The base of the groups that `Settings` is made of."""

from pydantic_settings import BaseSettings, SettingsConfigDict


class SettingsGroup(BaseSettings):
    """Settings of one subject. Each description is also a line in docs/guides/settings.md."""

    model_config = SettingsConfigDict(env_prefix="VIDEOGRAPH_", extra="ignore", frozen=True)
