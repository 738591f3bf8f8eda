"""Imports that were accepted and are done later."""

from pydantic import Field

from service.settings.group import SettingsGroup


class JobSettings(SettingsGroup):
    job_workers: int | None = Field(
        default=None,
        ge=0,
        description="Talks that this process imports at a time for `importTalk`. By default one less than the number of cores, at least 1. With 0, other processes of the graph import them.",
    )
    job_lease: float = Field(
        default=30.0,
        ge=1,
        description="Seconds without a sign of life after which another process takes over an import.",
    )
    jobs_days: int = Field(
        default=30, ge=7, description="Days that imports which have ended stay in the list of jobs."
    )
