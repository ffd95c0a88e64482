"""A small library, and what searches in it find: the same table for every database."""

from __future__ import annotations

from typing import Any

from library.enums import AccessFeature, Format
from library.models import Resource
from tests.factories import ResourceFactory, TopicFactory

RESOURCES: dict[str, dict[str, Any]] = {
    "listening": {
        "title": "Listening well: a guide for peer supporters",
        "creator": "Ana Núñez",
        "why_here": "Short exercises that a pair can do. People who were not heard wrote it.",
        "topics": ["Peer support"],
    },
    "naive": {
        "title": "The naïve question",
        "creator": "Zoë Łukasz",
        "why_here": "On asking before assuming.",
        "format": Format.AUDIO,
        "accessibility": [AccessFeature.TRANSCRIPT],
    },
    "coproduction": {
        "title": "Co-production and power",
        "creator": "North Street Collective",
        "why_here": "What changes when people share decisions, and what gets in the way.",
        "topics": ["Power", "Coproduction"],
        "year": 2021,
    },
    "coproduce": {
        "title": "How we coproduce training",
        "creator": "Riverside Recovery College",
        "why_here": "Twelve trainers say what they would do again.",
        "format": Format.VIDEO,
        "accessibility": [AccessFeature.CAPTIONS, AccessFeature.SIGN_LANGUAGE],
        "year": 2024,
    },
    "culture": {
        "title": "One's own culture",
        "creator": "D’Arcy O’Neil",
        "why_here": "Prompts for looking at what we take for granted.",
        "lived_experience": True,
        "format": Format.TOOL,
    },
    "legacies": {
        "title": "Legacies of inequity in mental health",
        "creator": "Amara Obi & Sons",
        "why_here": "A history of laws (1845–2007) and whom they left out.",
        "format": Format.BOOK,
        "content_notes": "Describes restraint; racism.",
    },
    "easy": {
        "title": "Your rights: Easy Read",
        "creator": "Speak Up Group",
        "why_here": "Made by people with learning disabilities.",
        "format": Format.EASY_READ,
        "accessibility": [AccessFeature.EASY_READ, AccessFeature.LARGE_PRINT],
    },
    "welsh": {
        "title": "Iechyd meddwl a chydraddoldeb",
        "creator": "Canolfan Enghraifft",
        "why_here": "In Welsh, with words explained.",
        "language": "cy",
    },
    "greek": {"title": "Ψυχική υγεία και ένταξη", "creator": "Ομάδα", "language": "el"},
    "chinese": {"title": "包容 与 平等", "creator": "李 明", "language": "zh"},
    "code": {
        "title": "C++ & SQL for evaluators: SELECT * FROM people",
        "creator": "T. Able",
        "why_here": "OR, AND and NOT explained; 100% free.",
        "format": Format.COURSE,
    },
    "numbers": {
        "title": "3 a.m. thoughts and 24/7 care",
        "creator": "Nightline",
        "why_here": "Ten first-person accounts.",
        "topics": ["Crisis"],
    },
    "emoji": {
        "title": "Feelings 🙂 and faces 👩🏽‍🦱",
        "creator": "Image Makers",
        "why_here": "Cards to talk with.",
    },
    "percent": {
        "title": "50% more: a survey_of_wages",
        "creator": "Data Barn",
        "why_here": "Figures on pay by ethnicity.",
        "format": Format.REPORT,
    },
    "stop": {
        "title": "To be and not to be: the who, the what",
        "creator": "Of The And",
        "why_here": "It is as it is.",
    },
    "withdrawn": {
        "title": "Listening badly, withdrawn",
        "creator": "Nobody",
        "withdrawn": True,
    },
}

