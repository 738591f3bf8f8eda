"""Where the files that travel with the program lie; a leaf module.

In a checkout `cypher/` is the top-level folder; in an installed wheel it lies inside the package.
"""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def cypher_folder() -> Path:
    """The folder with model.toml, migrations/, fields/, statements/ and explorations/.

    Raises:
        FileNotFoundError: the installation is broken.
    """
    for folder in (PACKAGE / "cypher", PACKAGE.parent / "cypher"):
        if (folder / "model.toml").is_file():
            return folder
    raise FileNotFoundError(f"no cypher/model.toml beside or inside {PACKAGE}: reinstall videograph")


def gold_folder() -> Path:
    """The gold standard of extraction: in a checkout all of it, in a wheel the part for tuning."""
    inside = PACKAGE / "gold"
    return inside if inside.is_dir() else PACKAGE.parent / "extractor" / "benchmarks" / "gold"


def demo_folder() -> Path:
    """The demo corpus: the documents of one authored talk and ten real ones, and the transcript of one more."""
    return PACKAGE / "demo"


def web_folder() -> Path:
    """The static files that the API serves, under /static."""
    return PACKAGE / "web"
