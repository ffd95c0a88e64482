import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from aims.models import Aim, Term, Vision
from imroc_ei.organisation.models import Organisation
from imroc_ei.people.models import User
from steps.enums import Confirmer, Level, Origin, StepKind, StepState
from steps.loader import Change, PlanError, Problem, Report, load_plan
from steps.management.commands.load_plan import IMROC
from steps.models import Placement, Step
from tests.factories import ActionFactory, ActivityFactory
from tests.steps.plan_files import GOOD, line_of, swapped, written
from tests.steps.published import AIMS, VISION

pytestmark = pytest.mark.django_db

GROW = 'short_name = "Grow"\nstatement = "To grow"'
ACT = '[[step]]\nslug = "act"\nshort_name = "Act"\nstatement = "To act well"\nreview_every = 3\n'
WITHOUT_ACT = ((ACT, ""), ('    "act",\n', ""))
WITHOUT_GROW = (
    (GOOD[GOOD.index('[[step]]\nslug = "grow"') : GOOD.index('[[step]]\nslug = "goals"')], ""),
    ('["grow", "goals"]', '["goals"]'),
    ('    "grow",\n', ""),
)
SECOND_AIM = GOOD[GOOD.index("[[aim]]\nnumber = 2") : GOOD.index('[[step]]\nslug = "grow"')]
WITHOUT_AIM_2 = ((SECOND_AIM, ""), ('["grow", "goals"]', '["grow", "goals", "act"]'))
WITHOUT_TERM = ((GOOD[GOOD.index("[[term]]") :], ""),)


def load(folder: Path, *swaps: tuple[str, str], check: bool = False) -> Report:
    return load_plan(written(folder, swapped(*swaps)), check=check)


def told(report: Report) -> list[str]:
    return [str(line) for line in report.entries]


def change_as(step: Any, person: User) -> None:
    step._history_user = person
    step.save()


def lines_of(aim: Aim) -> list[str]:
    """The lines of an aim as its page shows them, a sub-step indented."""
    lines = []
    for placement in aim.placements.select_related("step"):
        lines.append(placement.step.statement)
        lines += [f"    {child.statement}" for child in placement.step.children.all()]
    return lines


def test_the_published_plan_is_kept_word_for_word_and_in_order() -> None:
    load_plan(IMROC)
    assert Vision.objects.get().statement == VISION
    assert [(aim.statement, lines_of(aim)) for aim in Aim.objects.all()] == AIMS


def test_the_published_plan_has_its_numbers() -> None:
    load_plan(IMROC)
    assert [len(lines_of(aim)) for aim in Aim.objects.all()] == [9, 6, 9, 9, 8]
    assert [
        Step.objects.top().count(),
        Step.objects.filter(kind=StepKind.SUB_STEP).count(),
        Step.objects.filter(kind=StepKind.GOAL_SET).count(),
        Placement.objects.count(),
    ] == [15, 5, 2, 21]
    assert set(Step.objects.values_list("origin", "level", "kind")) == {
        (Origin.PUBLISHED, Level.NOT_REVIEWED, StepKind.STEP),
        (Origin.PUBLISHED, Level.NOT_REVIEWED, StepKind.SUB_STEP),
        (Origin.PUBLISHED, Level.NOT_RECORDED, StepKind.GOAL_SET),
    }


def test_shared_steps_stand_in_the_published_aims() -> None:
    load_plan(IMROC)
    aims_of = {
        step.slug: list(step.placements.values_list("aim__number", flat=True))
        for step in Step.objects.top()
    }
    shared = {slug: aims for slug, aims in aims_of.items() if len(aims) > 1}
    assert shared == {
        "growth-of-consultants": [1, 3, 4, 5],
        "online-library-goals": [1, 4, 5],
        "social-media-goals": [4, 5],
    }
    alone = [aims[0] for aims in aims_of.values() if len(aims) == 1]
    assert [alone.count(number) for number in range(1, 6)] == [2, 6, 3, 1, 0]


