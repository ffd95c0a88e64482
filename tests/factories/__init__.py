"""One factory a model: `UserFactory(roles=["lead"])` writes a row with believable defaults."""

from tests.factories.aims import AimFactory, TermFactory, VisionFactory
from tests.factories.feedback import (
    CaseAccessFactory,
    CaseEntryFactory,
    CaseFactory,
    CaseMoveFactory,
    CaseViewFactory,
    ConflictFactory,
    FeedbackYearFactory,
    LessonFactory,
    ProcedureFactory,
    ReplyTemplateFactory,
)
from tests.factories.library import (
    LinkCheckFactory,
    ProblemFactory,
    ReadingListFactory,
    ReadingListItemFactory,
    ResourceFactory,
    SavedSearchFactory,
    SuggestionFactory,
    TopicFactory,
)
from tests.factories.notices import NoticeFactory
from tests.factories.organisation import OrganisationFactory
from tests.factories.people import InvitationFactory, TeamTermFactory, UserFactory
from tests.factories.quarters import QuarterFactory
from tests.factories.reviews import ActionFactory, FindingFactory, ReviewFactory
from tests.factories.steps import (
    ActivityFactory,
    EvidenceFactory,
    PlacementFactory,
    StepFactory,
    judged,
)

__all__ = [
    "ActionFactory",
    "ActivityFactory",
    "AimFactory",
    "CaseAccessFactory",
    "CaseEntryFactory",
    "CaseFactory",
    "CaseMoveFactory",
    "CaseViewFactory",
    "ConflictFactory",
    "EvidenceFactory",
    "FeedbackYearFactory",
    "FindingFactory",
    "InvitationFactory",
    "LessonFactory",
    "LinkCheckFactory",
    "NoticeFactory",
    "OrganisationFactory",
    "PlacementFactory",
    "ProblemFactory",
    "ProcedureFactory",
    "QuarterFactory",
    "ReadingListFactory",
    "ReadingListItemFactory",
    "ReplyTemplateFactory",
    "ResourceFactory",
    "ReviewFactory",
    "SavedSearchFactory",
    "StepFactory",
    "SuggestionFactory",
    "TeamTermFactory",
    "TermFactory",
    "TopicFactory",
    "UserFactory",
    "VisionFactory",
    "judged",
]
