from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from aims.crumbs import aim_crumbs, home_crumb, language_crumb
from aims.forms import AimForm, JudgementForm, TermForm, VisionForm
from aims.models import Aim, Term, Vision
from aims.versions import versions
from imroc_ei.access import requires
from imroc_ei.forms.edit_pages import edit_page, sent


@login_not_required
def language(request: HttpRequest) -> HttpResponse:
    return render(request, "aims/language.html", {"terms": Term.objects.all()})


@requires("aims.change_vision")
def vision_edit(request: HttpRequest) -> HttpResponse:
    form = VisionForm(sent(request), row=get_object_or_404(Vision))
    return edit_page(
        request,
        form,
        template="aims/edit.html",
        to=reverse("home"),
        heading=_("Change the words of the vision"),
        crumbs=[home_crumb()],
        history_url=reverse("vision_history"),
    )


@requires("aims.change_aim")
def aim_edit(request: HttpRequest, number: int) -> HttpResponse:
    aim = get_object_or_404(Aim.objects.current(), number=number)
    return edit_page(
        request,
        AimForm(sent(request), row=aim),
        template="aims/edit.html",
        to=aim.get_absolute_url(),
        heading=_("Change the words of aim %(number)d") % {"number": number},
        crumbs=aim_crumbs(aim),
        history_url=reverse("aim_history", args=[number]),
    )


@requires("aims.change_term")
def term_edit(request: HttpRequest, slug: str) -> HttpResponse:
    term = get_object_or_404(Term, slug=slug)
    return edit_page(
        request,
        TermForm(sent(request), row=term),
        template="aims/edit.html",
        to=term.get_absolute_url(),
        heading=_("What we say about “%(word)s”") % {"word": term.name},
        crumbs=[language_crumb()],
        history_url=reverse("term_history", args=[slug]),
    )


@requires("aims.judge_aim")
def aim_judgement(request: HttpRequest, number: int) -> HttpResponse:
    aim = get_object_or_404(Aim.objects.current().select_related("held_by"), number=number)
    return edit_page(
        request,
        JudgementForm(sent(request), row=aim),
        template="aims/judgement.html",
        to=aim.get_absolute_url(),
        heading=_("How aim %(number)d is doing") % {"number": number},
        aim=aim,
        crumbs=aim_crumbs(aim),
    )


@requires("aims.view_historicalvision")
def vision_history(request: HttpRequest) -> HttpResponse:
    context = {
        "heading": _("How the vision came to its words"),
        "versions": versions(get_object_or_404(Vision), ["statement"]),
        "crumbs": [home_crumb()],
    }
    return render(request, "aims/history.html", context)


@requires("aims.view_historicalaim")
def aim_history(request: HttpRequest, number: int) -> HttpResponse:
    aim = get_object_or_404(Aim, number=number)
    context = {
        "heading": _("How aim %(number)d came to its words") % {"number": number},
        "versions": versions(aim, ["statement", "short_name"]),
        "crumbs": aim_crumbs(aim),
    }
    return render(request, "aims/history.html", context)


@requires("aims.view_historicalterm")
def term_history(request: HttpRequest, slug: str) -> HttpResponse:
    term = get_object_or_404(Term, slug=slug)
    context = {
        "heading": _("What we have said about “%(word)s”") % {"word": term.name},
        "versions": versions(term, ["summary", "full_statement", "review_on"]),
        "crumbs": [language_crumb()],
    }
    return render(request, "aims/history.html", context)
