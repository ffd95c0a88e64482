from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from time_machine import TimeMachineFixture

from feedback.door import network
from feedback.enums import Kind, ReplyBy
from feedback.models import Case, CaseEntry, Draft, FeedbackChoices, ProcedureVersion
from feedback.vault.codes import derive
from feedback.vault.sealed import key_of, read
from imroc_ei.organisation.models import Organisation
from tests.factories import UserFactory
from tests.feedback.journey.browsing import Browser, People
from tests.html import page_of, words_of
from tests.uploads.test_files import PDF

pytestmark = pytest.mark.django_db

LONG_WAY: list[tuple[str, dict[str, Any]]] = [
    ("What would you like to do?", {"kind": "complaint"}),
    ("Is anyone in danger now?", {"danger": "no"}),
    ("What happened?", {"what_happened": "They shouted.\nTwice."}),
    ("Roughly when was it?", {"when": "last spring"}),
    ("Where was it, or in which piece of work?", {"where": "the garden"}),
    ("Who was it about?", {"who": "a trainer"}),
    ("How did it affect you?", {"effect": "I left."}),
    ("What should happen now?", {"wanted": "A talk."}),
    ("Have you told anyone before?", {"told_before": "No."}),
    ("Is this for yourself or for someone else?", {"for_whom": "else"}),
    ("Do they agree that you tell us?", {"they_agree": "unknown"}),
    ("Is it about how we used your personal information?", {"about_my_data": "no"}),
    ("Do you want to give your name?", {"named": "yes"}),
    ("Your name", {"name": "Grace"}),
    ("How should we answer you?", {"reply_by": "email"}),
    ("Where do we reach you safely?", {"reach": "grace@example.org", "safely": "mornings"}),
    ("What would help you?", {"formats": ["easy-read", "bsl"], "support": "slow speech"}),
    ("What may we tell other people?", {"share": "not my name"}),
    ("May we publish what we learn from this?", {"publish": "ask"}),
    ("Who will read this", {}),
]
SAID = {name: value for _title, typed in LONG_WAY for name, value in typed.items()}
ENDS = [
    ("/feedback/", "That is enough: check and send"),
    ("/feedback/easy/", "I am done. Look and send"),
]
APART = ("name", "reach", "safely")


def tell(**answers: str) -> Browser:
    """Answer these questions, leave the others empty, and come to the last page."""
    browser = Browser().go("/feedback/tell/kind/")
    while browser.at != "/feedback/check/":
        named = browser.asks_for()
        browser.press(**{name: value for name, value in answers.items() if name in named})
    return browser


def words_of_case(case: Case) -> dict[str, Any]:
    found: dict[str, Any] = read(case.entries.get(), "words_sealed", key=key_of(case))
    return found


def test_long_way_asks_one_question_a_page_and_keeps_every_answer(people: People) -> None:
    browser = Browser().go("/feedback/tell/kind/")
    titles = []
    for _title, typed in LONG_WAY:
        titles.append(browser.title)
        browser.press(**typed)
    assert titles == [title for title, _typed in LONG_WAY]
    assert browser.title == "Check your answers"
    browser.press()
    assert browser.title == "We have it. Thank you for telling us"
    case = Case.objects.get()
    said = {name: value for name, value in SAID.items() if name not in APART}
    assert words_of_case(case) == {**said, "easy": False}
    assert read(case, "name_sealed", key=key_of(case)) == {"name": "Grace", "one": False}
    assert read(case, "reach_sealed", key=key_of(case)) == {
        "reach": "grace@example.org",
        "safely": "mornings",
    }
    assert (case.kind, case.reply_by) == (Kind.COMPLAINT, ReplyBy.EMAIL)


def test_every_answer_may_be_empty_but_what_happened(people: People) -> None:
    tell(what_happened="They shouted.").press()
    case = Case.objects.get()
    given = {name: value for name, value in words_of_case(case).items() if value}
    assert given == {"kind": "concern", "what_happened": "They shouted.", "reply_by": "code"}


