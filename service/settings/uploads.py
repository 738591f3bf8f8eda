"""What clients may upload, and where it is kept. Also the imports of these files, which are done later, and recordings:
speech to text, and which of them pages play."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import NoDecode

from service.settings.folders import FolderSettings
from service.settings.group import SettingsGroup


@dataclass(frozen=True)
class UploadLimits:
    """What clients may upload. In bytes: `media`, `transcript`: of one file; `quota`: of all files of one client. `hours`: how
    long a file is kept."""

    media: int = 2_000_000_000
    transcript: int = 50 * 1024 * 1024
    quota: int = 10_000_000_000
    hours: float = 24.0


class UploadSettings(SettingsGroup):
    uploads: SecretStr | None = Field(
        default=None,
        description="Where uploaded files are kept: a folder, or an address of fsspec such as `s3://bucket/videograph`. By default the folder `uploads` in VIDEOGRAPH_HOME.",
    )
    upload_hours: float = Field(
        default=UploadLimits.hours, gt=0, description="Hours after which an uploaded file is deleted."
    )
    upload_quota: int = Field(
        default=UploadLimits.quota,
        ge=1,
        description="Bytes of all uploaded files that are kept for one client: a key, a token, or an address that sends neither.",
    )
    max_upload: int = Field(
        default=UploadLimits.media, ge=1, description="Bytes in an uploaded audio or video file."
    )
    max_transcript: int = Field(
        default=UploadLimits.transcript,
        ge=1,
        le=UploadLimits.transcript,
        description="Bytes in an uploaded transcript. No import reads more than the default.",
    )

    @property
    def upload_limits(self) -> UploadLimits:
        return UploadLimits(self.max_upload, self.max_transcript, self.upload_quota, self.upload_hours)


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


class SpeechSettings(FolderSettings):
    speech_model: str = Field(
        default="base",
        min_length=1,
        description="Model that recognizes speech: `base`, multilingual, or `tiny.en`, a folder with a Whisper model of CTranslate2, or the name of one on the Hugging Face hub, such as `small` or `large-v3-turbo`, which is downloaded.",
    )
    speech_hours: float = Field(
        default=12.0, gt=0, description="Hours that a recording may have. A longer one is refused."
    )
    speech_parallel: int = Field(
        default=1,
        ge=1,
        description="Recordings that are recognized at a time on this machine. Each takes about half a gigabyte of memory with the default model.",
    )
    speech_voices: bool = Field(
        default=True,
        description="Whether voices in a recording are told apart. Who speaks is then estimated.",
    )
    recordings: Annotated[tuple[Path, ...], NoDecode] = Field(
        default=(),
        description="Folders of this machine, separated by commas. Pages play recordings in or below them, where these lie: the command that imports them and the service need the setting.",
    )
    keep_recordings: bool = Field(
        default=True,
        description="Whether an uploaded recording is kept as long as its talk, so that its page plays it. Otherwise it is deleted as other uploads.",
    )

    @field_validator("recordings", mode="before")
    @classmethod
    def _split_folders(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(
                Path(part.strip()).expanduser().absolute() for part in value.split(",") if part.strip()
            )
        return value