def test_special_rules_come_from_the_file() -> None:
    load_plan(IMROC)
    rules = Step.objects.exclude(confirmer=Confirmer.ANYONE).values_list("slug", "confirmer")
    assert list(rules) == [("leaders-role-model", Confirmer.NOT_LEAD)]
    places = Step.objects.exclude(working_place="").values_list("slug", "working_place")
    assert sorted(places) == [
        ("access-to-resources", "library"),
        ("complaints-and-feedback-procedure", "feedback"),
        ("equity-and-inclusion-team", "team"),
        ("online-library-goals", "library"),
    ]
    assert [thread["slug"] for thread in Vision.objects.get().threads] == [
        "new-approaches",
        "redress-inequities",
        "foster-agency",
    ]


def test_the_organisation_gets_its_name_once(tmp_path: Path) -> None:
    load(tmp_path)
    assert Organisation.current().name == "A Society"
    Organisation.objects.update(name="Our Society")
    load(tmp_path)
    assert Organisation.current().name == "Our Society"


def test_the_command_says_what_it_adds(tmp_path: Path) -> None:
    out = StringIO()
    call_command("load_plan", str(written(tmp_path, GOOD)), stdout=out)
    assert out.getvalue().splitlines() == [
        "Added: organisation “A Society”",
        "Added: the vision",
        "Added: aim 1",
        "Added: aim 2",
        "Added: step “grow”",
        "Added: sub-step “read”",
        "Added: sub-step “talk”",
        "Added: goal set “goals”",
        "Added: step “act”",
        "Added: word “equity”",
        "In all: 10 added.",
    ]


def test_loading_again_changes_nothing_and_writes_no_history(tmp_path: Path) -> None:
    load(tmp_path)
    before = [model.history.count() for model in (Vision, Aim, Step, Term)]
    report = load(tmp_path)
    assert [*report.lines()] == ["Nothing to change: the plan is as the file says."]
    assert [model.history.count() for model in (Vision, Aim, Step, Term)] == before


def test_check_says_all_and_stores_nothing(tmp_path: Path) -> None:
    out = StringIO()
    call_command("load_plan", str(written(tmp_path, GOOD)), "--check", stdout=out)
    assert out.getvalue().splitlines()[-2:] == [
        "In all: 10 added.",
        "Nothing was stored: this was a check.",
    ]
    assert [model.objects.count() for model in (Organisation, Vision, Aim, Step, Term)] == [0] * 5


def test_white_space_is_made_regular(tmp_path: Path) -> None:
    load(tmp_path, ('"To look"', '"""  To\n  look\u00a0 well """'))
    assert Aim.objects.get(number=1).statement == "To look well"


def test_history_says_where_the_words_came_from(tmp_path: Path) -> None:
    load(tmp_path)
    load(tmp_path, ('"To act well"', '"To act better"'))
    rows = Step.history.filter(slug="act").order_by("history_id")
    assert [(row.statement, row.history_change_reason, row.history_user) for row in rows] == [
        ("To act well", "Loaded from the plan file", None),
        ("To act better", "Loaded from the plan file", None),
    ]


def test_changed_words_are_taken_over(tmp_path: Path) -> None:
    load(tmp_path)
    report = load(
        tmp_path,
        ('"To be fair"', '"To be fairer"'),
        ('"To look"', '"To look well"'),
        (GROW, 'short_name = "Growth"\nstatement = "To grow well"'),
        ("review_every = 3", "review_every = 4"),
        ('name = "Equity"', 'name = "Fairness"'),
        ("Because.", "So."),
    )
    assert told(report) == [
        "Changed: the vision (the vision)",
        "Changed: aim 1 (the aim)",
        "Changed: step “grow” (short name, the statement)",
        "Changed: step “act” (review every (months))",
        "Changed: word “equity” (in plain words, word)",
    ]
    assert Step.objects.get(slug="act").review_every == 4


