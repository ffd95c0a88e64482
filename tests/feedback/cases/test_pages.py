"""The pages of handlers: what they show, and what they ask of the database."""

import io
import uuid
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from feedback.cases.codes import pass_on_code
from feedback.cases.moves import add_message
from feedback.cases.writing import note_fact, note_heard, note_thought
from feedback.enums import Channel, EntryKind, State
from feedback.models import Case, CaseView, ReplyTemplate
from feedback.vault.codes import derive, understood
from feedback.vault.sealed import key_of, read
from imroc_ei.people.models import User
from imroc_ei.uploads.files import CheckedFile
from tests.clients import signed_in
from tests.factories import ProcedureFactory, ReplyTemplateFactory, UserFactory
from tests.feedback.cases.browsing import ACKNOWLEDGEMENT, address, hidden, send
from tests.feedback.cases.making import case_at, written_answer
from tests.feedback.told import CODE, a_case
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
QUEUE = "/feedback/cases/"
BY_PHONE: dict[str, Any] = {"reply_by": "phone", "reach": "01632 960 300"}


@pytest.fixture
def browser(handler: User) -> Client:
    return signed_in(handler)


def a_file(text: str = "It says so.") -> CheckedFile:
    return CheckedFile(ContentFile(text.encode()), "x.txt", "letter.txt", "text/plain")


def today_in(field: str) -> dict[str, int]:
    """Today as a form with this field sends it."""
    today = timezone.localdate()
    return {f"{field}_day": today.day, f"{field}_month": today.month, f"{field}_year": today.year}


def references(client: Client, query: str = "") -> list[str]:
    return [row.case.reference for row in client.get(QUEUE + query).context["rows"]]


class TestQueue:
    def test_asks_the_same_for_one_case_and_for_three(self, browser: Client) -> None:
        assert_same_queries(browser, QUEUE, expected=4, add_row=a_case)

    def test_puts_what_is_due_first_at_the_head(self, browser: Client, handler: User) -> None:
        late = a_case()
        soon = case_at(State.TRIAGE, by=handler)
        Case.objects.filter(pk=soon.pk).update(received_on="2026-01-05", taken_in_on="2026-01-05")
        urgent = a_case(danger="yes")
        assert references(browser) == [urgent.reference, soon.reference, late.reference]

    def test_narrows_by_kind_state_and_whose_it_is(self, browser: Client, handler: User) -> None:
        mine = case_at(State.INVESTIGATING, by=handler)
        idea = a_case(kind="idea")
        assert references(browser, "?kind=idea") == [idea.reference]
        assert references(browser, "?state=investigating") == [mine.reference]
        assert references(browser, "?mine=1") == [mine.reference]

    def test_lists_what_has_ended_apart(self, browser: Client, handler: User) -> None:
        going, ended = a_case(), case_at(State.CLOSED, by=handler)
        assert references(browser) == [going.reference]
        assert references(browser, "?ended=1") == [ended.reference]

    def test_of_what_the_address_says_wrongly_shows_all(self, browser: Client) -> None:
        case = a_case()
        assert references(browser, "?kind=x&state=%00&mine=2") == [case.reference]

    def test_says_what_it_is_for_while_it_is_empty(self, browser: Client) -> None:
        page = browser.get(QUEUE).content.decode()
        assert "There is nothing open to you now." in page

    def test_tells_where_the_person_wrote_last(self, browser: Client, handler: User) -> None:
        case = case_at(State.INVESTIGATING, by=handler)
        add_message(case=case, words="Anything new?", form_key=uuid.uuid4())
        assert "The person wrote last" in browser.get(QUEUE).content.decode()
        send(handler, case, "write", words="Not yet.")
        assert "The person wrote last" not in browser.get(QUEUE).content.decode()


