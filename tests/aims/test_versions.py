import pytest
from hypothesis import given
from hypothesis import strategies as st

from aims import actions
from aims.models import Term
from aims.versions import FieldChange, Piece, compared, versions
from imroc_ei.people.models import User
from steps.models import Step
from steps.statements.actions import hand_over
from tests.factories import AimFactory, StepFactory, TermFactory


def test_words_that_differ_are_marked_on_both_sides() -> None:
    assert compared("To grow our way", "To deepen our way") == (
        [Piece("To "), Piece("grow", differs=True), Piece(" "), Piece("our way")],
        [Piece("To "), Piece("deepen", differs=True), Piece(" "), Piece("our way")],
    )


def test_a_text_that_is_new_is_one_piece() -> None:
    assert compared("", "All new") == ([], [Piece("All new")])


def test_very_long_texts_are_shown_whole() -> None:
    long = "word " * 2000
    assert compared(long, long + "more") == ([Piece(long)], [Piece(long + "more")])


@given(st.text(alphabet="ab \n", max_size=60), st.text(alphabet="ab \n", max_size=60))
def test_pieces_together_are_the_text(before: str, after: str) -> None:
    left, right = compared(before.lstrip(), after.lstrip())
    assert "".join(piece.text for piece in left) == before.lstrip()
    assert "".join(piece.text for piece in right) == after.lstrip()


@pytest.mark.django_db
def test_versions_say_what_who_and_why_newest_first(owner: User) -> None:
    aim = AimFactory(statement="To look", short_name="Look")
    actions.reword_aim(by=owner, aim=aim, statement="To see", short_name="Look", why="Clearer")
    newest, first = versions(aim, ["statement", "short_name"])
    assert (newest.who, newest.why, newest.is_first) == (owner, "Clearer", False)
    assert newest.changes == [
        FieldChange(
            label="the aim",
            before=[Piece("To "), Piece("look", differs=True)],
            after=[Piece("To "), Piece("see", differs=True)],
        )
    ]
    assert (first.who, first.is_first, len(first.changes)) == (None, True, 2)


@pytest.mark.django_db
def test_changes_of_other_fields_are_no_version(owner: User) -> None:
    aim = AimFactory()
    actions.judge_aim(by=owner, aim=aim, words="Well")
    assert len(versions(aim, ["statement"])) == 1


@pytest.mark.django_db
def test_versions_show_people_choices_and_empty_values_in_words(lead: User) -> None:
    step = StepFactory()
    hand_over(by=lead, step=step, to=lead)
    change = versions(step, ["held_by", "state", "review_every"])[0].changes
    assert change == [FieldChange(label="held by", before=[], after=[Piece(lead.display_name)])]


@pytest.mark.django_db
def test_a_row_without_kept_changes_has_no_versions() -> None:
    term = TermFactory()
    Term.history.all().delete()
    assert versions(term, ["summary"]) == []


@pytest.mark.django_db
def test_who_left_is_not_named(lead: User) -> None:
    step: Step = StepFactory()
    hand_over(by=lead, step=step, to=lead)
    lead.name, lead.is_active, lead.left_at = "", False, "2026-01-01T00:00Z"
    lead.save()
    newest = versions(step, ["held_by"])[0]
    assert newest.who is not None
    assert newest.who.display_name == "A former consultant"
    assert newest.changes[0].after == [Piece("A former consultant")]
