"""A real web process, worker, schedule and mail server, through which everything goes that people
say and write about a case, and which keep none of it in the open."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from tests.browser.served import prepared, running
from tests.feedback.vault import phrases
from tests.feedback.vault.caller import Caller
from tests.feedback.vault.phrases import IN_FILE, LATER, NAME_OF_FILE, TYPED, WRITTEN
from tests.html import page_of
from tests.notices.site import ROOT, Site, eventually
from tests.sites import Sites
from tests.smtp import Mailbox, mail_server
from tests.uploads.test_files import PDF

# More than a megabyte, from which on uploads are no longer held in memory alone.
FILE = (NAME_OF_FILE, PDF.replace(b"endobj", IN_FILE * 40_000 + b"endobj"))
WEB = ("gunicorn", "--config", "python:imroc_ei.serving.gunicorn", "--access-logfile", "-")
LETTERS = "SELECT state FROM notices_notice WHERE person_id IS NULL"
START, COME_BACK = "/feedback/tell/kind/", "/feedback/follow-up/"


@dataclass
class Story:
    """Everybody of a case, each in a browser of their own, and what is still to be said."""

    site: Site
    people: dict[str, list[str]]

    def __post_init__(self) -> None:
        self.url = self.site.environment["SITE_URL"]
        self.person = Caller(self.url)
        self.ada, self.bea, self.cy = (
            Caller(self.url, sessionid=session) for session, _key in self.people.values()
        )
        self.new = iter([*WRITTEN, *LATER])
        self.code = self.case = ""

    def words(self, *names: str) -> dict[str, str]:
        return {name: next(self.new) for name in names}

    def key(self, name: str) -> str:
        return self.people[name][1]

    def do(self, caller: Caller, name: str, **typed: Any) -> None:
        caller.do(f"{self.case}do/{name}/", **typed)

    def tell(self) -> None:
        said = {**TYPED, "kind": "complaint", "named": "one", "reply_by": "email"}
        said["named_to"] = self.key("Ada")
        del said["about_my_data"]
        self.person.go(START)
        while "/tell/" in self.person.at:
            self.person.press(button=("go", "on"), **said)
        self.person.press(button=("go", "on"), files=FILE)
        self.code = self.person.text_at("//*[@id='code']")
        ((key,),) = rows(self.site, "SELECT public_id FROM feedback_case")
        self.case = f"/feedback/cases/{key}/"

    def look_into(self) -> None:
        ada = self.ada
        # Whoever fills all of it in within seconds looks like a machine.
        self.do(ada, "bring-back", **self.words("why"))
        self.do(ada, "take-in")
        for name in ("hold", "end-hold"):
            self.do(ada, name, **self.words("why"))
        about = ("understood", "wanted", "who", "by_when", "support")
        self.do(ada, "acknowledge", **self.words("opening", *about))
        self.do(ada, "look-into")
        for name in ("write", "progress", "thought"):
            self.do(ada, name, **self.words("words"))
        self.do(ada, "fact", file=FILE, **self.words("words"))
        self.do(ada, "heard", **self.words("who", "told", "heard", "supported"))
        self.answer(ada, "answer")

    def answer(self, writer: Caller, move: str) -> None:
        part = ("point-1", "why-1", "remedy-1")
        words = self.words(*part, "opening", "elsewhere")
        self.do(writer, "write-answer", **{"found-1": "upheld", **words})
        self.do(writer, "ask-to-read", reader=self.key("Cy"))
        self.do(self.cy, "agree-to-answer")
        self.do(writer, move)

    def come_back(self) -> None:
        """With the code in a new browser: write, add a file, ask for a second look."""
        self.person = Caller(self.url)
        self.person.do(COME_BACK, code=self.code)
        self.person.do(f"{COME_BACK}write/", files=FILE, **self.words("words"))
        self.person.do(f"{COME_BACK}second-look/", **self.words("why"))

    def look_again(self) -> None:
        bea = self.bea
        self.do(bea, "take-second-look")
        about = ("understood", "wanted", "who", "by_when", "support")
        self.do(bea, "acknowledge-second-look", **self.words(*about))
        bea.go(f"{self.case}do/open-name/").press(why=next(self.new))
        assert TYPED["name"] in bea.words
        self.answer(bea, "answer-again")
        self.do(bea, "close", **self.words("learned"))

    def seek(self) -> None:
        """Look for a word of it, and send what was not allowed, as people do."""
        self.bea.go("/feedback/cases/search/").press(words=TYPED["where"])
        assert b"FC-" in self.bea.content or self.case.encode() in self.bea.content
        self.bea.go(f"{self.case}do/fact/").press(file=("x.exe", IN_FILE), words=WRITTEN[0])
        assert page_of(self.bea.content).xpath("//main//*[@role='alert']")

    def copy(self) -> bytes:
        """Return all that is in the person's own copy of the case."""
        self.bea.go(f"{self.case}copy/").press()
        with ZipFile(BytesIO(self.bea.content)) as packed:
            return b"\n".join(
                part.encode() + b"\n" + packed.read(part) for part in packed.namelist()
            )


