"""What those who look after the library hear of its links."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from imroc_ei.notices.rules import Due, Line, Rule
from imroc_ei.people.roles import RoleName
from library.links.actions import RULE
from library.links.queries import count_failing
from library.models import Resource


class LinksToLookAt(Rule):
    """A link could not be opened three times running. `library.links.actions` calls `notify`.

    However many links it is about, a mail says it in one line, with how many there are by then.
    """

    slug = RULE
    name = _("Links in the library to look at")
    sentence = _("When a link in the library could not be opened three times running.")
    roles = (RoleName.LEAD,)

    def render(self, due: Due, *, today: date) -> Line | None:
        if not Resource.objects.failing().filter(public_id=due.subject).exists():
            return None
        failing = count_failing()
        text = ngettext(
            "%(all)d link in the library could not be opened three times running: "
            "%(broken)d broken, %(other)d that could not be checked.",
            "%(all)d links in the library could not be opened three times running: "
            "%(broken)d broken, %(other)d that could not be checked.",
            failing.all,
        )
        return Line(
            text=text % {"all": failing.all, "broken": failing.broken, "other": failing.other},
            label=gettext("See the links"),
            path=reverse("library_curation"),
        )
