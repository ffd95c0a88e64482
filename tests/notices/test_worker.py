"""Real workers with their schedule, a real broker and a real mail server, all on this machine.

The broker is Redis, and the database PostgreSQL, where the run of the tests has them; else
files and SQLite, as on one machine.
"""

import os
import signal
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.notices.site import Inside, Site, end, eventually
from tests.notices.site import inside as inside_of
from tests.rig import servers
from tests.rig.tools import redis_server
from tests.settings import PROCESS
from tests.sites import Sites
from tests.smtp import Mailbox, mail_server

# Redis keeps the first databases for the caches of the tests' own processes.
FIRST_BROKER = 8
SECONDS_TO_FINISH_WHAT_IS_IN_HAND = 2


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """The address of an empty database; none for the file that SQLite makes by itself."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield ""
        return
    name = f"site_of_worker_{PROCESS}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def prepared(folder: Path, database: str) -> dict[str, str]:
    redis = os.environ.get("REDIS_URL", "")
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "imroc_ei.settings",
        "VAR_DIR": str(folder),
        "SCHEDULE_SECONDS": "1",
        "MAIL_FROM": "Equity and inclusion <site@example.com>",
        "REDIS_URL": f"{redis}/{FIRST_BROKER + int(PROCESS)}" if redis else "",
        **({"DATABASE_URL": database} if database else {}),
    }


@pytest.fixture(scope="module")
def inside(prepared: dict[str, str], folder: Path, database: str, sites: Sites) -> Iterator[Inside]:
    if not database:
        sites.migrated(folder)
    with inside_of(prepared) as process:
        if database:
            process.do("migrate")
        yield process


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as box:
        yield box


@pytest.fixture
def site(prepared: dict[str, str], mailbox: Mailbox) -> Site:
    return Site(prepared | {"EMAIL_URL": mailbox.url})


def test_worker_with_its_schedule_sends_a_reminder_once(
    site: Site, inside: Inside, mailbox: Mailbox
) -> None:
    (address,) = inside.do("begin", 1)
    with site.worker():
        eventually(lambda: mailbox.mails)
        eventually(lambda: inside.do("states") == ["sent"])
    eventually(lambda: {"send", "work-out"} <= set(inside.do("jobs_that_went_well")))
    assert mailbox.recipients == [address]
    (mail,) = mailbox.messages()
    assert mail["Subject"] == "A draft that is not finished"
    assert mail["From"] == "Equity and inclusion <site@example.com>"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    log = site.log.read_text()
    carrier = "redis" if site.environment["REDIS_URL"] else "filesystem"
    assert f"transport:   {carrier}://" in log
    assert "imroc_ei.notices.tasks.send_due" in log
    assert address not in log


def test_worker_killed_between_claim_and_send_loses_nothing(
    site: Site, inside: Inside, mailbox: Mailbox
) -> None:
    inside.do("begin", 1)
    mailbox.silent.set()
    with site.worker() as worker:
        assert mailbox.reached.wait(30)
        end(worker, signal.SIGKILL)
    assert inside.do("states") == ["claimed"]
    assert mailbox.mails == []
    mailbox.silent.clear()
    inside.do("age_claims", 11)
    with site.worker():
        eventually(lambda: inside.do("states") == ["sent"])
    assert len(mailbox.mails) == 1


def test_worker_killed_between_send_and_mark_sends_one_twin(
    site: Site, inside: Inside, mailbox: Mailbox
) -> None:
    inside.do("begin", 1)
    mailbox.dumb.set()
    with site.worker() as worker:
        assert mailbox.reached.wait(30)
        end(worker, signal.SIGKILL)
    mailbox.dumb.clear()
    inside.do("age_claims", 11)
    with site.worker():
        eventually(lambda: inside.do("states") == ["sent"])
    assert len(mailbox.mails) == 2


def test_worker_killed_with_a_letter_to_a_sealed_address_sends_it_and_leaves_nothing(
    site: Site, inside: Inside, mailbox: Mailbox
) -> None:
    (address,) = inside.do("begin_with_a_letter")
    mailbox.silent.set()
    with site.worker() as worker:
        assert mailbox.reached.wait(30)
        end(worker, signal.SIGKILL)
    assert inside.do("states") == ["claimed"]
    mailbox.silent.clear()
    inside.do("age_claims", 11)
    with site.worker(), site.worker(with_schedule=False):
        eventually(lambda: inside.do("states") == [])
    assert mailbox.recipients == [address]
    assert holds(Path(site.environment["VAR_DIR"]), address) == []


def holds(folder: Path, text: str) -> list[str]:
    """Return the files below a folder (database, logs, broker) in which a text lies open."""
    # In base64 a text looks different by its place, but for its middle.
    coded = (b64encode(b"." * place + text.encode())[4:-4] for place in range(3))
    sought = (text.encode(), *coded)
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(each in path.read_bytes() for each in sought)]


def test_two_workers_and_a_command_at_once_send_each_mail_once(
    site: Site, inside: Inside, mailbox: Mailbox
) -> None:
    addresses = inside.do("begin", 6)
    commands = [site.python("manage", "remind") for _number in range(2)]
    with site.worker(), site.worker(with_schedule=False):
        for command in commands:
            command.communicate(timeout=60)
            assert command.returncode == 0
        eventually(lambda: inside.do("states") == ["sent"] * 6)
    assert sorted(mailbox.recipients) == addresses


class TestBrokerGone:
    """The run on SQLite has files for a broker, and no Redis to stop."""

    __test__ = bool(os.environ.get("REDIS_URL"))

    def test_notice_waits_for_redis_and_leaves_once(
        self, site: Site, inside: Inside, mailbox: Mailbox
    ) -> None:
        binary, port = redis_server(), servers.free_port()
        assert binary is not None
        site = Site(site.environment | {"REDIS_URL": f"redis://127.0.0.1:{port}"})
        inside.do("begin", 0)
        with ExitStack() as rest:
            with servers.redis(binary, port):
                rest.enter_context(site.worker())
                eventually(lambda: "send" in inside.do("jobs_that_went_well"))
            time.sleep(SECONDS_TO_FINISH_WHAT_IS_IN_HAND)
            addresses = inside.do("begin", 1)
            time.sleep(SECONDS_TO_FINISH_WHAT_IS_IN_HAND)
            assert (inside.do("states"), mailbox.mails) == ([], [])
            rest.enter_context(servers.redis(binary, port))
            eventually(lambda: inside.do("states") == ["sent"])
            assert mailbox.recipients == addresses