# What somebody types, and the resources in which all of it is found.
QUERIES: dict[str, set[str]] = {
    # Stems
    "listening": {"listening"},
    "LISTENED": {"listening"},
    "listens well": {"listening"},
    "guides": {"listening"},
    "decision": {"coproduction"},
    "trainers": {"coproduce"},
    "training": {"coproduce"},
    "law": {"legacies"},
    "histories": {"legacies"},
    "history": {"legacies"},
    "inequities": {"legacies"},
    "legacy": {"legacies"},
    "disability": {"easy"},
    # Accents and other letters
    "naive": {"naive"},
    "naïve": {"naive"},
    "nai\u0308ve": {"naive"},
    "NAÏVE QUESTIONS": {"naive"},
    "nunez": {"listening"},
    "Núñez": {"listening"},
    "zoe lukasz": {"naive"},
    "Łukasz": {"naive"},
    "ψυχικη": {"greek"},
    "ΨΥΧΙΚΉ ΥΓΕΊΑ": {"greek"},
    "包容": {"chinese"},
    "ｌｉｓｔｅｎｉｎｇ": {"listening"},
    # Several words, in any order, from any part
    "power share": {"coproduction"},
    "share power": {"coproduction"},
    "peer collective": set(),
    "video captions": {"coproduce"},
    "audio transcript": {"naive"},
    "coproduction 2021": {"coproduction"},
    "2024": {"coproduce"},
    "crisis nightline": {"numbers"},
    "people made learning": {"easy"},
    "large print": {"easy"},
    "restraint": {"legacies"},
    # Compounds and apostrophes
    "co-production": {"coproduction", "coproduce"},
    "coproduction": {"coproduction", "coproduce"},
    "co‑produce": {"coproduction", "coproduce"},
    # What else a page says of a resource
    "English video": {"coproduce"},
    "lived experience": {"culture"},
    "ones own culture": {"culture"},
    "one’s own culture": {"culture"},
    "one own culture": {"culture"},
    "o'neil": {"culture"},
    "oneil darcy": {"culture"},
    "first-person": {"numbers"},
    # Stop words only: they are words like others
    "the": {"naive", "coproduction", "stop"},
    "to be": {"stop"},
    "of the and": {"stop"},
    "it is as it is": {"stop"},
    "a": {"listening", "legacies", "numbers", "percent", "welsh"},
    # Quotes, operators, wildcards, syntax of either database
    '"listening well"': {"listening"},
    '"well listening': {"listening"},
    'a" OR 1': set(),
    "listening OR power": set(),
    "or and not": {"code"},
    "NOT listening": {"listening"},
    "listening -guide": {"listening"},
    "list*": set(),
    "title:listening": set(),
    "search_title : listening": set(),
    "NEAR(listening well, 2)": set(),
    "^listening": {"listening"},
    "listening & well | ! <-> :*": {"listening"},
    "{listening} + (well)": {"listening"},
    "select * from people": {"code"},
    "'; DROP TABLE library_resource; --": set(),
    "100%": {"code"},
    "50% more": {"percent"},
    "%": set(),
    "survey_of_wages": {"percent"},
    "_____": set(),
    "\\": set(),
    "c++": {"code"},
    "24/7": {"numbers"},
    "1845–2007": {"legacies"},
    # No letters at all
    "🙂": set(),
    "feelings 🙂": {"emoji"},
    "👩🏽‍🦱 faces": {"emoji"},
    "…": set(),
    "\x00": set(),
    "\x00listening\x00": {"listening"},
    "\u202elistening\u200b": {"listening"},
}


def fill_library() -> dict[int, str]:
    """Write the resources, and return the name of each by its key."""
    names = {}
    topics: dict[str, Any] = {}
    for name, fields in RESOURCES.items():
        wanted = fields.get("topics", ())
        for topic in wanted:
            topics.setdefault(topic, TopicFactory(name=topic))
        given = {"why_here": "", "year": None, **fields}
        made: Resource = ResourceFactory(**{**given, "topics": [topics[one] for one in wanted]})
        names[made.pk] = name
    return names
