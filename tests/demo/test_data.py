"""The made-up year reads as written by people: no sentence twice, life's unevenness in it."""

import re
from collections import Counter
from datetime import date
from typing import Any

from imroc_ei.demo.read import past, read, term_end
from library.enums import AccessFeature, Format

ENTRIES = read("activity.toml")["activity"]
PEOPLE = read("people.toml")
ACTIONS = read("actions.toml")["action"]
REVIEWS = read("reviews.toml")["review"]
LIBRARY = read("library.toml")
FEEDBACK = read("feedback.toml")
TODAY = date(2026, 11, 24)
PUBLISHED = 20


def written(review: dict[str, Any]) -> list[str]:
    """What people wrote in a review."""
    names = ("learned", "stop_doing", "not_agreed")
    said = [review[name] for name in names if name in review]
    words = ("why", "other_explanation", "back_reason", "what", "let_go_reason")
    for row in [*review["finding"], *review.get("action", [])]:
        said += [row[name] for name in words if name in row]
    return said


def said_in_feedback() -> list[str]:
    """What people told, what was answered, and what was learned."""
    texts = [words for row in FEEDBACK["lesson"] for words in (row["you_said"], row["we_did"])]
    texts += [row["text"] for row in FEEDBACK["template"]]
    named = (
        "understood",
        "wanted",
        "support",
        "words",
        "heard",
        "why",
        "remedy",
        "learned",
        "note",
    )
    for case in FEEDBACK["case"]:
        told = case["told"]
        texts += [told[name] for name in ("what_happened", "effect", "wanted") if name in told]
        texts += [step[name] for step in case.get("step", []) for name in named if name in step]
    return texts


def sentences() -> list[str]:
    texts = [entry["what"] for entry in ENTRIES]
    texts += [entry["learned"] for entry in ENTRIES if "learned" in entry]
    texts += [item["text"] for entry in ENTRIES for item in entry.get("evidence", [])]
    texts += [row["words"] for row in PEOPLE["judgement"]]
    texts += [words for row in REVIEWS for words in written(row)]
    texts += [row[name] for row in ACTIONS for name in ("what", "let_go_reason") if name in row]
    texts += [row["why_here"] for row in LIBRARY["resource"]]
    texts += [row["about"] for row in LIBRARY["reading_list"]]
    texts += said_in_feedback()
    parts = (part for text in texts for part in re.split(r"[.!?\n]+", text))
    return [" ".join(part.lower().split()) for part in parts if part.strip()]


def test_no_sentence_is_written_twice() -> None:
    assert [text for text, times in Counter(sentences()).items() if times > 1] == []


def test_there_are_at_least_150_entries_by_a_dozen_people() -> None:
    assert len(ENTRIES) >= 150
    assert len({entry["who"] for entry in ENTRIES}) >= 12


def test_every_published_statement_has_a_shared_entry() -> None:
    touched = {
        slug
        for entry in ENTRIES
        if entry["audience"] in {"consultants", "public"} and entry.get("status") is None
        for slug in entry["steps"]
    }
    assert len(touched) == PUBLISHED


def test_several_published_statements_are_held_by_nobody() -> None:
    assert 0 < len({row["statement"] for row in PEOPLE["holds"]}) < PUBLISHED


def test_drafts_private_entries_and_waiting_ones_are_there() -> None:
    kinds = Counter(entry.get("status", entry["audience"]) for entry in ENTRIES)
    waiting = [e for e in ENTRIES if e["audience"] == "public" and not e.get("checked")]
    assert kinds["draft"] >= 6
    assert kinds["only-me"] >= 10
    assert kinds["withdrawn"] >= 1
    assert len(waiting) >= 3


def test_nothing_lies_in_the_future() -> None:
    assert [entry for entry in ENTRIES if entry["days_ago"] < 0] == []


def test_days_are_counted_from_the_day_of_loading() -> None:
    assert past(TODAY, {"days_ago": 24}) == date(2026, 10, 31)
    assert term_end(TODAY, {"until_in_days": 7}) == date(2026, 12, 1)
    assert term_end(TODAY, {"until_days_ago": 24}) == date(2026, 10, 31)
    assert term_end(TODAY, {}) is None


def test_library_is_over_all_aims_and_formats() -> None:
    resources = LIBRARY["resource"]
    assert len(resources) >= 40
    assert {aim for row in resources for aim in row["aims"]} == {1, 2, 3, 4, 5}
    assert {row["format"] for row in resources} == set(Format)
    assert {name for row in resources for name in row["accessibility"]} == set(AccessFeature)
    assert {row["aim"] for row in LIBRARY["reading_list"]} == {1, 2, 3, 4, 5}


def test_resources_have_an_address_of_their_own_and_say_why_in_two_sentences() -> None:
    resources = LIBRARY["resource"]
    assert len({row["slug"] for row in resources}) == len(resources)
    ends = {row["slug"]: row["why_here"].count(".") for row in resources}
    assert {slug: count for slug, count in ends.items() if count != 2} == {}