def test_the_order_of_steps_follows_the_file(tmp_path: Path) -> None:
    load(tmp_path)
    report = load(tmp_path, ('["grow", "goals"]', '["goals", "act", "grow"]'))
    assert told(report) == ["Changed: aim 1 (its steps or their order)"]
    places = Placement.objects.filter(aim__number=1).values_list("step__slug", "order")
    assert list(places) == [("goals", 1), ("act", 2), ("grow", 3)]


def test_a_step_leaves_an_aim_and_stays_in_another(tmp_path: Path) -> None:
    load(tmp_path)
    report = load(tmp_path, ('["grow", "goals"]', '["goals"]'))
    assert told(report) == ["Changed: aim 1 (its steps or their order)"]
    places = Placement.objects.values_list("aim__number", "step__slug")
    assert list(places) == [(1, "goals"), (2, "act"), (2, "grow")]


def test_what_an_owner_edited_is_kept_and_said(tmp_path: Path) -> None:
    load(tmp_path)
    step = Step.objects.get(slug="act")
    step.statement = "To act kindly"
    step.save()
    kept = "Kept: step “act” (the statement: an owner has edited it since)"
    assert told(load(tmp_path)) == [kept]
    assert told(load(tmp_path, ('"To act well"', '"To act better"'))) == [kept]
    step.refresh_from_db()
    assert (step.statement, step.loaded_statement) == ("To act kindly", "To act better")


def test_an_edit_that_the_file_takes_over_is_kept_without_a_word(tmp_path: Path) -> None:
    load(tmp_path)
    Step.objects.filter(slug="act").update(statement="To act kindly")
    assert told(load(tmp_path, ('"To act well"', '"To act kindly"'))) == []
    assert told(load(tmp_path, ('"To act well"', '"To act best"'))) == [
        "Changed: step “act” (the statement)"
    ]


@pytest.mark.parametrize(
    ("model", "field", "what"),
    [
        (Vision, "statement", "the vision (the vision"),
        (Aim, "short_name", "aim 1 (short name"),
        (Step, "review_every", "step “grow” (review every (months)"),
        (Term, "summary", "word “equity” (in plain words"),
    ],
)
def test_an_edit_of_any_kind_is_kept(
    model: type[Vision | Aim | Step | Term], field: str, what: str, tmp_path: Path
) -> None:
    load(tmp_path)
    row = model.objects.first()
    assert row is not None
    value = 9 if field == "review_every" else "Our own"
    setattr(row, field, value)
    row.save()
    assert told(load(tmp_path)) == [f"Kept: {what}: an owner has edited it since)"]
    row.refresh_from_db()
    assert getattr(row, field) == value


def test_a_statement_without_history_is_removed(tmp_path: Path) -> None:
    load(tmp_path)
    assert told(load(tmp_path, *WITHOUT_ACT)) == [
        "Removed: step “act” (it is no longer in the file)"
    ]
    assert not Step.objects.filter(slug="act").exists()


def test_a_statement_with_activity_is_retired_and_comes_back(tmp_path: Path) -> None:
    load(tmp_path)
    step = Step.objects.get(slug="act")
    ActivityFactory(steps=[step])
    retired = "Retired: step “act” (it is no longer in the file, and it has a history)"
    assert told(load(tmp_path, *WITHOUT_ACT)) == [retired]
    step.refresh_from_db()
    assert step.state == StepState.RETIRED
    assert told(load(tmp_path, *WITHOUT_ACT)) == []
    assert told(load(tmp_path)) == ["Brought back: step “act”"]
    step.refresh_from_db()
    assert step.state == StepState.ACTIVE
    reasons = [row.history_change_reason for row in step.history.all()]
    assert reasons == [
        "Back in the plan file",
        "No longer in the plan file",
        "Loaded from the plan file",
    ]


