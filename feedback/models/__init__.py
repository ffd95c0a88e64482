from feedback.models.access import CaseAccess, CaseView, Conflict
from feedback.models.case import Case
from feedback.models.choices import FeedbackChoices
from feedback.models.entry import CaseAction, CaseEntry, CaseFile, CaseMove
from feedback.models.lesson import Lesson
from feedback.models.procedure import ProcedureVersion
from feedback.models.template import ReplyTemplate
from feedback.models.unlinked import UnlinkedAnswer, WaitingSheet
from feedback.models.vault import Draft, KeyMark
from feedback.models.year import FeedbackYear

__all__ = [
    "Case",
    "CaseAccess",
    "CaseAction",
    "CaseEntry",
    "CaseFile",
    "CaseMove",
    "CaseView",
    "Conflict",
    "Draft",
    "FeedbackChoices",
    "FeedbackYear",
    "KeyMark",
    "Lesson",
    "ProcedureVersion",
    "ReplyTemplate",
    "UnlinkedAnswer",
    "WaitingSheet",
]
