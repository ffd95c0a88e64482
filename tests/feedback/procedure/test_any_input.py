"""Whatever is typed into the forms about the procedure and its lessons, nothing breaks."""

from __future__ import annotations

import uuid

from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from feedback.models import Lesson, ProcedureVersion
from feedback.procedure.numbers import FIELDS
from tests.clients import signed_in
from tests.factories import ProcedureFactory, UserFactory

HOSTILE = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        [
            *("", " ", "\x00", "a\x00b", "\r\n\t\x0b\x1f", "\u202egnp.exe", "\ud7ff\uffff", "{}"),
            *("{acknowledge_days}", "{ acknowledge_days }", "{{ x }}", "{% now %}", "%(n)s %d"),
            *("<script>alert(1)</script>", "' OR 1=1 --", "[a](javascript:alert(1))", "# " * 50),
            *(
                "99999999999999999999",
                "9223372036854775808",
                "-1",
                "1e9",
                "٣",
                "𝟛",
                "½",
                "x" * 30_001,
            ),
        ]
    ),
)


class AnyInput(TestCase):
    owner: Client
    handler: Client

    @classmethod
    def setUpTestData(cls) -> None:
        ProcedureFactory(number=1)

    def setUp(self) -> None:
        self.owner = signed_in(UserFactory(roles=["owner"]))
        self.handler = signed_in(UserFactory(roles=["handler"]))

    def sent(self, client: Client, path: str, data: dict[str, str]) -> None:
        # So many forms in a moment would be slowed down.
        cache.clear()
        answer = client.post(path, data)
        assert answer.status_code in (200, 302), (path, answer.status_code)

    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
    @given(one=HOSTILE, two=HOSTILE)
    def test_no_form_breaks(self, one: str, two: str) -> None:
        version = "/feedback/procedure/edit/1/"
        data = dict.fromkeys(
            (
                *("text", "easy_text", "why", "seen", "changed", "lessons", "consulted_with"),
                *("review_on_day", "review_on_month", "review_on_year", "held_by", "number"),
                *("consulted_from_day", "consulted_from_month", "consulted_from_year"),
                *("start_from", "asks_about_people", *FIELDS),
            ),
            one,
        )
        data |= {"easy_text": two, "consulted_with": two, "held_by": two}
        pages = ("words/", "times/", "changes/", "asked/", "care/", "in-force/")
        for page in pages:
            self.sent(self.owner, version + page, data)
        for page in ("begin/", "settings/"):
            self.sent(self.owner, f"/feedback/procedure/edit/{page}", data)
        for client in (self.owner, Client()):
            assert client.get("/feedback/procedure/1/").status_code == 404
        assert self.owner.get(version).status_code == 200
        assert ProcedureVersion.objects.count() == 1

    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
    @given(one=HOSTILE, two=HOSTILE)
    def test_lesson_is_stored_once_or_not_at_all(self, one: str, two: str) -> None:
        path = "/feedback/cases/lessons/new/"
        data = {"you_said": one, "we_did": two, "steps": two, "quotes": "on"}
        for key in (str(uuid.uuid4()), one):
            before = Lesson.objects.count()
            for _twice in range(2):
                self.sent(self.handler, path, {**data, "form_key": key})
            assert Lesson.objects.count() - before in (0, 1)
        for lesson in Lesson.objects.all():
            draft = f"/feedback/cases/lessons/{lesson.public_id}/"
            assert self.handler.get(draft).status_code == 200
            self.sent(self.handler, f"{draft}edit/", {**data, "seen": one})
        assert Client().get(f"/feedback/what-we-learned/?page={two[:20]}").status_code == 200
