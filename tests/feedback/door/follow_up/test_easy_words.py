"""The words of the easy version are its own. Its pages are looked at in `tests/feedback/easy/`."""

from feedback.door.follow_up.versions import EASY, STANDARD


def test_easy_words_are_their_own() -> None:
    for name in ("states", "problems", "fields"):
        easy, standard = getattr(EASY, name), getattr(STANDARD, name)
        same = {key for key in standard if str(easy[key]) == str(standard[key])}
        assert same <= {"code"}
