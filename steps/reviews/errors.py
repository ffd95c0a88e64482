from django.core.exceptions import ValidationError


class RefusedError(ValidationError):
    """What the rules of a review do not allow; its words say how to put it right."""


class MovedError(Exception):
    """Somebody else was here first. The words say what happened meanwhile."""


class StaleError(MovedError):
    """The page was read before somebody changed what it shows."""


class OtherWordsError(MovedError):
    """A form that was sent before was sent again with other words."""