def test_what_was_skipped_is_not_given(people: People) -> None:
    answers = tell(what_happened="They shouted.").answers
    assert answers.pop("What happened") == "They shouted."
    assert set(answers.values()) == {"Not given"}


@pytest.mark.parametrize("kind", ["thanks", "idea", "library", "wording"])
def test_short_way_asks_three_questions(people: People, kind: str) -> None:
    browser = Browser().go("/feedback/tell/kind/").press(kind=kind)
    asked = []
    while browser.at != "/feedback/check/":
        asked.append(browser.at)
        browser.press(**{"what_happened": "Good."} if "textarea" in str(browser.content) else {})
    assert asked == ["/feedback/tell/what-happened/", "/feedback/tell/reply/"]
    assert b"/feedback/leave/" not in browser.content


@pytest.mark.parametrize(
    ("answers", "has_code"),
    [
        ({"reply_by": "none"}, False),
        ({"reply_by": "email", "reach": "a@example.org"}, False),
        ({"reply_by": "email", "reach": ""}, True),
        ({"reply_by": "code"}, True),
        ({}, True),
    ],
)
def test_short_way_gives_a_code_only_where_a_reply_needs_one(
    people: People, answers: dict[str, str], has_code: bool
) -> None:
    browser = tell(kind="thanks", what_happened="Good.", **answers).press()
    case = Case.objects.get()
    assert (case.code_look_up is not None) == has_code
    assert (b'id="code"' in browser.content) == has_code


@pytest.mark.parametrize(("kind", "offered"), [("complaint", True), ("thanks", False)])
def test_questions_about_people_offer_to_leave_quickly_after_a_complaint(
    people: People, kind: str, offered: bool
) -> None:
    FeedbackChoices.objects.create(pk=1, asks_about_people=True)
    browser = tell(kind=kind, what_happened="They shouted.").press()
    browser.go("/feedback/questions-about-you/")
    assert browser.title == "Questions about you"
    assert (b'href="/feedback/leave/"' in browser.content) == offered


def test_code_opens_the_case_and_survives_reloading(people: People) -> None:
    browser = tell(kind="complaint", what_happened="They shouted.").press()
    code = browser.code
    assert browser.go("/feedback/sent/").code == code
    case = Case.objects.get()
    assert bytes(case.code_look_up or b"") == derive(code.replace(" ", "")).look_up
    assert case.reference in browser.words


def test_confirmation_names_the_days_of_the_version_in_force(
    people: People, time_machine: TimeMachineFixture
) -> None:
    # A Friday evening before a bank holiday: 31 August 2026.
    time_machine.move_to("2026-08-28T19:00:00+01:00", tick=True)
    ProcedureVersion.objects.update(acknowledge_days=2, answer_days=4)
    words = tell(kind="complaint", what_happened="They shouted.").press().words
    assert "By 2 September 2026 a person has read it" in words
    assert "By 8 September 2026 at the latest you have an answer" in words


def test_code_goes_when_the_person_has_kept_it(people: People) -> None:
    browser = tell(kind="complaint", what_happened="They shouted.").press()
    browser.press()
    assert browser.at == "/feedback/?kept=1"
    assert Draft.objects.count() == 0
    assert browser.client.cookies["feedback"].value == ""
    assert browser.go("/feedback/sent/").title == "Nothing is kept here"


def test_words_are_gone_from_the_draft_once_they_are_sent(people: People) -> None:
    browser = tell(kind="complaint", what_happened="They shouted.").press()
    for question in ("kind", "what-happened"):
        assert browser.go(f"/feedback/tell/{question}/").at == "/feedback/sent/"


def test_sending_three_times_is_one_case(people: People) -> None:
    browser = tell(kind="complaint", what_happened="They shouted.")
    sent = browser.fields()
    for _time in range(3):
        answer = browser.client.post("/feedback/check/", sent)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/feedback/sent/")
    assert (Case.objects.count(), CaseEntry.objects.count()) == (1, 1)


