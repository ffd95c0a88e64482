from library.models.link_check import LinkCheck
from library.models.problem import Problem
from library.models.reading_list import ReadingList, ReadingListItem
from library.models.resource import Resource
from library.models.saved_search import SavedSearch
from library.models.suggestion import Suggestion
from library.models.topic import Topic

__all__ = [
    "LinkCheck",
    "Problem",
    "ReadingList",
    "ReadingListItem",
    "Resource",
    "SavedSearch",
    "Suggestion",
    "Topic",
]
