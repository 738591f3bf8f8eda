"""Tags of languages, by what files say of theirs."""

import re

_NAMES = {
    "english": "en", "german": "de", "french": "fr", "spanish": "es", "italian": "it", "portuguese": "pt",
    "dutch": "nl", "polish": "pl", "russian": "ru", "ukrainian": "uk", "swedish": "sv", "danish": "da",
    "norwegian": "no", "finnish": "fi", "czech": "cs", "turkish": "tr", "chinese": "zh", "japanese": "ja",
    "korean": "ko", "arabic": "ar", "hindi": "hi",
}  # fmt: skip
_TAG = re.compile(r"(?!(?:und|mul|mis|zxx)(?![a-z]))[a-z]{2,3}(?:-[a-z0-9]{1,8})*", re.IGNORECASE)
"""BCP 47's, but for those that say nothing."""


def tag_of(said: str | None) -> str | None:
    """The tag of a language by its tag or English name; None if that is neither ("auto", "unknown")."""
    if said is None:
        return None
    name = said.strip().replace("_", "-")
    return _NAMES.get(name.casefold()) or (name if _TAG.fullmatch(name) else None)
