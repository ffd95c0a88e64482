import socket

import pytest

from tests.network import OtherHostError


def test_connection_to_another_machine_fails() -> None:
    with socket.socket() as connection, pytest.raises(OtherHostError):
        connection.connect(("192.0.2.1", 80))


def test_name_of_another_machine_is_not_looked_up() -> None:
    with pytest.raises(OtherHostError):
        socket.getaddrinfo("example.com", 80)


def test_this_machine_can_be_reached() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        with socket.create_connection(listener.getsockname()) as connection:
            assert connection.getpeername() == listener.getsockname()
