"""Two people, or two tabs, on one entry: the second is told instead of overwriting the first."""

from steps.models import Activity


class EntryChangedError(Exception):
    """Somebody, or another tab, changed the entry first. `activity` is how it stands now."""

    def __init__(self, activity: Activity) -> None:
        super().__init__()
        self.activity = activity


class DecidedAlreadyError(EntryChangedError):
    """Another lead has decided about the entry first."""
