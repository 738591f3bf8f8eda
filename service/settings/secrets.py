"""Secrets, each from a variable or from a file that another variable names."""

from pathlib import Path

from pydantic import SecretStr

from service.errors import SetupError


def read_secret(variable: str, value: SecretStr | None, file: Path | None) -> str | None:
    """Returns the secret of a variable, or else the content of the file that `{variable}_FILE` names; None if neither is set.

    Raises:
        SetupError: the file cannot be read.
    """
    if value is not None:
        return value.get_secret_value()
    if file is None:
        return None
    try:
        return file.expanduser().read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SetupError(f"{variable}_FILE cannot be read: {error.strerror}: {file}") from error