def test_form_replayed_after_the_code_was_kept_is_refused(people: People) -> None:
    browser = tell(kind="complaint", what_happened="They shouted.")
    sent = browser.fields()
    browser.press().press()
    assert browser.client.post("/feedback/check/", sent).status_code == 403
    assert Case.objects.count() == 1


def test_going_back_keeps_what_was_typed_and_says_nothing_of_it_being_empty(
    people: People,
) -> None:
    browser = Browser().go("/feedback/tell/when/").press("back", when="in May")
    assert browser.at == "/feedback/tell/what-happened/"
    browser.press("back", what_happened="")
    assert (browser.at, browser.problems) == ("/feedback/tell/danger/", [])
    assert browser.go("/feedback/tell/when/").fields()["when"] == ["in May"]


def test_page_keeps_what_is_being_typed(people: People) -> None:
    browser = Browser().go("/feedback/tell/effect/")
    sent = {**browser.fields(), "effect": "I le"}
    answer = browser.client.post("/feedback/tell/effect/?keep=1", sent)
    assert (answer.status_code, answer.content) == (204, b"")
    assert browser.go("/feedback/tell/effect/").fields()["effect"] == ["I le"]
    browser.client.post("/feedback/tell/effect/?keep=1", {**sent, "effect": "a" * 200_001})
    assert browser.go("/feedback/tell/effect/").fields()["effect"] == ["I le"]


@pytest.mark.parametrize(("root", "end"), ENDS)
def test_every_question_after_what_happened_offers_to_check_and_send(
    people: People, root: str, end: str
) -> None:
    browser = Browser().go(f"{root}tell/kind/")
    offered = []
    for _title, typed in LONG_WAY:
        offered.append(end in browser.words)
        browser.press(**typed)
    assert offered == [False] * 3 + [True] * 16 + [False]


@pytest.mark.parametrize("root", ["/feedback/", "/feedback/easy/"])
def test_going_straight_to_the_answers_keeps_what_is_typed(people: People, root: str) -> None:
    browser = Browser().go(f"{root}tell/what-happened/").press(what_happened="They shouted.")
    browser.press("end", when="in May")
    assert (browser.at, browser.answers["When"]) == (f"{root}check/", "in May")
    browser.press()
    assert words_of_case(Case.objects.get())["when"] == "in May"


@pytest.mark.parametrize("root", ["/feedback/", "/feedback/easy/"])
def test_page_of_answers_leads_straight_to_sending(people: People, root: str) -> None:
    page = page_of(Browser().go(f"{root}tell/effect/").press().go(f"{root}check/").content)
    assert len(page.xpath("//a[@href='#send']")) == 1
    assert page.get_element_by_id("send").xpath(".//button")[-1].get("name") is None


def test_more_files_than_are_read_at_once_gets_a_page_that_says_so(people: People) -> None:
    browser = tell(what_happened="They shouted.")
    files = [SimpleUploadedFile(f"{number}.pdf", PDF) for number in range(101)]
    answer = browser.client.post("/feedback/check/", {**browser.fields(), "files": files})
    page = page_of(answer.content)
    assert answer.status_code == 413
    assert words_of(page.find(".//h1")) == "That is too many files at once"
    assert page.xpath("//main//p[@class='buttons']/a/@href") == ["/feedback/", "/"]
    assert browser.go("/feedback/check/").answers["What happened"] == "They shouted."


def test_going_straight_to_the_answers_asks_first_what_the_answer_brings_up(
    people: People,
) -> None:
    browser = Browser().go("/feedback/tell/what-happened/").press(what_happened="They shouted.")
    browser.go("/feedback/tell/reply/").press("end", reply_by="email")
    assert browser.at == "/feedback/tell/reach/?from=answers"
    browser.press(reach="a@example.org")
    assert browser.at == "/feedback/check/"


def test_going_straight_to_the_answers_says_what_cannot_be_taken(people: People) -> None:
    browser = Browser().go("/feedback/tell/what-happened/").press(what_happened="They shouted.")
    browser.go("/feedback/tell/when/").press("end", when="a" * 501)
    assert browser.problems == ["Write at most 500 characters here. This has 501."]
    browser.go("/feedback/tell/what-happened/").press("end", what_happened="")
    assert len(browser.problems) == 1


