import signal
import socket
import subprocess
import sys

import pytest

from imroc_ei.serving import embedded
from tests.rig.servers import free_port


def test_addresses_are_those_of_localhost() -> None:
    port = free_port()
    assert f"127.0.0.1:{port}" in embedded.listen_addresses(port)


def test_port_that_is_taken_is_said_so_plainly() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port: int = other.getsockname()[1]
        with pytest.raises(embedded.CannotStartError) as refused:
            embedded.listen_addresses(port)
    assert str(refused.value) == (
        f"Port {port} is taken: this site, or another program, already runs there. "
        f"Look at http://localhost:{port}/, or start with another port: make run PORT={port + 1}"
    )


def test_part_that_stopped_by_itself_is_named() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    with pytest.raises(embedded.CannotStartError, match="The worker process stopped"):
        embedded.complain_about_dead({"worker": ended})


def test_every_part_is_stopped() -> None:
    running = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    embedded.stop({"web": running})
    assert running.poll() is not None


def test_part_that_does_not_stop_is_ended_when_asked_again() -> None:
    stubborn = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True)"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", f"{stubborn}; time.sleep(60)"],
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    with running:
        assert running.stdout is not None
        running.stdout.readline()
        before = signal.signal(signal.SIGALRM, embedded.ask_to_stop)
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        embedded.stop({"worker": running})
        signal.signal(signal.SIGALRM, before)
    assert running.returncode == -signal.SIGKILL
