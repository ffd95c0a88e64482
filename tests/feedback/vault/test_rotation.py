"""A new key takes over without anything sealed being touched; a lost one can be given up."""

import io

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from feedback.models import Case, CaseEntry, KeyMark
from feedback.vault import codes, keys, rotation, sealed
from feedback.vault.rotation import rotate
from feedback.vault.sealed import KeyGoneError, KeyLostError
from imroc_ei.sealing.keys import KeyMaterialError, KeyRing
from imroc_ei.sealing.values import new_key
from imroc_ei.serving.start import reasons_not_to_start
from tests.feedback.vault.making import (
    CODE,
    FIRST,
    ONE_KEY,
    SECOND,
    THIRD,
    TWO_KEYS,
    WRONG_KEY,
    add_file,
    sealed_case,
)

pytestmark = pytest.mark.django_db
UNUSED = (
    "is needed by no case any more. Take it out when the last backup that holds something of it "
    "is gone."
)
ONLY_SECOND = KeyRing({2: SECOND})


@pytest.fixture(autouse=True)
def _one_key(settings: Settings) -> None:
    settings.FEEDBACK_KEYS = ONE_KEY


def run(*options: str) -> list[str]:
    out = io.StringIO()
    call_command("rotate_feedback_keys", *options, stdout=out)
    return out.getvalue().splitlines()


def words_of(case: Case) -> object:
    case.refresh_from_db()
    return sealed.read(case.entries.get(), "words_sealed", key=sealed.key_of(case))


def sealed_values(case: Case) -> list[bytes]:
    case.refresh_from_db()
    entries = CaseEntry.objects.filter(case=case).order_by("pk")
    return [
        bytes(case.reporter_key_wrapped or b""),
        *(bytes(e.words_sealed or b"") for e in entries),
    ]


def test_rotation_wraps_keys_and_touches_nothing_else(settings: Settings) -> None:
    cases = [sealed_case(words=f"Words {number}", code=CODE) for number in range(1)]
    cases += [sealed_case(words=f"Words {number}") for number in range(1, 3)]
    add_file(cases[0], b"content")
    before = [sealed_values(case) for case in cases]
    settings.FEEDBACK_KEYS = TWO_KEYS
    assert run()[0] == "Cases wrapped anew with key 2: 3."
    assert [sealed_values(case) for case in cases] == before
    settings.FEEDBACK_KEYS = ONLY_SECOND
    assert [words_of(case) for case in cases] == ["Words 0", "Words 1", "Words 2"]
    assert [case.key_version for case in cases] == [2, 2, 2]
    assert reasons_not_to_start() == []


def test_rotation_run_again_does_nothing(settings: Settings) -> None:
    case = sealed_case()
    settings.FEEDBACK_KEYS = TWO_KEYS
    assert run() == ["Cases wrapped anew with key 2: 1.", f"Version 1 of FEEDBACK_KEYS {UNUSED}"]
    case.refresh_from_db()
    wrapped = bytes(case.key_wrapped or b"")
    assert run() == ["Cases wrapped anew with key 2: 0."]
    case.refresh_from_db()
    assert bytes(case.key_wrapped or b"") == wrapped


def test_rotation_leaves_what_it_cannot_open_and_fails(settings: Settings) -> None:
    good, moved = sealed_case(), sealed_case()
    Case.objects.filter(pk=moved.pk).update(key_wrapped=good.key_wrapped)
    settings.FEEDBACK_KEYS = TWO_KEYS
    with pytest.raises(CommandError, match=f"left as they are: {moved.reference}."):
        run()
    moved.refresh_from_db()
    assert moved.key_version == 1
    assert bytes(moved.key_wrapped or b"") == bytes(good.key_wrapped or b"")
    assert words_of(good) == "What was said"


