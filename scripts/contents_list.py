"""Writes what a release is made of, as CycloneDX JSON: the packages of requirements.lock with their hashes, and the jars of the embedded Neo4j.

python scripts/contents_list.py VERSION FILE
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
JARS = ROOT / "libraries/embedded-neo4j/src/embedded_neo4j/neo4j/jars.sha256"


def packages_in(lock: str) -> Iterator[dict[str, Any]]:
    """Yields a component for each package of a lock as `uv pip compile --generate-hashes` writes it.

    A package that only some systems need has the marker as a property.
    """
    for entry in re.split(r"\n(?=[\w.-]+(?:\[[\w,-]+\])?==)", "\n" + lock)[1:]:
        head = entry.replace("\\\n", " ").split("--hash=", 1)[0]
        found = re.match(r"([\w.-]+)(?:\[[\w,-]+\])?==([\w.+!-]+)(?:\s*;\s*(.*\S))?", head.strip())
        assert found, f"this is no package of the lock: {head}"
        name, version, marker = found.groups()
        component: dict[str, Any] = {
            "type": "library",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name.lower().replace('_', '-')}@{version}",
            "hashes": [
                {"alg": "SHA-256", "content": digest}
                for digest in re.findall(r"--hash=sha256:(\w{64})", entry)
            ],
        }
        if marker:
            component["properties"] = [{"name": "videograph:marker", "value": marker}]
        yield component


def jars_in(sums: str) -> Iterator[dict[str, Any]]:
    """Yields a component for each line of `sha256sum` on a Maven repository. The jars are downloaded at the first start; no wheel has them."""
    for line in sums.splitlines():
        digest, _, path = line.partition("  ")
        if digest:
            *group, artifact, version, _ = path.split("/")
            yield {
                "type": "library",
                "group": ".".join(group),
                "name": artifact,
                "version": version,
                "purl": f"pkg:maven/{'.'.join(group)}/{artifact}@{version}",
                "scope": "optional",
                "hashes": [{"alg": "SHA-256", "content": digest}],
            }


def contents(version: str, lock: str, sums: str) -> dict[str, Any]:
    """Returns the whole list."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "name": "videograph",
                "version": version,
                "purl": f"pkg:pypi/videograph@{version}",
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            }
        },
        "components": [*packages_in(lock), *jars_in(sums)],
    }


if __name__ == "__main__":
    listed = contents(sys.argv[1], (ROOT / "requirements.lock").read_text("utf-8"), JARS.read_text("utf-8"))
    Path(sys.argv[2]).write_text(json.dumps(listed, indent=1) + "\n", "utf-8")
    print(f"{sys.argv[2]}: {len(listed['components'])} components")
