"""Speech to text, for recordings, and which of them pages play."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import NoDecode

from service.settings.folders import FolderSettings


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
