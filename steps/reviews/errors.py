from django.core.exceptions import ValidationError


class Refused(ValidationError):
    """What the rules of a review do not allow; its words say how to put it right."""


class Moved(Exception):
    """Somebody else was here first. The words say what happened meanwhile."""


class Stale(Moved):
    """The page was read before somebody changed what it shows."""