def test_other_words_ask_the_same_question_and_keep_what_was_typed(people: People) -> None:
    browser = Browser().go("/feedback/tell/effect/").press("other", effect="I left.")
    assert browser.at == "/feedback/easy/tell/effect/"
    assert browser.fields()["effect"] == ["I left."]
    browser.press("other", effect="I ran.")
    assert (browser.at, browser.fields()["effect"]) == ("/feedback/tell/effect/", ["I ran."])


def test_two_tabs_lose_nothing(people: People) -> None:
    first = Browser().go("/feedback/tell/effect/")
    first.press(effect="")
    second = Browser()
    second.client = first.client
    second.go("/feedback/tell/where/")
    first.go("/feedback/tell/effect/").press(effect="I left.")
    second.press(where="the garden")
    answers = first.go("/feedback/check/").answers
    assert (answers["Where"], answers["How it affected you"]) == ("the garden", "I left.")


def test_what_cannot_be_taken_is_kept_as_typed_and_reloading_asks_nothing(
    people: People,
) -> None:
    browser = Browser().go("/feedback/tell/reply/").press(reply_by="email")
    browser.press(reach="nobody at home", safely="mornings")
    wrong = "Write an e-mail address, like name@example.org, or leave it empty."
    for _time in range(2):
        assert browser.problems == [wrong]
        assert browser.fields()["reach"] == ["nobody at home"]
        assert browser.fields()["safely"] == ["mornings"]
        browser.go(browser.at)
    assert b"<title>Error: " in browser.content
    browser.press(reach="a@example.org")
    assert browser.at == "/feedback/tell/support/"


def test_page_that_said_what_was_wrong_shows_what_came_since(people: People) -> None:
    browser = Browser().go("/feedback/tell/reply/").press(reply_by="email")
    wrong = browser.press(reach="nowhere").at
    browser.press(reach="a@example.org")
    browser.go(wrong)
    assert (browser.problems, browser.fields()["reach"]) == ([], ["a@example.org"])


def test_empty_what_happened_is_asked_for_once_and_again_at_sending(people: People) -> None:
    needed = "Write what happened, in as few words as you like. Nothing else has to be told."
    browser = Browser().go("/feedback/tell/what-happened/").press()
    assert browser.problems == [needed]
    browser.go("/feedback/check/").press()
    assert (browser.title, browser.problems) == ("What happened?", [needed])
    browser.press(what_happened="They shouted.")
    assert browser.at == "/feedback/check/"
    assert Case.objects.count() == 0


def test_too_long_an_answer_is_kept_and_the_figures_said(people: People) -> None:
    browser = Browser().go("/feedback/tell/what-happened/").press(what_happened="a" * 50_001)
    assert browser.problems == ["Write at most 50,000 characters here. This has 50,001."]
    assert browser.fields()["what_happened"] == ["a" * 50_001]


def test_far_too_long_an_answer_is_given_back_and_not_kept(people: People) -> None:
    browser = Browser().go("/feedback/tell/what-happened/")
    sent = {**browser.fields(), "what_happened": "a" * 300_000}
    answer = browser.client.post(browser.at, sent)
    assert answer.status_code == 200
    assert b"a" * 300_000 in answer.content
    assert Draft.objects.count() == 0


def test_changing_an_answer_comes_back_to_all_of_them(people: People) -> None:
    browser = tell(kind="complaint", what_happened="They shouted.")
    browser.go("/feedback/tell/effect/?from=answers").press(effect="I left.")
    assert (browser.at, browser.answers["How it affected you"]) == ("/feedback/check/", "I left.")


def test_changed_answer_that_brings_up_a_question_asks_it_first(people: People) -> None:
    browser = tell(kind="complaint", what_happened="They shouted.")
    browser.go("/feedback/tell/name/?from=answers").press(named="yes")
    assert browser.at == "/feedback/tell/your-name/?from=answers"
    browser.press(name="Grace")
    assert (browser.at, browser.answers["Your name"]) == ("/feedback/check/", "Grace")