class TestCasePage:
    def test_asks_the_same_for_one_entry_and_for_three(
        self, browser: Client, handler: User
    ) -> None:
        case = case_at(State.INVESTIGATING, by=handler)

        def add_row() -> None:
            case.refresh_from_db()
            key = uuid.uuid4()
            note_fact(case=case, by=handler, attached=[a_file()], words="So", form_key=key)

        assert_same_queries(browser, case.get_absolute_url(), expected=11, add_row=add_row)

    def test_keeps_facts_apart_from_thoughts(self, browser: Client, handler: User) -> None:
        case = a_case()
        note_fact(case=case, by=handler, words="It rained", form_key=uuid.uuid4())
        note_thought(case=case, by=handler, words="A pity", form_key=uuid.uuid4())
        note_heard(
            case=case,
            by=handler,
            who="The host",
            told="By phone",
            heard="Did not know",
            supported="",
            form_key=uuid.uuid4(),
        )
        page = browser.get(case.get_absolute_url()).context["page"]
        said = [
            [line.text for entry in part for line in entry.lines]
            for part in (page.facts, page.thoughts, page.others)
        ]
        assert said == [["It rained"], ["A pity"], ["The host", "By phone", "Did not know"]]

    def test_logs_every_look_for_the_others_to_see(self, browser: Client, handler: User) -> None:
        other = UserFactory(roles=["handler"], name="Olu Other")
        case = a_case()
        signed_in(other).get(case.get_absolute_url())
        log = browser.get(reverse("case_log", args=[case.public_id])).content.decode()
        assert "Olu Other" in log
        looks = CaseView.objects.order_by("pk").values_list("person", "what")
        assert list(looks) == [(other.pk, "case"), (handler.pk, "log")]

    @pytest.mark.parametrize("doing", ["agree-to-answer", "send-answer-back", "ask-to-read"])
    def test_logs_who_read_an_answer_that_has_not_gone(self, handler: User, doing: str) -> None:
        other = UserFactory(roles=["handler"])
        case = case_at(State.INVESTIGATING, by=handler)
        written_answer(case, by=handler)
        Case.objects.filter(pk=case.pk).update(reader=other)
        reads = handler if doing == "ask-to-read" else other
        assert "It was locked." in signed_in(reads).get(address(case, doing)).content.decode()
        signed_in(handler).get(address(case, "write-answer"))
        signed_in(handler).get(address(case, "fact"))
        looks = CaseView.objects.order_by("pk").values_list("person", "what")
        assert list(looks) == [(reads.pk, "answer"), (handler.pk, "answer")]

    def test_logs_who_opened_a_form_in_which_the_person_is_quoted(
        self, browser: Client, handler: User
    ) -> None:
        case = case_at(State.TRIAGE, by=handler, wanted="A ramp by spring.")
        for _twice in range(2):
            page = browser.get(address(case, "acknowledge"))
            assert "A ramp by spring." in page.content.decode()
        looks = CaseView.objects.order_by("pk").values_list("person", "what")
        assert list(looks) == [(handler.pk, "case")]

    def test_of_a_case_without_words_says_so(self, browser: Client, handler: User) -> None:
        case = case_at(State.ANONYMISED, by=handler)
        page = browser.get(case.get_absolute_url()).content.decode()
        assert "What was said has been destroyed" in page

    def test_is_kept_by_no_browser(self, browser: Client) -> None:
        answer = browser.get(a_case().get_absolute_url())
        assert answer.headers["Cache-Control"] == "private, no-store"

    def test_offers_nothing_that_the_table_refuses(self, browser: Client) -> None:
        case = a_case()
        offered = [
            doing.name for doing in browser.get(case.get_absolute_url()).context["page"].next_doings
        ]
        assert offered == ["take-in", "redirect", "set-aside", "withdraw"]
        answer = browser.get(address(case, "close"))
        assert answer.headers["Location"] == case.get_absolute_url()

    def test_offers_to_write_only_where_it_reaches_somebody(self, browser: Client) -> None:
        wants_none = a_case(kind="thanks", reply_by="none")
        answer = browser.get(address(wants_none, "write"), follow=True)
        assert "nothing you write would reach them" in answer.content.decode()
        assert address(wants_none, "write") not in answer.content.decode()
        with_code = a_case(kind="thanks", reply_by="none", code=CODE)
        assert browser.get(address(with_code, "write")).status_code == 200

    def test_to_ring_is_due_and_its_page_says_whom_when_and_what(
        self, browser: Client, handler: User
    ) -> None:
        case = case_at(State.TRIAGE, by=handler, **BY_PHONE, safely="Only mornings")
        send(handler, case, "acknowledge", **ACKNOWLEDGEMENT)
        page = browser.get(case.get_absolute_url())
        first = page.context["page"].dues[0]
        assert (first.label, first.overdue) == ("Ring the person and tell them", False)
        assert "Not told yet" in page.content.decode()
        form = browser.get(address(case, "told")).content.decode()
        wanted = ("01632 960 300", "Only mornings", ACKNOWLEDGEMENT["understood"])
        assert [words for words in wanted if words not in form] == []
        assert CaseView.objects.filter(what="to-tell", person=handler).exists()
        send(handler, case, "told", how="phone", note="She was glad.", **today_in("on"))
        assert Case.objects.get().tell_by is None
        log = browser.get(reverse("case_log", args=[case.public_id])).content.decode()
        assert "She was glad." in log

    def test_to_ring_is_noted_once_however_often_it_is_sent(
        self, browser: Client, handler: User
    ) -> None:
        case = case_at(State.TRIAGE, by=handler, **BY_PHONE)
        send(handler, case, "acknowledge", **ACKNOWLEDGEMENT)
        path = address(case, "told")
        filled = {**hidden(browser, path), "how": "phone", **today_in("on")}
        assert [browser.post(path, filled).status_code for _time in range(3)] == [302] * 3
        assert case.moves.filter(move="told").count() == 1

    @pytest.mark.parametrize("wrong", [{"how": "pigeon"}, {"on_day": "32"}, {"on_year": "2030"}])
    def test_to_ring_with_something_wrong_stays_due_and_keeps_what_was_typed(
        self, browser: Client, handler: User, wrong: dict[str, str]
    ) -> None:
        case = case_at(State.TRIAGE, by=handler, **BY_PHONE)
        send(handler, case, "acknowledge", **ACKNOWLEDGEMENT)
        said = {"how": "phone", "note": "She was glad.", **today_in("on"), **wrong}
        answer = send(handler, case, "told", **said)
        assert answer.context["form"]["note"].value() == "She was glad."
        assert Case.objects.get().tell_by is not None

    def test_to_ring_about_a_case_that_has_ended_stays_in_the_queue(
        self, browser: Client, handler: User
    ) -> None:
        case = case_at(State.TRIAGE, by=handler, kind="idea", **BY_PHONE)
        send(handler, case, "close-short", reply="We will try it.")
        assert references(browser, "?mine=1") == [case.reference]
        assert references(browser, "?ended=1") == []
        send(handler, case, "not-reached", why="Rang three times.")
        assert references(browser) == []
        assert references(browser, "?ended=1") == [case.reference]

    def test_number_for_one_person_only_is_not_on_the_page_of_others(
        self, browser: Client, handler: User
    ) -> None:
        other = UserFactory(roles=["handler"], name="Olu Other")
        told: dict[str, Any] = {"named": "one", "name": "Ada Lane", "named_to": other.public_id}
        case = case_at(State.TRIAGE, by=handler, **BY_PHONE, **told)
        send(handler, case, "acknowledge", **ACKNOWLEDGEMENT)
        page = browser.get(address(case, "told")).content.decode()
        assert "01632 960 300" not in page
        assert "were given to Olu Other only" in page
        assert references(signed_in(other), "?mine=1") == [case.reference]

    def test_knows_no_other_doing(self, browser: Client) -> None:
        assert browser.get(address(a_case(), "dance")).status_code == 404


