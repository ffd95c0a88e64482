"""Why something cannot be done with a case just now, in words for a handler; "" where it can."""

from __future__ import annotations

from django.utils.translation import gettext

from feedback.cases import codes, marks, people, writing
from feedback.cases.moves.answering import ANSWERABLE
from feedback.cases.moves.by_person import why_no_second_look
from feedback.cases.reach import reach_of, why_not_told, why_out_of_reach
from feedback.cases.sight import Sight
from feedback.clocks.duties import longest_extension
from feedback.enums import ENDED, Channel


def open_to_all(sight: Sight) -> str:
    return ""


def with_words(sight: Sight) -> str:
    return "" if sight.has_words else gettext("What was said is no longer kept.")


def reaches_them(sight: Sight) -> str:
    return why_out_of_reach(sight.case) or with_words(sight)


def answerable(sight: Sight) -> str:
    if sight.case.state not in ANSWERABLE:
        return gettext("At this point of the case there is no answer to write.")
    return with_words(sight)


def has_answer(sight: Sight) -> str:
    return "" if sight.unsent_answer else gettext("No answer has been written yet.")


def can_be_asked_to_read(sight: Sight) -> str:
    why = answerable(sight) or has_answer(sight)
    answer = sight.unsent_answer
    if not why and answer and answer.read_by_id:
        why = gettext("Somebody has read the answer.")
    if not why and not sight.second_readers:
        why = gettext("Nobody else may see this case.")
    return why


def can_be_read(sight: Sight) -> str:
    why = answerable(sight) or has_answer(sight)
    answer = sight.unsent_answer
    if not why and answer and (answer.by_id == sight.by.pk or answer.read_by_id):
        why = gettext("Somebody else reads the answer.")
    return why


def can_go(sight: Sight) -> str:
    answer = sight.unsent_answer
    if answer is None:
        return gettext("No answer has been written yet.")
    if answer.read_by_id is None and sight.second_readers:
        return gettext("Somebody else reads an answer before it goes. Ask them first.")
    return ""


def can_be_extended(sight: Sight) -> str:
    if longest_extension(sight.case, sight.calendar) is None:
        return gettext("More time can be taken once, between acknowledgement and answer.")
    return ""


def not_yet_acknowledged(sight: Sight) -> str:
    done = sight.case.second_acknowledged_on
    return gettext("The second look has been acknowledged already.") if done else ""


def under_way(sight: Sight) -> str:
    if sight.case.state in writing.BEFORE_PROGRESS or sight.case.is_short:
        return gettext("There is no progress to note at this point of the case.")
    return reaches_them(sight)


def going_on(sight: Sight) -> str:
    return gettext("The case has ended.") if sight.case.state in ENDED else with_words(sight)


def not_yet_urgent(sight: Sight) -> str:
    if sight.case.urgent:
        return gettext("It is marked as urgent.")
    return going_on(sight)


def marked_as_urgent(sight: Sight) -> str:
    return "" if sight.case.urgent else gettext("It is not marked as urgent.")


def can_be_set_aside(sight: Sight) -> str:
    return gettext("What is urgent is never set aside.") if sight.case.urgent else ""


def held(sight: Sight) -> str:
    return "" if sight.case.held else gettext("There is no legal hold.")


def not_yet_held(sight: Sight) -> str:
    return gettext("There is a legal hold.") if sight.case.held else with_words(sight)


def somebody_has_it(sight: Sight) -> str:
    if sight.case.state in people.TO_BE_TAKEN_IN or sight.case.is_over:
        return gettext("Nobody has this case in hand.")
    if sight.case.current_handler is None:
        return ""
    return "" if len(sight.readers) > 1 else gettext("Nobody else may see this case.")


def can_come_by_hand(sight: Sight) -> str:
    return with_words(sight) or why_no_second_look(sight.case, by_person=False)


def name_is_kept_close(sight: Sight) -> str:
    if sight.case.name_sealed is None:
        return gettext("No name was given.")
    return "" if reach_of(sight).kept_close else gettext("The name stands on the case.")


def has_no_form_code(sight: Sight) -> str:
    if sight.case.channel == Channel.FORM:
        return gettext("Who used the form has a code.")
    return with_words(sight)


def code_was_passed_on(sight: Sight) -> str:
    if codes.is_to_be_passed_on(sight.case, by=sight.by):
        return ""
    return gettext("No code waits for you to pass it on.")


def waits_to_be_told(sight: Sight) -> str:
    return "" if sight.case.tell_by else gettext("Nothing waits to be told to the person.")


def been_told(sight: Sight) -> str:
    return why_not_told(sight.case)


def kind_is_open(sight: Sight) -> str:
    return marks.why_kind_stands(sight.case)