def test_changing_from_a_complaint_to_thanks_sends_nothing_of_the_complaint(
    people: People,
) -> None:
    browser = tell(kind="complaint", danger="yes", what_happened="They sang.", effect="I left.")
    browser.go("/feedback/tell/kind/?from=answers").press(kind="thanks")
    assert list(browser.answers) == [
        "What you would like to do",
        "Your thanks",
        "How we answer you",
    ]
    browser.press()
    case = Case.objects.get()
    given = {name: value for name, value in words_of_case(case).items() if value}
    assert given == {"kind": "thanks", "what_happened": "They sang.", "reply_by": "code"}
    assert not case.urgent


def test_changing_from_thanks_to_a_complaint_goes_through_its_questions(people: People) -> None:
    browser = tell(kind="thanks", what_happened="They sang.")
    browser.go("/feedback/tell/kind/?from=answers").press(kind="complaint")
    assert browser.at == "/feedback/tell/danger/"


def test_danger_names_whom_to_ring_at_once_and_goes_on(people: People) -> None:
    browser = Browser().go("/feedback/tell/danger/")
    assert "ring 999 first" in browser.words
    assert "What we pass on, even if you ask us not to" in browser.words
    browser.press(danger="yes")
    assert (browser.at, browser.title) == ("/feedback/tell/help-now/", "Ring somebody now")
    assert b'href="tel:999"' in browser.content
    browser.press()
    assert browser.at == "/feedback/tell/what-happened/"
    tell_on = browser.press(what_happened="They have a knife.").go("/feedback/check/").press()
    assert "Today: everybody who may read it is told that it is urgent." in tell_on.words
    assert Case.objects.get().urgent


def test_handlers_are_named_and_whoever_is_ticked_is_kept_out(people: People) -> None:
    browser = Browser().go("/feedback/tell/what-happened/").press(what_happened="They shouted.")
    browser.go("/feedback/tell/readers/")
    assert "Ada Lovelace: not this person" in browser.words
    assert "Bea Byron: not this person" in browser.words
    browser.press(not_these=[people.ada.public_id])
    assert browser.words.partition("Who will read it ")[2].startswith("Bea Byron Leave this empty")
    browser.press()
    case = Case.objects.get()
    assert list(Case.objects.visible_to(people.ada)) == []
    assert list(Case.objects.visible_to(people.bea)) == [case]


def test_ticking_every_handler_leaves_the_outside_contact_and_says_so(people: People) -> None:
    browser = Browser().go("/feedback/tell/what-happened/").press(what_happened="They shouted.")
    browser.go("/feedback/tell/readers/")
    assert "Then our outside contact reads it: Olu Outside." in browser.words
    browser.press(not_these=[people.ada.public_id, people.bea.public_id])
    assert "No handler here: our outside contact, Olu Outside." in browser.words
    browser.press()
    seen = {
        person.name: Case.objects.visible_to(person).count()
        for person in (people.ada, people.bea, people.outside)
    }
    assert seen == {"Ada Lovelace": 0, "Bea Byron": 0, "Olu Outside": 1}


def test_handler_who_came_after_the_names_were_shown_is_not_let_in(people: People) -> None:
    browser = tell(what_happened="They shouted.")
    late = UserFactory(name="Late Comer", roles=["handler"])
    assert "Late Comer" not in browser.go("/feedback/check/").words
    browser.press()
    assert list(Case.objects.visible_to(late)) == []


def test_page_of_answers_names_who_reads_it_where_no_question_did(people: People) -> None:
    browser = Browser().go("/feedback/tell/what-happened/").press(what_happened="They shouted.")
    browser.press("end")
    sent = browser.fields()
    late = UserFactory(name="Late Comer", roles=["handler"])
    browser.client.post(browser.at, sent)
    assert list(Case.objects.visible_to(late)) == []
    assert Case.objects.visible_to(people.ada).count() == 1