def ask(site: Site, name: str) -> Any:
    """Call a function of `doings` in a process of the site, and return what it answers."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.feedback.vault.in_site", name],
        cwd=ROOT,
        env=site.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def rows(site: Site, query: str) -> list[tuple[str, ...]]:
    path = Path(site.environment["VAR_DIR"]) / "db.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        return database.execute(query).fetchall()


def left_behind(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield everything below the site's folder, and the database once more, table by table."""
    for path in folder.rglob("*"):
        if path.is_file() and "static" not in path.relative_to(folder).parts:
            yield str(path.relative_to(folder)), path.read_bytes()
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database:
        yield "tables", "\n".join(database.iterdump()).encode()


def parts_of(mail: EmailMessage) -> bytes:
    """Return what a mail says, without the one line that says where it goes."""
    del mail["To"]
    texts = [part.get_content() for part in mail.walk() if not part.is_multipart()]
    return "\n".join([*map(str, mail.values()), *map(str, texts)]).encode()


def test_nothing_said_is_left_open_anywhere_in_a_running_site(tmp_path: Path, sites: Sites) -> None:
    folder, spool = tmp_path / "var", tmp_path / "var" / "tmp"
    spool.mkdir(parents=True)
    url, environment = prepared(folder, sites)
    environment |= {"TMPDIR": str(spool), "SCHEDULE_SECONDS": "1"}
    bind = ("imroc_ei.wsgi", "--bind", url.removeprefix("http://"))
    with mail_server() as mailbox:
        site = Site({**environment, "EMAIL_URL": mailbox.url})
        story = Story(site, ask(site, "open_the_form"))
        with running((*WEB, *bind), folder / "web.log", url, site.environment), site.worker():
            said = whole_story(story)
            eventually(lambda: rows(site, LETTERS) == [])
            assert open_in(folder, story, mailbox) == {}
    assert open_in(folder, story, mailbox) == {}
    assert "POST /feedback/tell/name/" in (folder / "web.log").read_text()
    assert "imroc_ei.notices.tasks" in site.log.read_text()
    assert len(list((folder / "files" / "feedback").iterdir())) == 3
    assert mailbox.recipients.count(TYPED["reach"]) > 5
    assert len(set(mailbox.recipients)) > 2
    assert said >= 30


def whole_story(story: Story) -> int:
    """Let everything happen, and return how much of what was typed the copy of it holds."""
    story.tell()
    story.look_into()
    story.come_back()
    story.look_again()
    story.seek()
    return len(phrases.found_in(story.copy()))


def open_in(folder: Path, story: Story, mailbox: Mailbox) -> dict[str, list[bytes]]:
    code = [story.code.encode(), story.code.replace(" ", "").encode()]
    mails = [(f"mail {n}", parts_of(mail)) for n, mail in enumerate(mailbox.messages())]
    raw = b"\n".join(mailbox.mails).replace(f"To: {TYPED['reach']}".encode(), b"")
    found = {
        name: phrases.found_in(content) + [part for part in code if part in content]
        for name, content in [*left_behind(folder), *mails, ("mails", raw)]
    }
    return {name: what for name, what in found.items() if what}
