"""A cache folder of a test's own, with the jars of the machine's: what is recorded in it is of no use elsewhere."""

from pathlib import Path

from embedded_neo4j.jars import ensure_jars, jar_folder, listed_jars
from service.settings import Settings


def make_own_cache(folder: Path) -> Path:
    jars = ensure_jars(Settings().cache, print)
    jar_folder(folder).mkdir(parents=True)
    for jar in listed_jars():
        (jar_folder(folder) / jar.name).symlink_to(jars / jar.name)
    return folder
