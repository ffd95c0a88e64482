"""Links that begin with https: the site has to prove that it is the one that was asked for."""

import datetime
import ssl
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from library.enums import LinkState
from library.links.checker import Checker
from library.links.net import Net
from tests.library.links.server import HERE, Handler, Seen, is_open, resolve

SITE = "https://equity.example.org/library/"


class QuietServer(ThreadingHTTPServer):
    """Says nothing of visitors who leave because they do not trust it."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of our own for open.test, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "open.test")])
    today = datetime.datetime.now(datetime.UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("open.test")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "open.test.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + signed.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture
def port(certificate: Path) -> Iterator[int]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    handler = type("Handler", (Handler,), {"seen": Seen()})
    server = QuietServer((HERE, 0), handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def checked(address: str, trust: ssl.SSLContext | None) -> LinkState:
    net = Net(resolve=resolve, allowed=is_open, trust=trust)
    return Checker(site=SITE, net=net, seconds=5).check(address).state


def test_site_that_proves_itself_is_visited(port: int, certificate: Path) -> None:
    trust = ssl.create_default_context(cafile=str(certificate))
    assert checked(f"https://open.test:{port}/200", trust) == LinkState.OK
    assert checked(f"https://open.test:{port}/404", trust) == LinkState.BROKEN


def test_site_that_proves_to_be_another_could_not_be_checked(port: int, certificate: Path) -> None:
    trust = ssl.create_default_context(cafile=str(certificate))
    assert checked(f"https://other.test:{port}/200", trust) == LinkState.COULD_NOT_CHECK


def test_site_that_nobody_vouches_for_could_not_be_checked(port: int) -> None:
    assert checked(f"https://open.test:{port}/200", None) == LinkState.COULD_NOT_CHECK
