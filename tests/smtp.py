"""A mail server on this machine that keeps what it is given, and can be made to misbehave."""

from __future__ import annotations

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Event, Thread


@dataclass
class Mailbox:
    """What arrived. While `silent` is set no conversation begins; while `dumb` is set a mail is
    taken in and its receipt never confirmed. `reached` is set once somebody is kept waiting."""

    port: int = 0
    mails: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    silent: Event = field(default_factory=Event)
    dumb: Event = field(default_factory=Event)
    reached: Event = field(default_factory=Event)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def messages(self) -> list[EmailMessage]:
        return [message_from_bytes(raw, policy=policy.default) for raw in self.mails]


class Conversation(socketserver.StreamRequestHandler):
    """One client's commands and our answers (RFC 5321), as far as a sender needs them."""

    server: Server

    def handle(self) -> None:
        box = self.server.mailbox
        if box.silent.is_set():
            self.keep_waiting()
            return
        self.say("220 here")
        for line in self.rfile:
            command = line.strip().decode()
            if command.upper() == "DATA":
                self.take_mail()
            elif command.upper() == "QUIT":
                self.say("221 bye")
                return
            else:
                if command.upper().startswith("RCPT TO:"):
                    box.recipients.append(command[8:].strip(" <>"))
                self.say("250 ok")

    def take_mail(self) -> None:
        self.say("354 go on")
        lines = iter(self.rfile.readline, b".\r\n")
        mail = b"".join(line.removeprefix(b".") for line in lines)
        self.server.mailbox.mails.append(mail)
        if self.server.mailbox.dumb.is_set():
            self.keep_waiting()
        else:
            self.say("250 taken")

    def keep_waiting(self) -> None:
        """Answer nothing, until the client has gone."""
        self.server.mailbox.reached.set()
        self.rfile.read()

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, mailbox: Mailbox) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.mailbox = mailbox
        mailbox.port = self.server_address[1]


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    mailbox = Mailbox()
    with Server(mailbox) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield mailbox
        server.shutdown()