def test_a_paused_statement_with_history_can_be_retired(tmp_path: Path) -> None:
    load(tmp_path)
    step = Step.objects.get(slug="act")
    step.state, step.paused_until, step.paused_reason = StepState.PAUSED, "2027-01-01", "Tired"
    step.save()
    ActivityFactory(steps=[step], draft=True)
    load(tmp_path, *WITHOUT_ACT)
    step.refresh_from_db()
    assert (step.state, step.paused_until, step.paused_reason) == (StepState.RETIRED, None, "")


def test_a_statement_with_an_action_is_retired(tmp_path: Path) -> None:
    load(tmp_path)
    ActionFactory(step=Step.objects.get(slug="act"))
    load(tmp_path, *WITHOUT_ACT)
    assert Step.objects.get(slug="act").state == StepState.RETIRED


def test_a_statement_that_an_owner_reworded_is_retired(tmp_path: Path, owner: User) -> None:
    load(tmp_path)
    step = Step.objects.get(slug="act")
    step.review_every = 9
    change_as(step, owner)
    load(tmp_path, *WITHOUT_ACT)
    step.refresh_from_db()
    assert step.state == StepState.RETIRED


def test_a_step_is_retired_for_its_sub_step_and_takes_along_what_was_added(tmp_path: Path) -> None:
    load(tmp_path)
    grow, read = Step.objects.get(slug="grow"), Step.objects.get(slug="read")
    ActivityFactory(steps=[read])
    Step.objects.create(
        slug="sing",
        kind=StepKind.SUB_STEP,
        parent=grow,
        origin=Origin.ADDED,
        added_on="2026-01-01",
        statement="To sing",
        short_name="Sing",
    )
    with_history = "it is no longer in the file, and it has a history"
    assert told(load(tmp_path, *WITHOUT_GROW)) == [
        f"Retired: sub-step “read” ({with_history})",
        "Removed: sub-step “talk” (it is no longer in the file)",
        f"Retired: step “grow” ({with_history})",
        "Retired: sub-step “sing” (its step is no longer in the file)",
    ]
    assert told(load(tmp_path)) == [
        "Brought back: step “grow”",
        "Brought back: sub-step “sing”",
        "Brought back: sub-step “read”",
        "Added: sub-step “talk”",
    ]
    assert set(Step.objects.values_list("state", flat=True)) == {StepState.ACTIVE}


def test_what_leads_retired_themselves_does_not_come_back(tmp_path: Path) -> None:
    load(tmp_path)
    Step.objects.create(
        slug="sing",
        kind=StepKind.SUB_STEP,
        parent=Step.objects.get(slug="grow"),
        origin=Origin.ADDED,
        added_on="2026-01-01",
        state=StepState.RETIRED,
    )
    load(tmp_path, *WITHOUT_GROW)
    load(tmp_path)
    assert Step.objects.get(slug="sing").state == StepState.RETIRED


def test_what_the_team_added_is_left_alone(tmp_path: Path) -> None:
    load(tmp_path)
    Step.objects.create(
        slug="goal",
        kind=StepKind.GOAL,
        parent=Step.objects.get(slug="goals"),
        origin=Origin.ADDED,
        added_on="2026-01-01",
    )
    assert told(load(tmp_path)) == []


def test_a_slug_that_the_team_uses_is_refused(tmp_path: Path) -> None:
    load(tmp_path, *WITHOUT_ACT)
    Step.objects.create(
        slug="act",
        kind=StepKind.SUB_STEP,
        parent=Step.objects.get(slug="grow"),
        origin=Origin.ADDED,
        added_on="2026-01-01",
    )
    with pytest.raises(PlanError) as error:
        load(tmp_path)
    reason = "“act” is the slug of a statement that the team added. Choose another slug."
    assert error.value.problems == [Problem(line_of(GOOD, 'slug = "act"'), reason)]


