"""docker-compose.yml and Dockerfile: what must hold of them, read without a Docker engine."""

import re
import subprocess
from typing import Any

import pytest
import yaml

from service.access.api_key import read_key
from service.embedded.config import render_config
from service.graph import health
from service.settings import Settings
from support.paths import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
NEO4J, SERVICE = COMPOSE["services"]["neo4j"], COMPOSE["services"]["videograph"]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_neo4j_is_pinned_to_its_long_term_line() -> None:
    assert NEO4J["image"] == "${NEO4J_IMAGE:-neo4j:5.26-community}"


def test_neo4j_has_the_settings_of_the_embedded_one() -> None:
    """The image takes a setting from a variable, with `_` for `.` and `__` for `_`."""
    embedded = dict(line.split("=", 1) for line in render_config(Settings(), 7687, 7474).splitlines()[1:])
    same = ("internal.dbms.index.lucene.merge_factor", "db.transaction.monitor.check.interval")
    variables = {name: "NEO4J_" + name.replace("_", "__").replace(".", "_") for name in same}

    assert {name: NEO4J["environment"][variables[name]] for name in same} == {
        name: embedded[name] for name in same
    }


def test_every_port_is_on_loopback_only() -> None:
    ports = [port for service in COMPOSE["services"].values() for port in service["ports"]]

    assert sorted(port.rpartition(":")[2] for port in ports) == ["7474", "7687", "8000"]
    assert [port for port in ports if not port.startswith("127.0.0.1:")] == []


def test_the_password_is_a_secret_and_stands_nowhere() -> None:
    assert COMPOSE["secrets"] == {
        "neo4j_password": {"file": "./secrets/neo4j_password"},
        "admin_key": {"file": "./secrets/admin_key"},
    }
    assert NEO4J["secrets"] == ["neo4j_password"]
    assert SERVICE["secrets"] == ["neo4j_password", "admin_key"]
    assert SERVICE["environment"]["VIDEOGRAPH_NEO4J_PASSWORD_FILE"] == "/run/secrets/neo4j_password"
    assert "secrets/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert [name for s in (NEO4J, SERVICE) for name in s["environment"] if name.endswith("PASSWORD")] == []


def test_the_service_gets_an_admin_key_and_is_closed_without_one() -> None:
    assert SERVICE["environment"]["VIDEOGRAPH_ADMIN_KEY_FILE"] == "/run/secrets/admin_key"
    assert SERVICE["environment"]["VIDEOGRAPH_PUBLIC"] == "${VIDEOGRAPH_PUBLIC:-none}"
    assert [name for name in SERVICE["environment"] if name.endswith("_KEY")] == []


@pytest.mark.posix
def test_the_documented_command_makes_a_key() -> None:
    head = (ROOT / "docker-compose.yml").read_text(encoding="utf-8").partition("services:")[0]
    for text in (
        head,
        *((ROOT / "docs/guides" / name).read_text("utf-8") for name in ("deployment.md", "security.md")),
    ):
        command = re.findall(r'echo "vkg_\$\(openssl[^"]*"', text)
        assert len(command) == 1
        made = subprocess.run(
            ["sh", "-c", command[0]], capture_output=True, text=True, check=True, timeout=600
        ).stdout
        assert read_key(made.strip()) is not None


def test_the_service_waits_for_a_healthy_neo4j() -> None:
    assert SERVICE["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert NEO4J["healthcheck"]["test"][-1] == "http://127.0.0.1:7474/"
    assert "/readyz" in re.findall(r"^HEALTHCHECK .*\\\n *CMD (.*)$", DOCKERFILE, re.MULTILINE)[0]


def test_the_probe_waits_a_little_longer_than_readiness_takes() -> None:
    seconds = float(re.findall(r"/readyz', timeout=(\d+)\)", DOCKERFILE)[0])
    whole = float(re.findall(r"^HEALTHCHECK .*--timeout=(\d+)s", DOCKERFILE, re.MULTILINE)[0])

    assert health.READINESS_SECONDS < 1 < seconds < whole


def test_data_outlives_the_containers() -> None:
    assert NEO4J["volumes"] == ["neo4j-data:/data", "neo4j-logs:/logs"]
    assert SERVICE["volumes"] == ["uploads:/uploads"]
    assert SERVICE["environment"]["VIDEOGRAPH_UPLOADS"] == "/uploads"
    assert "install --directory --owner=10001 --mode=700 /uploads" in DOCKERFILE
    assert COMPOSE["volumes"] == {"neo4j-data": None, "neo4j-logs": None, "uploads": None}


def test_the_service_has_no_rights_that_it_does_not_need() -> None:
    assert SERVICE["read_only"] is True
    assert SERVICE["cap_drop"] == ["ALL"]
    assert SERVICE["security_opt"] == ["no-new-privileges:true"]


def test_variables_are_settings() -> None:
    in_dockerfile = re.findall(r"\b(VIDEOGRAPH_\w+)=", DOCKERFILE)
    names = [*in_dockerfile, *(name for name in SERVICE["environment"])]

    assert {name.removeprefix("VIDEOGRAPH_").lower() for name in names} <= set(Settings.model_fields)
    assert len(names) == 13


def test_the_guide_has_every_variable_of_the_compose_file() -> None:
    compose = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    guide = (ROOT / "docs/guides/deployment.md").read_text(encoding="utf-8")
    table = guide.partition("These variables change")[2].partition("\n\nSet all other")[0]

    listed = re.findall(r"^\| `(\w+)` \| (?:`(.*?)`)? ?\|", table, re.MULTILINE)

    assert set(listed) == set(re.findall(r"\$\{(\w+):-([^}]*)\}", compose))
    assert len(listed) == 10


def test_the_image_is_built_in_two_stages_and_runs_as_nobody_special() -> None:
    instructions = re.findall(r"^([A-Z]+) (.+)$", DOCKERFILE, re.MULTILINE)

    assert [text for name, text in instructions if name == "FROM"] == [
        "${PYTHON_IMAGE} AS build",
        "${PYTHON_IMAGE}",
    ]
    assert [text for name, text in instructions if name == "USER"] == ["10001"]
    assert instructions[-1] == ("CMD", '["videograph", "up"]')


def test_the_build_sees_what_it_copies() -> None:
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    copied = {
        name
        for sources in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
        for name in sources.split()
    }

    assert copied == allowed


def test_the_image_is_built_out_of_files_that_docker_gets() -> None:
    """.dockerignore leaves out all but what it names."""
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    copied = [
        name
        for line in re.findall(r"^COPY (?!--)(.*) \S+$", DOCKERFILE, re.MULTILINE)
        for name in line.split()
    ]

    assert {"cypher", "service", "extractor", "requirements.lock"} <= set(copied)
    assert [name for name in copied if f"!{name}" not in ignored or not (ROOT / name).exists()] == []
