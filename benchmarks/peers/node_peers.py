"""The peers that run on Node.js: their installation, and what they are asked."""

import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

from benchmarks.peers.peer import Peer
from benchmarks.serving import graphql_request

HERE = Path(__file__).parent
SOURCE = HERE / "node"
BY_HAND = "node"
LIBRARY = {"yoga": "@neo4j/graphql with yoga", "apollo": "@neo4j/graphql with Apollo"}
LIBRARY_CACHED = {
    "yoga-cached": f"{LIBRARY['yoga']}, response cache",
    "apollo-cached": f"{LIBRARY['apollo']}, cache of 5 s",
}
"""The same with the response cache that each recommends: yoga's has no time limit, Apollo's has that of its guide."""
NODE = {BY_HAND, *LIBRARY, *LIBRARY_CACHED}
"""Their keys."""
_PAGE = (HERE / "page.graphql").read_text("utf-8")
_LIBRARY_PAGE = (SOURCE / "neo4j_graphql_page.graphql").read_text("utf-8")


def node_peers(folder: Path) -> list[Peer]:
    """`folder`: where they are installed, see `install`."""
    return [
        Peer(
            BY_HAND,
            "Node.js by hand, graphql-jit",
            ["node", "by_hand.mjs"],
            page=lambda video: graphql_request(_PAGE, {"by": {"id": video}}),
            folder=folder,
        ),
        *(
            Peer(
                key,
                title,
                ["node", "neo4j_graphql.mjs", *key.split("-")],
                page=lambda video: graphql_request(_LIBRARY_PAGE, {"id": video}),
                read=page_of_library,
                folder=folder,
                gives_again=key in LIBRARY_CACHED,
            )
            for key, title in (LIBRARY | LIBRARY_CACHED).items()
        ),
    ]


def install(cache: Path, say: Callable[[str], None]) -> Path:
    """Returns the folder with the peers and their packages, which are installed if they are not there yet.

    Raises: SystemExit: Node.js or npm is missing, or npm fails.
    """
    if missing := [name for name in ("node", "npm") if shutil.which(name) is None]:
        raise SystemExit(
            f"{' and '.join(missing)} not found: install Node.js 20 or newer with npm, or measure only the other peers, with --only."
        )
    wanted = b"".join((SOURCE / name).read_bytes() for name in ("package.json", "package-lock.json"))
    folder = cache / f"peers-{blake2b(wanted, digest_size=8).hexdigest()}"
    folder.mkdir(parents=True, exist_ok=True)
    for file in SOURCE.iterdir():
        if file.is_file():
            shutil.copy(file, folder)
    done = folder / "node_modules" / ".package-lock.json"  # npm writes it last
    if not done.exists():
        say(f"installs packages of Node.js in {folder}")
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        if subprocess.run(command, cwd=folder, check=False).returncode:
            raise SystemExit("npm could not install the peers: see above.")
    return folder


def installed_versions(folder: Path) -> list[str]:
    """Returns Node.js and the packages that the peers use, each with its version."""
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    names = json.loads((folder / "package.json").read_text("utf-8"))["dependencies"]
    packages = (folder / "node_modules" / name / "package.json" for name in names)
    found = (json.loads(file.read_text("utf-8")) for file in packages)
    return [f"Node.js {node.removeprefix('v')}", *(f"{one['name']} {one['version']}" for one in found)]


def page_of_library(data: Mapping[str, Any]) -> Any:
    """Returns an answer of @neo4j/graphql in the shape of Videograph's, as its client would read it."""
    [video] = data["videos"]
    link = partial(_link, video["momentUrlTemplate"])
    same = ("id", "slug", "title", "description", "url", "thumbnailUrl", "publishedOn", "durationSeconds")
    entities = _edges(video["entitiesConnection"])
    kinds = Counter(edge["node"]["kind"] for edge in entities["edges"])
    return {
        **{key: video[key] for key in same},
        "media": video["mediaUrl"] and {"url": video["mediaUrl"], "mediaType": video["mediaType"]},
        "language": video["language"],
        "channel": _only(video["channels"]),
        "speakers": [
            {**_without(one, "persons"), "person": _only(one["persons"])} for one in video["speakers"]
        ],
        "summary": video["summary"],
        "sections": [
            section | {"bullets": [_bullet(bullet, link) for bullet in section["bullets"]]}
            for section in video["sections"]
        ],
        "chapters": video["chapters"],
        "topics": _edges(video["topicsConnection"]),
        "transcript": {
            **_without(video["segmentsConnection"], "edges"),
            "nodes": [_segment(edge["node"]) for edge in video["segmentsConnection"]["edges"]],
        },
        "entities": entities
        | {
            "countsByKind": [
                {"kind": kind, "count": count}
                for kind, count in sorted(kinds.items(), key=lambda one: (-one[1], one[0]))
            ]
        },
        "relationships": {
            "totalCount": len(video["relationships"]),
            "edges": [_relationship(one, link) for one in video["relationships"]],
        },
    }


def _link(template: str | None, seconds: float) -> str | None:
    return template and template.replace("{seconds}", str(int(seconds)))


def _only(items: list[Any]) -> Any:
    return items[0] if items else None


def _without(item: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in item.items() if key not in keys}


def _edges(connection: Mapping[str, Any]) -> dict[str, Any]:
    """The library has the values of an edge in `properties`."""
    edges = [{**edge["properties"], "node": edge["node"]} for edge in connection["edges"]]
    return {**connection, "edges": edges}


def _bullet(bullet: Mapping[str, Any], link: Callable[[float], str | None]) -> dict[str, Any]:
    segments = [one | {"url": link(one["startSeconds"])} for one in bullet["segments"]]
    return {**bullet, "segments": segments}


def _segment(segment: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **_without(segment, "speakers", "mentionsConnection"),
        "speaker": _only(segment["speakers"]),
        "mentions": [
            {**edge["properties"], "entity": edge["node"]} for edge in segment["mentionsConnection"]["edges"]
        ],
    }


def _relationship(one: Mapping[str, Any], link: Callable[[float], str | None]) -> dict[str, Any]:
    nodes = [
        {
            **quote,
            "url": link(quote["startSeconds"]),
            "speaker": quote["speaker"] and {"label": quote["speaker"]},
        }
        for quote in one["evidence"]
    ]
    return {
        "evidence": {"totalCount": one["evidenceCount"], "nodes": nodes},
        "node": _without(one, "evidence", "evidenceCount"),
    }
