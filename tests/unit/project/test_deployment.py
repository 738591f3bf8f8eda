"""docker-compose.yml and Dockerfile: what must hold of them, read without a Docker engine."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

import service
from embedded_neo4j.config import render_config
from embedded_neo4j.options import Options
from service.access.api_key import read_key
from service.embedded import CONFIG
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
    options = Options(folder=Path("/nowhere"), config=CONFIG)
    embedded = dict(line.split("=", 1) for line in render_config(options, 7687, 7474).splitlines()[1:])
    same = (
        "internal.dbms.index.lucene.merge_factor",
        "db.transaction.monitor.check.interval",
        "db.tx_log.rotation.size",
        "db.tx_log.rotation.retention_policy",
        "dbms.usage_report.enabled",
        "client.allow_telemetry",
    )
    variables = {name: "NEO4J_" + name.replace("_", "__").replace(".", "_") for name in same}

    assert {name: NEO4J["environment"][variables[name]] for name in same} == {
        name: embedded[name] for name in same
    }


def test_every_port_is_on_loopback_only() -> None:
    assert NEO4J["ports"] == [
        "127.0.0.1:${NEO4J_HTTP_PORT:-7474}:7474",
        "127.0.0.1:${NEO4J_BOLT_PORT:-7687}:7687",
    ]
    assert SERVICE["ports"] == ["127.0.0.1:${VIDEOGRAPH_PORT:-8000}:${VIDEOGRAPH_PORT:-8000}"]


def test_addresses_that_are_printed_and_advertised_are_those_outside() -> None:
    """Neo4j Browser connects to the address that Neo4j advertises. Videograph prints the port that it listens on."""
    assert NEO4J["environment"]["NEO4J_server_bolt_advertised__address"] == (
        "127.0.0.1:${NEO4J_BOLT_PORT:-7687}"
    )
    assert NEO4J["environment"]["NEO4J_server_http_advertised__address"] == (
        "127.0.0.1:${NEO4J_HTTP_PORT:-7474}"
    )
    assert SERVICE["environment"]["VIDEOGRAPH_PORT"] == "${VIDEOGRAPH_PORT:-8000}"
    assert SERVICE["environment"]["VIDEOGRAPH_PUBLIC_URL"] == "${VIDEOGRAPH_PUBLIC_URL:-}"


def test_other_containers_may_ask_whatever_names_a_proxy_has() -> None:
    hosts = SERVICE["environment"]["VIDEOGRAPH_ALLOWED_HOSTS"]

    assert hosts == "videograph,${VIDEOGRAPH_ALLOWED_HOSTS:-}"
    given = Settings.model_validate({"allowed_hosts": "videograph,talks.example.org"})
    assert given.allowed_hosts == ("videograph", "talks.example.org")
    assert Settings.model_validate({"allowed_hosts": "videograph,"}).allowed_hosts == ("videograph",)


def test_the_project_has_a_name_and_the_image_the_version() -> None:
    assert COMPOSE["name"] == "videograph"
    assert SERVICE["image"] == f"videograph:{service.__version__}"


def test_logs_memory_and_files_in_memory_have_limits() -> None:
    logging = {"driver": "local", "options": {"max-size": "10m", "max-file": "3"}}

    assert [each["logging"] for each in (NEO4J, SERVICE)] == [logging, logging]
    assert [each["mem_limit"] for each in (NEO4J, SERVICE)] == [
        "${NEO4J_MEMORY:-3g}",
        "${VIDEOGRAPH_MEMORY:-4g}",
    ]
    assert SERVICE["tmpfs"] == ["/tmp:size=${VIDEOGRAPH_TMP:-512m}"]


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
    guide = (ROOT / "docs/guides/security.md").read_text("utf-8")
    (command,) = re.findall(r'echo "vkg_\$\(openssl[^"]*"', guide)

    made = subprocess.run(
        ["sh", "-c", command], capture_output=True, text=True, check=True, timeout=600
    ).stdout

    assert read_key(made.strip()) is not None


@pytest.fixture
def make_secrets(tmp_path: Path) -> Callable[[], tuple[int, str]]:
    """Runs `scripts/compose-secrets` in a folder of its own, with the strictest umask. Gives its exit code and what it said."""
    (tmp_path / "scripts").mkdir()
    script = Path(shutil.copy(ROOT / "scripts/compose-secrets", tmp_path / "scripts"))

    def run() -> tuple[int, str]:
        command = ["sh", "-c", f"umask 077; {script}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
        return done.returncode, done.stdout + done.stderr.replace(str(script), "SCRIPT")

    return run


@pytest.mark.posix
def test_secrets_are_made_once_and_readable_in_a_folder_that_is_not(
    make_secrets: Callable[[], tuple[int, str]], tmp_path: Path
) -> None:
    assert make_secrets() == (0, "")
    folder = tmp_path / "secrets"
    texts = {file.name: file.read_text() for file in folder.iterdir()}

    assert folder.stat().st_mode & 0o777 == 0o700
    assert {file.name: file.stat().st_mode & 0o777 for file in folder.iterdir()} == {
        "neo4j_password": 0o644,
        "admin_key": 0o644,
    }
    assert re.fullmatch(r"[0-9a-f]{48}", texts["neo4j_password"])
    assert read_key(texts["admin_key"].strip()) is not None
    assert make_secrets() == (0, "")
    assert {file.name: file.read_text() for file in folder.iterdir()} == texts


@pytest.mark.posix
def test_secrets_that_containers_cannot_read_are_named(
    make_secrets: Callable[[], tuple[int, str]], tmp_path: Path
) -> None:
    make_secrets()
    password, key = tmp_path / "secrets/neo4j_password", tmp_path / "secrets/admin_key"

    key.chmod(0o600)
    closed = make_secrets()
    password.write_text("")
    empty = make_secrets()

    assert closed == (
        1,
        "The containers cannot read secrets/admin_key, since only its owner may. Run: chmod 644 secrets/admin_key\n",
    )
    assert empty == (
        1,
        "secrets/neo4j_password is no file with a secret. Delete it, and run SCRIPT again to get a new one.\n",
    )


@pytest.mark.posix
def test_neo4j_does_not_start_with_an_empty_password() -> None:
    (command,) = NEO4J["command"]
    command = command.replace("$$", "$").replace("/run/secrets/neo4j_password", "/nowhere/neo4j_password")

    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, timeout=600)

    assert done.returncode == 1
    assert "/nowhere/neo4j_password: No such file or directory" in done.stderr


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
    assert SERVICE["volumes"] == ["uploads:/uploads", "cache:/cache"]
    assert SERVICE["environment"]["VIDEOGRAPH_UPLOADS"] == "/uploads"
    assert SERVICE["environment"]["VIDEOGRAPH_CACHE"] == "/cache"
    assert "install --directory --owner=10001 --mode=700 /uploads /cache" in DOCKERFILE
    assert COMPOSE["volumes"] == {"neo4j-data": None, "neo4j-logs": None, "uploads": None, "cache": None}


def test_the_service_has_no_rights_that_it_does_not_need() -> None:
    assert SERVICE["read_only"] is True
    assert SERVICE["cap_drop"] == ["ALL"]
    assert SERVICE["security_opt"] == ["no-new-privileges:true"]


def test_variables_are_settings() -> None:
    in_dockerfile = re.findall(r"\b(VIDEOGRAPH_\w+)=", DOCKERFILE)
    names = [*in_dockerfile, *(name for name in SERVICE["environment"])]

    assert {name.removeprefix("VIDEOGRAPH_").lower() for name in names} <= set(Settings.model_fields)
    assert len(names) == 16


def test_the_guide_has_every_variable_of_the_compose_file() -> None:
    compose = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    guide = (ROOT / "docs/guides/deployment.md").read_text(encoding="utf-8")
    table = guide.partition("These variables change")[2].partition("\n\nSet all other")[0]

    listed = re.findall(r"^\| `(\w+)` \| (?:`(.*?)`)? ?\|", table, re.MULTILINE)

    assert set(listed) == set(re.findall(r"\$\{(\w+):-([^}]*)\}", compose))
    assert len(listed) == 14


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
