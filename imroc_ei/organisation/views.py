from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from imroc_ei.access import requires
from imroc_ei.forms.edit_pages import edit_page, sent
from imroc_ei.organisation.forms import OrganisationForm
from imroc_ei.organisation.models import Organisation


@requires("organisation.change_organisation")
def organisation_edit(request: HttpRequest) -> HttpResponse:
    return edit_page(
        request,
        OrganisationForm(sent(request), row=Organisation.current()),
        template="organisation/edit.html",
        to=reverse("organisation_edit"),
        heading=_("The organisation and its site"),
    )