def test_names_of_readers_that_are_none_change_nothing(people: People) -> None:
    browser = tell(what_happened="They shouted.")
    odd = ["\x00", "nobody", people.outside.public_id, people.bea.public_id]
    browser.press(not_these=[], readers=odd)
    case = Case.objects.get()
    seen = [Case.objects.visible_to(who).count() for who in (people.ada, people.bea)]
    assert (seen, list(Case.objects.visible_to(people.outside))) == ([0, 1], [])
    assert case.entries.count() == 1


def test_name_for_one_is_for_one(people: People) -> None:
    tell(
        what_happened="They shouted.", named="one", name="Grace", named_to=people.bea.public_id
    ).press()
    case = Case.objects.get()
    assert case.name_for == people.bea
    assert read(case, "name_sealed", key=key_of(case)) == {"name": "Grace", "one": True}


def test_start_page_sets_no_cookie(people: People) -> None:
    client = Client()
    for address in ("/feedback/", "/feedback/easy/"):
        assert list(client.get(address).cookies) == []


@pytest.mark.parametrize("root", ["/feedback/", "/feedback/easy/"])
def test_start_page_rings_who_helps_at_once(people: People, root: str) -> None:
    page = page_of(Browser().go(root).content)
    assert page.xpath("//a[starts-with(@href, 'tel:')]/@href") == ["tel:999", "tel:116123"]


def test_closed_form_says_how_to_reach_a_person(people: People) -> None:
    Organisation.objects.update(rooms=[])
    browser = Browser()
    for address in ("", "tell/kind/", "check/", "sent/"):
        browser.go(f"/feedback/{address}")
        assert "The form is not open now." in browser.words
        browser.go(f"/feedback/easy/{address}")
        assert "You cannot write here now." in browser.words


def at_a_wrong_address() -> Browser:
    browser = Browser().go("/feedback/tell/kind/").press(kind="complaint")
    browser.go("/feedback/tell/reply/").press(reply_by="email")
    assert browser.at == "/feedback/tell/reach/"
    return browser


def test_going_back_asks_nobody_to_put_right_what_they_typed(people: People) -> None:
    browser = at_a_wrong_address().press("back", reach="ann@exa")
    assert (browser.at, browser.problems) == ("/feedback/tell/reply/", [])
    browser.press()
    assert (browser.at, browser.fields()["reach"]) == ("/feedback/tell/reach/", ["ann@exa"])
    assert browser.problems != []
    browser.press(reach="ann@example.org").go("/feedback/tell/reach/")
    assert (browser.fields()["reach"], browser.problems) == (["ann@example.org"], [])


def test_other_words_say_what_is_wrong_with_what_was_typed(people: People) -> None:
    browser = at_a_wrong_address().press("other", reach="ann@exa")
    assert browser.at == "/feedback/easy/tell/reach/?again=1"
    assert browser.fields()["reach"] == ["ann@exa"]
    assert browser.problems == ["Write an e-mail address. It looks like name@example.org."]


def test_what_is_half_typed_is_kept_and_gives_way_to_the_whole(people: People) -> None:
    browser = at_a_wrong_address()
    for typed in ("ann@exa", "ann@example.org"):
        data = {**browser.fields(), "reach": typed}
        assert browser.client.post(f"{browser.at}?keep=1", data).status_code == 204
        assert browser.go(browser.at).fields()["reach"] == [typed]


@pytest.mark.parametrize("root", ["/feedback/", "/feedback/easy/"])
def test_closed_form_still_leads_to_help_and_to_what_was_told_before(
    people: People, root: str
) -> None:
    Organisation.objects.update(rooms=[])
    page = page_of(Browser().go(root).content)
    assert page.xpath("//main//a[not(starts-with(@href, 'mailto:'))]/@href") == [
        "tel:999",
        "tel:116123",
        f"{root}follow-up/",
    ]