class TestFiles:
    def test_are_handed_out_as_attachments(self, browser: Client, handler: User) -> None:
        case = a_case()
        client, path = signed_in(handler), address(case, "fact")
        file = SimpleUploadedFile("letter.txt", b"It says so.", "text/plain")
        client.post(path, {**hidden(client, path), "words": "A letter", "file": file})
        kept = case.files.get()
        answer = browser.get(reverse("case_file", args=[case.public_id, kept.public_id]))
        assert answer.getvalue() == b"It says so."
        assert answer.headers["Content-Disposition"] == 'attachment; filename="letter.txt"'
        assert CaseView.objects.filter(what="file").count() == 1

    def test_of_a_refused_type_keep_what_was_typed(self, browser: Client) -> None:
        case = a_case()
        path = address(case, "fact")
        file = SimpleUploadedFile("run.exe", b"MZ\x90\x00", "application/pdf")
        answer = browser.post(path, {**hidden(browser, path), "words": "A letter", "file": file})
        assert answer.context["form"]["words"].value() == "A letter"
        assert case.entries.count() == 1


class TestSearch:
    def test_finds_words_in_every_entry_whatever_their_accents(
        self, browser: Client, handler: User
    ) -> None:
        case = a_case(what_happened="At the café in Ély")
        note_fact(case=case, by=handler, words="The stairs", form_key=uuid.uuid4())
        a_case(what_happened="Something else")
        for words in ("cafe ely", "STAIRS cafe", case.reference):
            hits = browser.post("/feedback/cases/search/", {"words": words}).context["hits"]
            assert [hit.case for hit in hits] == [case]

    def test_asks_the_same_for_one_case_and_for_three(
        self, browser: Client, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        counts = []
        for _ in range(2):
            a_case(what_happened="stairs")
            with django_assert_max_num_queries(7):
                answer = browser.post("/feedback/cases/search/", {"words": "stairs"})
            counts.append(len(answer.context["hits"]))
        assert counts == [1, 2]

    def test_does_not_find_a_name_that_is_for_another(self, browser: Client) -> None:
        other = UserFactory(roles=["handler"])
        a_case(named="one", name="Ada Lane", named_to=other.public_id)
        hits = browser.post("/feedback/cases/search/", {"words": "Ada"}).context["hits"]
        assert hits == []

    def test_that_a_case_was_found_stands_in_its_log_once_and_without_the_words(
        self, browser: Client, handler: User
    ) -> None:
        found = [a_case(what_happened="stairs"), a_case(what_happened="more stairs")]
        a_case(what_happened="Something else")
        for words in ("stairs", "stairs", "STAIRS", "nowhere"):
            browser.post("/feedback/cases/search/", {"words": words})
        looks = CaseView.objects.order_by("case").values_list("case", "person", "what")
        assert list(looks) == [(case.pk, handler.pk, "search") for case in found]
        log = browser.get(reverse("case_log", args=[found[0].public_id])).content.decode()
        assert "Found it in a search" in log
        assert "stairs" not in log

    def test_found_again_after_a_while_is_another_line_as_is_by_another_handler(
        self, browser: Client
    ) -> None:
        a_case(what_happened="stairs")
        other = signed_in(UserFactory(roles=["handler"]))
        Case.objects.get().access.create(person=User.objects.latest("pk"), reason="passed")
        for client in (browser, other):
            client.post("/feedback/cases/search/", {"words": "stairs"})
        assert CaseView.objects.count() == 2
        earlier = timezone.now() - timedelta(minutes=11)
        CaseView.objects.update(at=earlier)
        browser.post("/feedback/cases/search/", {"words": "stairs"})
        assert CaseView.objects.count() == 3


class TestCopyForThePerson:
    def test_has_the_thread_and_its_files_and_nothing_inside(
        self, browser: Client, handler: User
    ) -> None:
        case = a_case(what_happened="The door was shut", name="Ada Lane", named="yes")
        add_message(case=case, words="A letter", form_key=uuid.uuid4(), attached=[a_file()])
        note_fact(case=case, by=handler, words="Zebra fact", form_key=uuid.uuid4())
        answer = browser.post(reverse("case_export", args=[case.public_id]))
        with zipfile.ZipFile(io.BytesIO(answer.content)) as pack:
            page, file = sorted(pack.namelist(), key=lambda name: not name.endswith(".html"))
            text, content = pack.read(page).decode(), pack.read(file)
        assert content == b"It says so."
        assert all(words in text for words in ("The door was shut", "A letter", "Ada Lane"))
        assert "Zebra" not in text
        assert handler.display_name not in text
        assert case.moves.latest("pk").move == "export"

    def test_says_on_which_day_they_were_told_and_not_by_whom_or_with_which_note(
        self, browser: Client, handler: User
    ) -> None:
        case = case_at(State.TRIAGE, by=handler, **BY_PHONE)
        send(handler, case, "acknowledge", **ACKNOWLEDGEMENT)
        send(handler, case, "told", how="phone", note="Zebra note.", **today_in("on"))
        answer = browser.post(reverse("case_export", args=[case.public_id]))
        with zipfile.ZipFile(io.BytesIO(answer.content)) as pack:
            text = pack.read(pack.namelist()[0]).decode()
        assert "Told the person what was written" in text
        assert [word for word in ("Zebra", handler.display_name) if word in text] == []

    def test_has_no_name_that_is_for_another(self, browser: Client) -> None:
        other = UserFactory(roles=["handler"])
        case = a_case(named="one", name="Ada Lane", named_to=other.public_id)
        answer = browser.post(reverse("case_export", args=[case.public_id]))
        with zipfile.ZipFile(io.BytesIO(answer.content)) as pack:
            assert "Ada Lane" not in pack.read(pack.namelist()[0]).decode()


class TestIntake:
    SAID = {
        "channel": "phone",
        "kind": "complaint",
        "what_happened": "They rang about the stairs",
        "reply_by": "code",
        "wants_code": "yes",
    }

    @pytest.fixture
    def path(self, db: None) -> str:
        ProcedureFactory(in_force=True)
        return reverse("case_intake")

    def test_keeps_it_once_and_shows_one_code_until_it_is_passed_on(
        self, browser: Client, handler: User, path: str
    ) -> None:
        filled = {**hidden(browser, path), **self.SAID}
        answer = browser.post(path, filled)
        case = Case.objects.get()
        code = understood(answer.context["code"])
        assert Case.objects.get(code_look_up=derive(code).look_up) == case
        assert (case.channel, case.moves.get().by) == (Channel.PHONE, handler)
        again = browser.post(path, filled)
        assert (again.context["code"], Case.objects.count()) == (answer.context["code"], 1)
        pass_on_code(case=case, by=handler)
        after = browser.post(path, filled)
        assert (after.status_code, Case.objects.count()) == (302, 1)

    def test_shows_its_code_again_for_that_form_only(self, browser: Client, path: str) -> None:
        filled = {**hidden(browser, path), **self.SAID, "wants_code": "no", "reply_by": "none"}
        browser.post(path, filled)
        assert browser.post(path, {**filled, **self.SAID}).status_code == 302
        assert Case.objects.get().code_look_up is None

    def test_shows_the_code_again_to_who_will_not_see_the_case(
        self, browser: Client, handler: User, path: str
    ) -> None:
        UserFactory(roles=["handler"])
        said = {**self.SAID, "not_these": [handler.public_id]}
        filled = {**hidden(browser, path), **said}
        pages = [browser.post(path, filled) for _ in range(2)]
        assert len({page.context["code"] for page in pages}) == 1
        assert [page.context["form"] for page in pages] == [None, None]

    def test_of_somebody_who_ticks_the_writer_closes_it_to_them(
        self, browser: Client, handler: User, path: str
    ) -> None:
        other = UserFactory(roles=["handler"])
        said = {**self.SAID, "wants_code": "no", "reply_by": "none"}
        browser.post(path, {**hidden(browser, path), **said, "not_these": [handler.public_id]})
        assert list(Case.objects.visible_to(handler)) == []
        assert Case.objects.visible_to(other).count() == 1

    @pytest.mark.parametrize(
        "wrong",
        [
            {"what_happened": ""},
            {"reply_by": "email", "reach": "nowhere"},
            {"reply_by": "post"},
            {"wants_code": "no"},
            {"named": "one", "name": "Ada"},
            {"channel": "pigeon"},
            {"submission": "x"},
        ],
    )
    def test_with_something_wrong_keeps_nothing(
        self, browser: Client, path: str, wrong: dict[str, str]
    ) -> None:
        answer = browser.post(path, {**hidden(browser, path), **self.SAID, **wrong})
        assert (answer.status_code, Case.objects.count()) == (200, 0)
        assert answer.context["form"].errors

    def test_without_a_procedure_says_what_is_missing(self, browser: Client) -> None:
        page = browser.get(reverse("case_intake")).content.decode()
        assert "A case needs a version of the procedure that is in force" in page


class TestTemplates:
    def test_begin_an_acknowledgement(self, browser: Client, handler: User) -> None:
        case = case_at(State.TRIAGE, by=handler)
        template = ReplyTemplateFactory(text="Thank you for telling us.")
        path = address(case, "acknowledge")
        assert template.name in browser.get(path).content.decode()
        form = browser.get(f"{path}?template={template.public_id}").context["form"]
        assert form["opening"].value() == "Thank you for telling us."

    def test_are_written_changed_and_kept_with_their_history(
        self, browser: Client, handler: User
    ) -> None:
        said = {"name": "First", "used_for": "answer", "text": "We looked."}
        browser.post(reverse("reply_template_new"), said)
        row = ReplyTemplate.objects.get()
        path = reverse("reply_template", args=[row.public_id])
        browser.post(path, {**hidden(browser, path), **said, "text": "We looked again."})
        texts = [(old.text, old.history_user) for old in row.history.order_by("history_id")]
        assert texts == [("We looked.", handler), ("We looked again.", handler)]
        browser.post(reverse("reply_template_retire", args=[row.public_id]))
        assert browser.get(path).status_code == 404
        assert ReplyTemplate.objects.count() == 1

    def test_changed_meanwhile_are_not_overwritten_unseen(self, browser: Client) -> None:
        row = ReplyTemplateFactory(text="One")
        path = reverse("reply_template", args=[row.public_id])
        seen = hidden(browser, path)
        ReplyTemplate.objects.filter(pk=row.pk).update(text="Two")
        said = {"name": row.name, "used_for": row.used_for, "text": "Three"}
        answer = browser.post(path, {**seen, **said})
        assert answer.context["form"]["text"].value() == "Three"
        assert ReplyTemplate.objects.get().text == "Two"


def test_what_is_written_to_the_person_is_sealed(handler: User) -> None:
    case = a_case()
    send(handler, case, "write", words="We have it.")
    entry = case.entries.get(kind=EntryKind.MESSAGE)
    assert b"We have it." not in bytes(entry.words_sealed or b"")
    assert read(entry, "words_sealed", key=key_of(case)) == {"words": "We have it."}
