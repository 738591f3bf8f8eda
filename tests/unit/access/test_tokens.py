"""Tokens (JWT): where their keys come from, which rules hold, and what settings are refused."""

import base64
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from service.access import tokens
from service.access.scopes import ALL
from service.access.tokens import TokenRules, TokenVerifier, token_rules
from service.errors import GraphUnavailable, SetupError, Unauthenticated
from service.settings import Settings
from support.server_thread import in_thread
from support.signing import AUDIENCE, ISSUER, Signer

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return Signer(tmp_path_factory.mktemp("one"), kid="one")


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return Signer(tmp_path_factory.mktemp("two"), kid="two")


class Provider:
    """An identity provider's key set; `asked` counts how often it was fetched."""

    def __init__(self) -> None:
        self.keys: list[dict[str, Any]] = []
        self.asked = 0
        self.down = False
        self.url = ""


@pytest.fixture
def provider() -> Iterator[Provider]:
    found = Provider()

    class Keys(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked += 1
            self.send_response_only(503 if found.down else 200)
            self.end_headers()
            self.wfile.write(json.dumps({"keys": found.keys}).encode())

    with in_thread(ThreadingHTTPServer(("127.0.0.1", 0), Keys)) as server:
        found.url = f"http://127.0.0.1:{server.server_port}/jwks.json"
        yield found


def settings(**given: Any) -> Settings:
    return Settings(**{"jwt_issuer": ISSUER, "jwt_audience": AUDIENCE, **given})


def verifier(**given: Any) -> TokenVerifier:
    rules = token_rules(settings(**given))
    assert rules is not None
    return TokenVerifier(rules)


async def test_a_token_of_the_providers_key_set(provider: Provider, signer: Signer, other: Signer) -> None:
    provider.keys = [other.jwk, signer.jwk]
    verify = verifier(jwt_jwks_url=provider.url).verify

    viewer = await verify(signer.token(sub="ann", scope="read curate"))

    assert (viewer.kind, viewer.name, viewer.client, sorted(viewer.scopes)) == (
        "TOKEN",
        "ann",
        "token:ann",
        ["curate", "read"],
    )
    for _ in range(5):
        await verify(other.token())
    assert provider.asked == 1


async def test_a_new_key_of_the_provider_is_fetched_but_not_for_each_token(
    provider: Provider, signer: Signer, other: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr(tokens.time, "monotonic", lambda: now[0])
    provider.keys = [signer.jwk]
    verify = verifier(jwt_jwks_url=provider.url).verify
    await verify(signer.token())
    provider.keys = [signer.jwk, other.jwk]

    for _ in range(3):
        with pytest.raises(Unauthenticated, match="none of the provider's keys"):
            await verify(other.token())
    assert provider.asked == 1
    now[0] += 31
    await verify(other.token())
    assert provider.asked == 2
    provider.keys = [other.jwk]
    now[0] += 301
    with pytest.raises(Unauthenticated, match="none of the provider's keys"):
        await verify(signer.token())
    assert provider.asked == 3


async def test_a_token_without_a_key_id_is_tried_against_all_keys_of_its_algorithm(
    provider: Provider, signer: Signer, other: Signer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr(tokens.time, "monotonic", lambda: now[0])
    unnamed = Signer(tmp_path / "unnamed")
    encryption = {**unnamed.jwk, "kid": "three", "use": "enc"}
    provider.keys = [other.jwk, signer.jwk, encryption]
    verify = verifier(jwt_jwks_url=provider.url, jwt_algorithms="RS256, ES256").verify

    for one in (signer, other):
        assert (await verify(one.token(kid=None))).name == "user-1"
    with pytest.raises(Unauthenticated, match="none of the provider's keys has signed it"):
        await verify(unnamed.token())  # only a key for encryption fits
    assert provider.asked == 1
    provider.keys = [other.jwk, {**unnamed.jwk, "kid": "four"}]  # the provider has changed one of its keys
    now[0] += 31
    assert (await verify(unnamed.token())).name == "user-1"
    assert provider.asked == 2


async def test_keys_without_ids_are_all_tried(signer: Signer, other: Signer, tmp_path: Path) -> None:
    file = tmp_path / "jwks.json"
    file.write_text(json.dumps({"keys": [{**one.jwk, "kid": None, "alg": None} for one in (signer, other)]}))
    verify = verifier(jwt_key_file=file).verify

    for token in (signer.token(), other.token(), signer.token(kid=None), other.token(kid=None)):
        assert (await verify(token)).name == "user-1"


async def test_a_provider_that_is_down_is_asked_twice_a_minute(
    provider: Provider, signer: Signer, other: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr(tokens.time, "monotonic", lambda: now[0])
    provider.keys = [signer.jwk]
    one = verifier(jwt_jwks_url=provider.url)
    await one.load()
    provider.down = True
    now[0] += 31

    for _ in range(5):
        with pytest.raises(Unauthenticated):
            await one.verify(other.token())
    assert provider.asked == 2


async def test_keys_stay_good_while_the_provider_is_down(
    provider: Provider, signer: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr(tokens.time, "monotonic", lambda: now[0])
    provider.keys = [signer.jwk]
    one = verifier(jwt_jwks_url=provider.url)
    await one.load()
    provider.down = True
    now[0] += 301

    assert (await one.verify(signer.token())).name == "user-1"

    late = verifier(jwt_jwks_url=provider.url)
    with pytest.raises(GraphUnavailable) as caught:
        await late.verify(signer.token())
    assert caught.value.message == (
        "The keys for tokens cannot be read: the log of the server says why. Try again in a while."
    )
    assert caught.value.local_message.startswith("The keys for tokens cannot be read from http")
    with pytest.raises(SetupError, match="The keys for tokens cannot be read from http"):
        await late.load()


async def test_keys_of_a_file(signer: Signer, tmp_path: Path) -> None:
    sets = tmp_path / "jwks.json"
    sets.write_text(json.dumps({"keys": [signer.jwk]}))
    single = tmp_path / "jwk.json"
    single.write_text(json.dumps(signer.jwk))
    for file in (signer.folder / "public.pem", sets, single):
        assert (await verifier(jwt_key_file=file).verify(signer.token())).name == "user-1"


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"aud": "other"}, "it is for another audience."),
        ({"iss": "https://other.example"}, "it comes from another issuer."),
        ({"exp": None}, 'Token is missing the "exp" claim.'),
        ({"sub": None}, 'Token is missing the "sub" claim.'),
        ({"aud": None}, 'Token is missing the "aud" claim.'),
        ({"iss": None}, 'Token is missing the "iss" claim.'),
        ({"nbf": 4102444800}, "it is not good yet."),
        ({"exp": 1}, None),
    ],
)
async def test_claims_that_are_required(signer: Signer, claims: dict[str, Any], reason: str | None) -> None:
    expected = (
        f"The token is not valid: {reason}"
        if reason
        else "The token has expired. Log in again for a new one."
    )
    with pytest.raises(Unauthenticated) as error:
        await verifier(jwt_key_file=signer.folder / "public.pem").verify(signer.token(**claims))
    assert error.value.message == expected


async def test_algorithms_are_those_of_the_settings(signer: Signer) -> None:
    file = signer.folder / "public.pem"

    for token in (signer.unsigned(), signer.confused(), signer.token("RS512")):
        with pytest.raises(Unauthenticated, match="it must be signed with RS256"):
            await verifier(jwt_key_file=file).verify(token)
    assert (
        await verifier(jwt_key_file=file, jwt_algorithms="RS256, RS512").verify(signer.token("RS512"))
    ).name


async def test_a_token_of_another_kind_of_key_is_refused_and_no_fault(signer: Signer) -> None:
    one = verifier(jwt_key_file=signer.folder / "public.pem", jwt_algorithms="RS256, ES256, EdDSA")
    head, _, rest = signer.token().partition(".")
    for algorithm in ("ES256", "EdDSA"):
        forged = base64.urlsafe_b64encode(json.dumps({"alg": algorithm, "typ": "JWT", "kid": "one"}).encode())
        with pytest.raises(Unauthenticated):
            await one.verify(f"{forged.rstrip(b'=').decode()}.{rest}")
    assert head


@pytest.mark.parametrize(("moment", "until"), [("4102444800", 4102444810.0), (1e300, 253402300799.0)])
async def test_an_expiry_in_another_form(signer: Signer, moment: object, until: float) -> None:
    one = verifier(jwt_key_file=signer.folder / "public.pem")

    assert (await one.verify(signer.token(exp=moment))).expires_at == until


@pytest.mark.parametrize("moment", ["soon", [1], True])
async def test_an_expiry_that_is_no_moment(signer: Signer, moment: object) -> None:
    with pytest.raises(Unauthenticated):
        await verifier(jwt_key_file=signer.folder / "public.pem").verify(signer.token(exp=moment))


@pytest.mark.parametrize("text", ["", "a", "a.b.c", "....", "é", "e30.e30.", "Bearer x", "\x00"])
async def test_what_is_no_token(signer: Signer, text: str) -> None:
    with pytest.raises(Unauthenticated):
        await verifier(jwt_key_file=signer.folder / "public.pem").verify(text)


@pytest.mark.parametrize(
    ("scope", "scopes"),
    [
        ("openid admin", ALL),
        (["read"], {"read"}),
        (["ingest", 7], {"read", "ingest"}),
        ("", set()),
        (None, set()),
        (7, set()),
    ],
)
async def test_scopes_of_a_claim(signer: Signer, scope: object, scopes: set[str]) -> None:
    one = verifier(jwt_key_file=signer.folder / "public.pem", jwt_scope_claim="permissions")

    assert (await one.verify(signer.token(permissions=scope, scope="admin"))).scopes == scopes


async def test_a_token_expires(signer: Signer) -> None:
    until = int(time.time()) + 50
    viewer = await verifier(jwt_key_file=signer.folder / "public.pem").verify(signer.token(exp=until))
    assert viewer.expires_at == until + 10


FILE = {"jwt_key_file": "keys.pem"}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "tokens need keys: set VIDEOGRAPH_JWT_JWKS_URL or VIDEOGRAPH_JWT_KEY_FILE too"),
        ({**FILE, "jwt_jwks_url": "https://a.example/"}, "not both"),
        ({**FILE, "jwt_issuer": None}, "tokens need VIDEOGRAPH_JWT_ISSUER and VIDEOGRAPH_JWT_AUDIENCE"),
        ({**FILE, "jwt_audience": ""}, "tokens need VIDEOGRAPH_JWT_ISSUER and VIDEOGRAPH_JWT_AUDIENCE"),
        ({"jwt_jwks_url": "http://login.example/keys"}, "must be an address that begins with https://"),
        ({"jwt_jwks_url": "login.example"}, "must be an address that begins with https://"),
        ({**FILE, "jwt_algorithms": "HS256"}, "VIDEOGRAPH_JWT_ALGORITHMS: HS256 is none of RS256, "),
        ({**FILE, "jwt_algorithms": "none"}, "VIDEOGRAPH_JWT_ALGORITHMS: none is none of RS256, "),
        ({**FILE, "jwt_algorithms": " "}, "VIDEOGRAPH_JWT_ALGORITHMS: nothing is none of RS256, "),
    ],
)
def test_settings_that_do_not_do(given: dict[str, Any], message: str) -> None:
    with pytest.raises(SetupError) as error:
        token_rules(settings(**given))
    assert message in error.value.message


def test_without_keys_no_tokens_are_taken() -> None:
    assert token_rules(Settings()) is None


async def test_a_file_that_cannot_be_used(signer: Signer, tmp_path: Path) -> None:
    rules = token_rules(settings(jwt_key_file=tmp_path / "keys.pem"))
    assert isinstance(rules, TokenRules)
    for content in (None, "nothing", "{}", '{"keys": []}', signer.private):
        if content is not None:
            (tmp_path / "keys.pem").write_text(content)
        with pytest.raises(SetupError, match=r"The keys for tokens cannot be read from .*keys\.pem: "):
            await TokenVerifier(replace(rules)).load()
