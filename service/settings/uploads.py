"""What clients may upload, and where it is kept."""

from dataclasses import dataclass

from pydantic import Field, SecretStr

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
