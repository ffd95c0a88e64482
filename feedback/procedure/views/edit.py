"""Writing the procedure: for owners. What is in force stays as it is."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from aims.crumbs import Crumb
from aims.versions import versions
from feedback.models import FeedbackChoices, ProcedureVersion
from feedback.procedure import actions, forms
from feedback.procedure.numbers import FIELDS
from feedback.procedure.queries import Shown, all_versions
from imroc_ei.access import person_of, requires
from imroc_ei.forms.edit_pages import edit_page, sent
from imroc_ei.forms.editing import EditForm

MAY_WRITE = "feedback.change_procedureversion"
HISTORY = [
    *("state", "text", "easy_text", "changed", "consulted_from", "consulted_with"),
    *("review_on", "held_by"),
    *FIELDS,
]


def crumbs(version: ProcedureVersion | None = None) -> list[Crumb]:
    found = [Crumb(_("The procedure’s versions"), reverse("procedure_versions"))]
    return [*found, Crumb(str(version), _address(version))] if version else found


def _address(version: ProcedureVersion) -> str:
    return reverse("procedure_edit", args=[version.number])


def _writable(number: int) -> ProcedureVersion:
    writable = ProcedureVersion.objects.filter(state__in=actions.WRITABLE)
    return get_object_or_404(writable.select_related("held_by"), number=number)


@requires(MAY_WRITE)
def procedure_versions(request: HttpRequest) -> HttpResponse:
    return render(request, "feedback/procedure/versions.html", {"versions": all_versions()})


@requires(MAY_WRITE)
def procedure_begin(request: HttpRequest) -> HttpResponse:
    form = forms.BeginForm(sent(request), number=actions.next_number())
    if form.is_valid():
        begun = form.carry_out(by=person_of(request))
        said = _("Begun. It is a draft until you put it in force.")
        messages.success(request, said if begun.is_new else _("This version has been begun."))
        return redirect(_address(begun.version))
    context = {"form": form, "number": actions.next_number(), "crumbs": crumbs()}
    return render(request, "feedback/procedure/begin.html", context)


@requires(MAY_WRITE)
def procedure_edit(request: HttpRequest, number: int) -> HttpResponse:
    """A version with all that an owner can do about it."""
    version = get_object_or_404(ProcedureVersion.objects.select_related("held_by"), number=number)
    context = {"page": Shown(version=version), "crumbs": crumbs()}
    return render(request, "feedback/procedure/version.html", context)


def _edit_page(
    request: HttpRequest, version: ProcedureVersion, form: type[EditForm], heading: str
) -> HttpResponse:
    return edit_page(
        request,
        form(sent(request), row=version),
        template="feedback/procedure/edit.html",
        to=_address(version),
        heading=heading,
        crumbs=crumbs(version),
        history_url=reverse("procedure_history", args=[version.number]),
    )


@requires(MAY_WRITE)
def procedure_words(request: HttpRequest, number: int) -> HttpResponse:
    return _edit_page(request, _writable(number), forms.WordsForm, _("Write the procedure"))


@requires(MAY_WRITE)
def procedure_numbers(request: HttpRequest, number: int) -> HttpResponse:
    return _edit_page(request, _writable(number), forms.NumbersForm, _("How long things take"))


@requires(MAY_WRITE)
def procedure_changes(request: HttpRequest, number: int) -> HttpResponse:
    return _edit_page(request, _writable(number), forms.ChangesForm, _("What changed, and why"))


@requires(MAY_WRITE)
def procedure_asked(request: HttpRequest, number: int) -> HttpResponse:
    return _edit_page(request, _writable(number), forms.ConsultForm, _("Who was asked"))


@requires(MAY_WRITE)
def procedure_care(request: HttpRequest, number: int) -> HttpResponse:
    version = get_object_or_404(ProcedureVersion.objects.select_related("held_by"), number=number)
    return _edit_page(request, version, forms.CareForm, _("Who looks after it, and until when"))


@requires(MAY_WRITE)
def procedure_in_force(request: HttpRequest, number: int) -> HttpResponse:
    version = _writable(number)
    form = forms.InForceForm(sent(request))
    if form.is_valid():
        try:
            actions.put_in_force(by=person_of(request), version=version, **form.cleaned_data)
        except actions.NotAskedYetError:
            form.add_error(None, _("Say first who was asked about this version."))
        else:
            messages.success(request, _("In force from today."))
            return redirect(_address(version))
    context = {"form": form, "version": version, "crumbs": crumbs(version)}
    return render(request, "feedback/procedure/in_force.html", context)


@requires(MAY_WRITE)
def procedure_history(request: HttpRequest, number: int) -> HttpResponse:
    version = get_object_or_404(ProcedureVersion, number=number)
    context = {
        "heading": _("How version %(number)s came to be as it is") % {"number": number},
        "versions": versions(version, HISTORY),
        "crumbs": crumbs(version),
    }
    return render(request, "aims/history.html", context)


@requires(MAY_WRITE)
def procedure_settings(request: HttpRequest) -> HttpResponse:
    return edit_page(
        request,
        forms.ChoicesForm(sent(request), row=FeedbackChoices.current()),
        template="feedback/procedure/settings.html",
        to=reverse("procedure_versions"),
        heading=_("What else is chosen for feedback"),
        crumbs=crumbs(),
    )
