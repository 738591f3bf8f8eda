"""Speech to text, for recordings."""

from pydantic import Field

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
