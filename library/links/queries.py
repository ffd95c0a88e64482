"""What a page or a mail says about links."""

from dataclasses import dataclass

from django.db.models import Count, Q

from library.enums import LinkState
from library.models import Resource


@dataclass(frozen=True)
class Failing:
    """How many links have failed so often that somebody should look, and how."""

    broken: int
    other: int

    @property
    def all(self) -> int:
        return self.broken + self.other


def count_failing() -> Failing:
    counts = Resource.objects.failing().aggregate(
        all=Count("pk"), broken=Count("pk", filter=Q(link_state=LinkState.BROKEN))
    )
    return Failing(broken=counts["broken"], other=counts["all"] - counts["broken"])
