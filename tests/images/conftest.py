"""Fetchers for the tests of images/, each closed at its test's end."""

import shutil
import ssl
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reader.images import wire
from reader.images.cache import PictureCache
from reader.images.fetch import Fetcher
from tests.support.picture_server import PictureServer


@pytest.fixture
def cache(tmp_path: Path) -> PictureCache:
    return PictureCache(tmp_path / "pictures")


@pytest.fixture
def make_fetcher(cache: PictureCache) -> Iterator[Callable[..., Fetcher]]:
    """`make_fetcher(**options)`: a Fetcher over the test's cache."""
    made = []

    def make(**options: Any) -> Fetcher:
        made.append(Fetcher(options.pop("cache", cache), **options))
        return made[-1]

    yield make
    for fetcher in made:
        fetcher.close()


@pytest.fixture
def through(make_fetcher: Callable[..., Fetcher], picture_server: PictureServer) -> Fetcher:
    """A Fetcher whose every request goes to the picture server."""
    return make_fetcher(connect_to=picture_server.address)


@pytest.fixture
def direct(make_fetcher: Callable[..., Fetcher]) -> Fetcher:
    """A Fetcher that may reach 127.0.0.1 by that name, and otherwise public hosts alone."""
    return make_fetcher(allowed_hosts={"127.0.0.1"})


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for localhost that no one but its maker trusts: (certificate, key)."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl command to make a certificate with")
    folder = tmp_path_factory.mktemp("tls")
    command = [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    command += ["-nodes", "-days", "2", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=DNS:localhost"]
    command += ["-keyout", str(folder / "key"), "-out", str(folder / "certificate")]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "certificate", folder / "key"


@pytest.fixture
def tls_server(certificate: tuple[Path, Path]) -> Iterator[PictureServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with PictureServer(tls=context) as server:
        yield server


@pytest.fixture
def trusted(certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own connections trust the test's certificate."""
    monkeypatch.setattr(wire, "DEFAULT_CA_BUNDLE_PATH", str(certificate[0]))
    monkeypatch.setattr(wire, "_tls_context", [])


@pytest.fixture
def local_names(make_fetcher: Callable[..., Fetcher]) -> Callable[..., Fetcher]:
    def make(**options: Any) -> Fetcher:
        names = {"localhost", "other.example"}
        return make_fetcher(allowed_hosts=names, resolve=lambda *_: ["127.0.0.1"], **options)

    return make
