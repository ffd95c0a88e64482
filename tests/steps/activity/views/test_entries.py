from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from imroc_ei.people.models import User
from steps.enums import ActivityStatus, Audience
from steps.models import Activity, Evidence
from tests.clients import signed_in
from tests.factories import ActivityFactory, EvidenceFactory
from tests.html import main_words, page_of, words_of
from tests.steps.answers import answers
from tests.uploads.test_files import PDF, picture
from tests.world import Plan


def edit_of(entry: Activity) -> str:
    return reverse("activity_edit", args=[entry.public_id])


def test_public_page_shows_what_is_for_the_public(plan: Plan) -> None:
    entry = ActivityFactory(
        checked=True,
        minutes=77,
        check_note="Well said",
        logged_by__name="Robin Rare",
        what_happened="A talk\nTwo parts",
        learned="Start early",
        steps=[plan.steps["key-events"]],
    )
    EvidenceFactory(activity=entry, text="They liked it", from_whom="affected")
    words = main_words(Client().get(entry.get_absolute_url()).content)
    shown = ("A talk", "Two parts", "Start early", "They liked it", "People most affected")
    assert [text for text in shown if text not in words] == []
    hidden = ("Robin Rare", "77", "Well said", "Who can see it", "Edit")
    assert [text for text in hidden if text in words] == []


def test_each_statement_says_the_aims_that_it_serves_itself(plan: Plan) -> None:
    slugs = ("training", "social-media-goals", "own-culture")
    entry = ActivityFactory(checked=True, steps=[plan.steps[slug] for slug in slugs])
    page = page_of(Client().get(entry.get_absolute_url()).content)
    rows = {words_of(row) for row in page.xpath('//dl[@class="summary"]//li')}
    assert rows == {
        "Training for consultants Shows in aims 1, 3, 4 and 5",
        "Social media goals Shows in aims 4 and 5",
        "Knowing our own culture Aim 2: A culture of compassion",
    }


@pytest.mark.django_db
def test_public_page_names_who_asked_for_it() -> None:
    entry = ActivityFactory(checked=True, show_name=True, logged_by__name="Robin Rare")
    assert "Robin Rare" in main_words(Client().get(entry.get_absolute_url()).content)


@pytest.mark.parametrize("field", ["minutes", "check_note"])
def test_colleagues_do_not_see_what_is_the_author_s(consultant: User, field: str) -> None:
    entry = ActivityFactory(**{field: 4321})
    assert "4321" not in main_words(signed_in(consultant).get(entry.get_absolute_url()).content)
    assert "4321" in main_words(signed_in(entry.logged_by).get(entry.get_absolute_url()).content)


def test_edit_changes_the_entry(consultant: User, plan: Plan) -> None:
    entry = ActivityFactory(logged_by=consultant)
    given = answers(version="1", what_happened="New words", steps=["own-culture", "key-events"])
    answer = signed_in(consultant).post(edit_of(entry), given)
    assert answer.status_code == 302
    entry.refresh_from_db()
    assert (entry.what_happened, entry.version, entry.steps.count()) == ("New words", 2, 2)


def test_second_editor_is_told_what_changed_and_keeps_what_they_typed(
    consultant: User, plan: Plan
) -> None:
    entry = ActivityFactory(logged_by=consultant)
    client = signed_in(consultant)
    client.post(edit_of(entry), answers(version="1", what_happened="From my phone"))
    answer = client.post(edit_of(entry), answers(version="1", what_happened="From my desk"))
    page = page_of(answer.content)
    assert "This entry was changed meanwhile" in main_words(answer.content)
    assert "From my phone" in words_of(page.xpath("//main//dl")[0])
    assert page.xpath("//textarea[@name='what_happened']")[0].text.strip() == "From my desk"
    assert Activity.objects.get().what_happened == "From my phone"
    client.post(
        edit_of(entry),
        answers(version=page.xpath("//input[@name='version']/@value")[0], what_happened="Mine"),
    )
    assert Activity.objects.get().what_happened == "Mine"


def test_edit_keeps_a_step_that_has_left_the_plan(consultant: User, plan: Plan) -> None:
    step = plan.steps["own-culture"]
    entry = ActivityFactory(logged_by=consultant, steps=[step])
    step.state = "retired"
    step.save()
    client = signed_in(consultant)
    page = page_of(client.get(edit_of(entry)).content)
    assert page.xpath("//input[@name='steps'][@checked]/@value") == ["own-culture"]
    new = page_of(client.get(reverse("activity_new")).content)
    assert new.xpath("//input[@value='own-culture']") == []


def test_date_button_on_the_edit_page_changes_the_date_alone(consultant: User, plan: Plan) -> None:
    entry = ActivityFactory(logged_by=consultant)
    answer = signed_in(consultant).post(
        edit_of(entry), answers(version="1", set="month", what_happened="")
    )
    page = page_of(answer.content)
    assert page.xpath("//input[@name='when_day']/@value") == [""]
    assert page.xpath("//input[@name='version']/@value") == ["1"]
    assert page.xpath("//*[normalize-space()='There is a problem']") == []


def test_withdrawn_entry_is_its_author_s_alone_and_comes_back(
    consultant: User, second: User
) -> None:
    entry = ActivityFactory(logged_by=consultant)
    client = signed_in(consultant)
    client.post(reverse("activity_withdraw", args=[entry.public_id]))
    assert signed_in(second).get(entry.get_absolute_url()).status_code == 404
    assert entry.title in main_words(client.get(reverse("activities") + "?mine=1").content)
    assert "Put it back" in main_words(client.get(entry.get_absolute_url()).content)
    client.post(reverse("activity_restore", args=[entry.public_id]))
    assert Activity.objects.get().status == ActivityStatus.SAVED