def test_a_goal_set_with_goals_cannot_become_a_step(tmp_path: Path) -> None:
    load(tmp_path)
    Step.objects.create(
        slug="goal",
        kind=StepKind.GOAL,
        parent=Step.objects.get(slug="goals"),
        origin=Origin.ADDED,
        added_on="2026-01-01",
    )
    with pytest.raises(PlanError) as error:
        load(tmp_path, ('kind = "goal-set"\n', ""))
    reason = "“goals” cannot become a step: “goal” stands under it."
    assert error.value.problems == [Problem(line_of(GOOD, 'slug = "goals"'), reason)]
    assert Step.objects.get(slug="goals").kind == StepKind.GOAL_SET


def test_a_sub_step_that_becomes_a_step_keeps_its_activity(tmp_path: Path) -> None:
    load(tmp_path)
    read = Step.objects.get(slug="read")
    entry = ActivityFactory(steps=[read])
    sub_step = '[[step.sub_step]]\nslug = "read"\nshort_name = "Read"\nstatement = "To read"\n'
    report = load(
        tmp_path,
        (sub_step, ""),
        (ACT, ACT + "\n" + sub_step.replace("step.sub_step", "step")),
        ('    "act",\n', '    "act",\n    "read",\n'),
    )
    read.refresh_from_db()
    assert (read.kind, read.parent) == (StepKind.STEP, None)
    assert [*read.activities.all()] == [entry]
    assert report.count(Change.REMOVED) == 0


def test_a_step_that_becomes_a_sub_step_leaves_its_aims(tmp_path: Path) -> None:
    load(tmp_path)
    sub_step = ACT.replace("[[step]]", "[[step.sub_step]]")
    load(tmp_path, *WITHOUT_ACT, (GROW, f"{GROW}\n\n{sub_step}"))
    act = Step.objects.get(slug="act")
    assert (act.kind, act.parent and act.parent.slug) == (StepKind.SUB_STEP, "grow")
    assert not act.placements.exists()


def test_an_aim_without_history_is_removed(tmp_path: Path) -> None:
    load(tmp_path)
    assert "Removed: aim 2 (it is no longer in the file)" in told(load(tmp_path, *WITHOUT_AIM_2))
    assert [aim.number for aim in Aim.objects.all()] == [1]


def test_an_aim_that_somebody_judged_is_retired_and_comes_back(tmp_path: Path) -> None:
    load(tmp_path)
    Aim.objects.filter(number=2).update(judgement="Going well", judged_on="2026-01-01")
    assert "Retired: aim 2 (it is no longer in the file, and it has a history)" in told(
        load(tmp_path, *WITHOUT_AIM_2)
    )
    assert [aim.number for aim in Aim.objects.current()] == [1]
    assert "Brought back: aim 2" in told(load(tmp_path))
    assert [aim.number for aim in Aim.objects.current()] == [1, 2]


def test_a_word_that_is_gone_is_removed_unless_an_owner_wrote_in_it(tmp_path: Path) -> None:
    load(tmp_path)
    Term.objects.update(full_statement="Ours")
    assert told(load(tmp_path, *WITHOUT_TERM)) == [
        "Kept: word “equity” (it is no longer in the file, and an owner has written in it)"
    ]
    Term.objects.update(full_statement="")
    assert told(load(tmp_path, *WITHOUT_TERM)) == [
        "Removed: word “equity” (it is no longer in the file)"
    ]


def test_windows_line_ends_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert load_plan(path).count(Change.ADDED) == 10
    assert Term.objects.get().summary == "We say equity.\n\n- Because."


def test_the_plan_is_found_from_any_folder(tmp_path: Path) -> None:
    """The file that ships is found beside the code, wherever the command is started."""
    manage = Path(settings.BASE_DIR) / "manage.py"
    done = subprocess.run(
        [sys.executable, manage, "load_plan", "--help"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, IMROC.is_absolute(), IMROC.is_file()) == (0, True, True)
