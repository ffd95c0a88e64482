from steps.models.action import Action
from steps.models.activity import Activity
from steps.models.calendar_feed import CalendarFeed
from steps.models.evidence import Evidence
from steps.models.finding import Finding
from steps.models.quarter import Quarter
from steps.models.review import Review
from steps.models.step import Placement, Step

__all__ = [
    "Action",
    "Activity",
    "CalendarFeed",
    "Evidence",
    "Finding",
    "Placement",
    "Quarter",
    "Review",
    "Step",
]