def test_deleted_for_good_is_gone(consultant: User) -> None:
    entry = ActivityFactory(logged_by=consultant, withdrawn=True)
    answer = signed_in(consultant).post(
        reverse("activity_delete", args=[entry.public_id]), follow=True
    )
    assert "Deleted for good." in main_words(answer.content)
    assert Activity.objects.count() == 0


def test_saved_entry_is_withdrawn_before_it_is_deleted(consultant: User) -> None:
    entry = ActivityFactory(logged_by=consultant)
    address = reverse("activity_delete", args=[entry.public_id])
    assert signed_in(consultant).post(address).status_code == 302
    assert Activity.objects.count() == 1


def test_file_is_handed_out_as_an_attachment_to_who_may_read_the_entry(
    consultant: User, second: User, plan: Plan
) -> None:
    client = signed_in(consultant)
    file = SimpleUploadedFile("../Our notes.pdf", PDF, content_type="text/html")
    given: dict[str, Any] = answers(file=file, audience="only-me", file_from="outside")
    client.post(reverse("activity_new"), given)
    evidence = Evidence.objects.get()
    answer = client.get(evidence.get_absolute_url())
    assert answer.getvalue() == PDF
    assert {
        name: answer.headers[name]
        for name in ("Content-Disposition", "Content-Type", "X-Content-Type-Options")
    } == {
        "Content-Disposition": 'attachment; filename="Our notes.pdf"',
        "Content-Type": "application/pdf",
        "X-Content-Type-Options": "nosniff",
    }
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "notes" not in str(evidence.file.name)
    assert signed_in(second).get(evidence.get_absolute_url()).status_code == 404
    assert Client().get(evidence.get_absolute_url()).status_code == 404


def test_file_that_is_gone_from_the_disk_is_not_found(consultant: User, plan: Plan) -> None:
    client = signed_in(consultant)
    client.post(reverse("activity_new"), answers(file=SimpleUploadedFile("a.pdf", PDF)))
    evidence = Evidence.objects.get()
    evidence.file.storage.delete(str(evidence.file.name))
    assert client.get(evidence.get_absolute_url()).status_code == 404


def test_file_that_lies_is_refused_and_the_words_are_kept(consultant: User, plan: Plan) -> None:
    file = SimpleUploadedFile("a.pdf", picture("PNG"), content_type="application/pdf")
    answer = signed_in(consultant).post(reverse("activity_new"), answers(file=file))
    page = page_of(answer.content)
    assert "This file is a PNG picture" in main_words(answer.content)
    assert "Choose it again" in main_words(answer.content)
    assert page.xpath("//textarea[@name='what_happened']")[0].text.strip() == (
        "We opened a reflective space"
    )
    assert (Activity.objects.count(), Evidence.objects.count()) == (0, 0)


def test_draft_keeps_a_file_and_says_when_it_cannot(consultant: User, plan: Plan) -> None:
    client = signed_in(consultant)
    bad = SimpleUploadedFile("a.pdf", b"MZ" + b"\x00" * 99)
    answer = client.post(reverse("activity_new"), answers(file=bad, save="draft"), follow=True)
    assert "The file is not in it." in main_words(answer.content)
    good = SimpleUploadedFile("b.pdf", PDF)
    answer = client.post(reverse("activity_new"), answers(file=good, save="draft"), follow=True)
    assert "Files in this draft: b.pdf" in main_words(answer.content)


def test_evidence_is_added_and_taken_away(consultant: User) -> None:
    entry = ActivityFactory(logged_by=consultant)
    client = signed_in(consultant)
    given = {"link": "example.org/page", "link_title": "A page", "account": "They said so"}
    client.post(reverse("evidence_add", args=[entry.public_id]), given)
    assert list(entry.evidence.values_list("kind", "url", "text")) == [
        ("account", "", "They said so"),
        ("link", "https://example.org/page", "A page"),
    ]
    first = entry.evidence.all()[0]
    client.post(reverse("evidence_remove", args=[entry.public_id, first.public_id]))
    assert [evidence.kind for evidence in entry.evidence.all()] == ["link"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "ftp://a.org", "x"])
def test_address_that_is_no_web_address_is_refused(consultant: User, address: str) -> None:
    entry = ActivityFactory(logged_by=consultant)
    answer = signed_in(consultant).post(
        reverse("evidence_add", args=[entry.public_id]), {"link": address}
    )
    assert "Write the whole address" in main_words(answer.content)
    assert Evidence.objects.count() == 0


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        (Audience.ONLY_ME, 404),
        (Audience.TEAM, 404),
        (Audience.CONSULTANTS, 403),
        (Audience.PUBLIC, 403),
    ],
)
@pytest.mark.parametrize("name", ["activity_edit", "activity_withdraw", "evidence_add"])
def test_entry_of_somebody_else_cannot_be_changed(
    consultant: User, audience: Audience, expected: int, name: str
) -> None:
    entry = ActivityFactory(audience=audience)
    address = reverse(name, args=[entry.public_id])
    client = signed_in(consultant)
    assert (client.get(address).status_code, client.post(address).status_code) == (
        expected,
        expected,
    )


def test_withdrawn_entry_has_no_heading_over_nothing(consultant: User) -> None:
    entry = ActivityFactory(logged_by=consultant, withdrawn=True)
    page = page_of(signed_in(consultant).get(entry.get_absolute_url()).content)
    assert page.xpath("//*[@id='evidence']") == []