def test_copy_that_does_not_open_to_the_same_key_is_not_stored(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = sealed_case()
    settings.FEEDBACK_KEYS = TWO_KEYS
    other, version = keys.wrap(new_key(), case=case.public_id)
    monkeypatch.setattr(keys, "wrap", lambda key, *, case: (other, version))
    assert rotate().unopened == [case.reference]
    assert words_of(case) == "What was said"
    assert case.key_version == 1


def test_rotation_passes_over_a_case_without_a_key(settings: Settings) -> None:
    case = sealed_case()
    Case.objects.filter(pk=case.pk).update(key_wrapped=None, key_version=None)
    settings.FEEDBACK_KEYS = TWO_KEYS
    assert rotate().wrapped == 0


def test_rotation_refuses_a_wrong_newest_key(settings: Settings) -> None:
    sealed_case()
    settings.FEEDBACK_KEYS = WRONG_KEY
    with pytest.raises(CommandError, match="Version 1 of FEEDBACK_KEYS is not the one"):
        run()


def test_lost_key_is_given_up_and_the_person_brings_the_case_back(settings: Settings) -> None:
    case = sealed_case(code=CODE)
    settings.FEEDBACK_KEYS = KeyRing({2: SECOND})
    assert reasons_not_to_start() != []
    assert run("--give-up-key", "1") == [
        "Given up: version 1 of FEEDBACK_KEYS. Cases that need it: 1.",
        "Cases wrapped anew with key 2: 0.",
        "Cases that only their person's code opens now: 1.",
    ]
    assert reasons_not_to_start() == []
    with pytest.raises(KeyLostError):
        sealed.key_of(case)
    derived = codes.derive(CODE)
    assert rotation.renew(case, code=CODE, derived=derived) == derived
    assert words_of(case) == "What was said"
    assert case.key_version == 2


def test_lost_key_that_is_found_again_opens_its_cases(settings: Settings) -> None:
    case = sealed_case()
    settings.FEEDBACK_KEYS = ONLY_SECOND
    run("--give-up-key", "1")
    settings.FEEDBACK_KEYS = TWO_KEYS
    assert run()[0] == "Cases wrapped anew with key 2: 1."
    assert words_of(case) == "What was said"


def test_version_of_a_lost_key_is_not_given_to_another(settings: Settings) -> None:
    sealed_case()
    settings.FEEDBACK_KEYS = ONLY_SECOND
    run("--give-up-key", "1")
    settings.FEEDBACK_KEYS = WRONG_KEY
    (reason,) = reasons_not_to_start()
    assert reason.startswith("Version 1 of FEEDBACK_KEYS is not the one")
    with pytest.raises(KeyMaterialError, match="Version 1 of FEEDBACK_KEYS is not the one"):
        sealed_case()


def test_what_is_not_lost_is_not_given_up(settings: Settings) -> None:
    sealed_case()
    with pytest.raises(CommandError, match="Nothing is lost: version 1 of FEEDBACK_KEYS"):
        run("--give-up-key", "1")
    with pytest.raises(CommandError, match="does not know version 9 of FEEDBACK_PEPPERS"):
        run("--give-up-pepper", "9")


def test_code_moves_to_the_newest_pepper_when_its_person_comes_back(settings: Settings) -> None:
    settings.FEEDBACK_PEPPERS = KeyRing({1: FIRST})
    case = sealed_case(code=CODE)
    settings.FEEDBACK_PEPPERS = KeyRing({1: FIRST, 2: THIRD})
    needed = "Codes that need pepper 1: 1. Each moves to the newest when its person comes back."
    assert run() == ["Cases wrapped anew with key 1: 0.", needed]
    old = codes.derive(CODE, pepper=1)
    derived = rotation.renew(case, code=CODE, derived=old)
    case.refresh_from_db()
    assert derived == codes.derive(CODE, pepper=2)
    assert case.pepper_version == 2
    assert bytes(case.code_look_up or b"") == derived.look_up
    assert sealed.key_by_code(case, derived.wrapping_key) == sealed.key_of(case)
    assert run()[1].startswith("Version 1 of FEEDBACK_PEPPERS is needed by no case any more.")
    assert [mark.version for mark in KeyMark.objects.filter(what="pepper")] == [2]


def test_copies_that_are_current_are_not_renewed(settings: Settings) -> None:
    case = sealed_case(code=CODE)
    before = sealed_values(case)
    derived = codes.derive(CODE)
    assert rotation.renew(case, code=CODE, derived=derived) == derived
    assert sealed_values(case) == before


def test_case_whose_words_go_meanwhile_gets_no_key_again(settings: Settings) -> None:
    case = sealed_case(code=CODE)
    derived = codes.derive(CODE)
    gone = dict.fromkeys((*sealed.CODE_FIELDS, *rotation.KEY_FIELDS))
    Case.objects.filter(pk=case.pk).update(content_gone_on="2026-11-01", **gone)
    settings.FEEDBACK_PEPPERS = KeyRing({**settings.FEEDBACK_PEPPERS, 9: THIRD})
    rotation.renew(case, code=CODE, derived=derived)
    case.refresh_from_db()
    with pytest.raises(KeyGoneError):
        sealed.key_of(case)
    with pytest.raises(KeyGoneError):
        sealed.key_by_code(case, derived.wrapping_key)