def test_form_that_closes_meanwhile_still_takes_what_was_begun(people: People) -> None:
    browser = tell(kind="complaint", what_happened="They shouted.")
    Organisation.objects.update(rooms=[])
    browser.go("/feedback/tell/effect/").press(effect="I left.").go("/feedback/check/").press()
    assert browser.title == "We have it. Thank you for telling us"
    assert Case.objects.count() == 1


def test_without_a_procedure_nothing_is_lost_and_the_page_says_so(people: People) -> None:
    browser = tell(kind="complaint", what_happened="They shouted.")
    ProcedureVersion.objects.update(state="draft", in_force_from=None, review_on=None)
    answer = browser.client.post("/feedback/check/", browser.fields())
    assert answer.status_code == 503
    assert "We could not take it just now. Nothing is lost" in answer.content.decode()
    assert browser.go("/feedback/check/").answers["What happened"] == "They shouted."


@pytest.mark.parametrize("root", ["/feedback/", "/feedback/easy/"])
def test_too_many_sendings_from_a_network_lose_nothing(
    people: People, monkeypatch: pytest.MonkeyPatch, root: str
) -> None:
    monkeypatch.setattr(network, "SENDINGS", network.Limit(what="none", times=0, seconds=60))
    browser = Browser().go(f"{root}tell/what-happened/").press(what_happened="They shouted.")
    browser.press("end")
    answer = browser.client.post(browser.at, browser.fields())
    assert answer.status_code == 429
    assert "They shouted." in answer.content.decode()
    assert len(page_of(answer.content).xpath("//main//*[@role='alert']")) == 1
    assert Case.objects.count() == 0


def test_unknown_question_is_not_there(people: People) -> None:
    assert Client().get("/feedback/tell/everything/").status_code == 404


def test_draft_is_gone_after_a_day_and_the_page_says_so(
    people: People, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to("2026-03-03T09:00:00+00:00", tick=True)
    browser = tell(what_happened="They shouted.")
    time_machine.move_to("2026-03-04T09:30:00+00:00", tick=True)
    assert browser.go("/feedback/check/").title == "Nothing is kept here"


@pytest.mark.parametrize("site", ["same-origin", "none", None])
def test_leaving_forgets_and_clears(people: People, site: str | None) -> None:
    browser = tell(what_happened="They shouted.")
    headers = {"Sec-Fetch-Site": site} if site else {}
    answer = browser.client.get("/feedback/leave/", headers=headers)
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert (answer.cookies["feedback"].value, answer.cookies["feedback_case"].value) == ("", "")
    assert Draft.objects.count() == 0
    assert "What was typed has been deleted." in answer.content.decode()
    assert "history still lists the pages" in answer.content.decode()


def test_link_on_another_site_makes_nobody_lose_their_words(people: People) -> None:
    browser = tell(what_happened="They shouted.")
    answer = browser.client.get("/feedback/leave/", headers={"Sec-Fetch-Site": "cross-site"})
    assert list(answer.cookies) == []
    assert "has been deleted" not in answer.content.decode()
    assert browser.go("/feedback/check/").answers["What happened"] == "They shouted."


def test_leave_is_offered_on_concerns_and_complaints_alone(people: People) -> None:
    leave = b'href="/feedback/leave/"'
    browser = Browser().go("/feedback/tell/kind/")
    assert leave not in browser.content
    assert leave in browser.press(kind="complaint").content
    assert leave in browser.go("/feedback/check/").content
    browser.go("/feedback/tell/kind/").press(kind="idea")
    assert leave not in browser.content


@pytest.mark.parametrize("address", ["/feedback/", "/feedback/easy/"])
def test_start_page_asks_the_database_little(
    people: People, address: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(2):
        Client().get(address)


@pytest.mark.parametrize("more", [1, 3])
def test_names_of_handlers_cost_the_same_however_many(
    people: People, more: int, django_assert_num_queries: Any
) -> None:
    UserFactory.create_batch(more, roles=["handler"])
    browser = tell(what_happened="They shouted.")
    with django_assert_num_queries(4):
        browser.go("/feedback/tell/readers/")
    with django_assert_num_queries(4):
        browser.go("/feedback/check/")
