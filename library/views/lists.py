"""Reading lists: those of the library, and one's own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from imroc_ei.access import person_of, requires
from imroc_ei.forms.edit_pages import sent
from library.actions import lists as actions
from library.crumbs import library_crumb, list_crumbs, lists_crumb
from library.doors import for_who_has_the_address, in_library
from library.forms.lists import ItemForm, ListForm, NewListForm
from library.models import ReadingList, ReadingListItem, Resource
from library.queries.lists import items_of, list_overview
from library.views.items import seen_resource

SAVE = "library.add_readinglist"


@login_not_required
@in_library
def reading_lists(request: HttpRequest) -> HttpResponse:
    context = {"lists": list_overview(request.user), "crumbs": [library_crumb()]}
    return render(request, "library/reading_lists.html", context)


@login_not_required
@in_library
def reading_list(request: HttpRequest, list_id: str) -> HttpResponse:
    rows = ReadingList.objects.visible_to(request.user).select_related("aim")
    found = get_object_or_404(rows, public_id=list_id)
    context = {
        "list": found,
        "items": items_of(found, request.user),
        "may_change": found.is_changeable_by(request.user),
        "crumbs": [library_crumb(), lists_crumb()],
    }
    answer = render(request, "library/reading_list.html", context)
    return answer if found.is_curated else for_who_has_the_address(answer)


def own_list(request: HttpRequest, list_id: str) -> ReadingList:
    """Fetch a list to change. Who may only see it is told so."""
    seen = ReadingList.objects.visible_to(request.user).select_related("aim")
    found = get_object_or_404(seen, public_id=list_id)
    if not found.is_changeable_by(request.user):
        raise PermissionDenied
    return found


@in_library
@requires(SAVE)
def reading_list_new(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    form = NewListForm(sent(request), person=person)
    first = _first_of(request)
    if form.is_valid():
        return redirect(actions.make_list(by=person, first=first, **form.cleaned_data))
    context = {
        "form": form,
        "heading": _("Start a reading list"),
        "about": _("“%(title)s” will be the first on it.") % {"title": first.title}
        if first
        else "",
        "button": _("Start it"),
        "back": first.get_absolute_url() if first else lists_crumb().url,
        "crumbs": [library_crumb(), lists_crumb()],
    }
    return render(request, "library/form_page.html", context)


def _first_of(request: HttpRequest) -> Resource | None:
    """The resource that the list is started with, where there is one."""
    wanted = request.GET.get("resource", "").replace("\0", "")
    return Resource.objects.published().filter(public_id=wanted).first() if wanted else None


@in_library
@requires(SAVE)
def reading_list_edit(request: HttpRequest, list_id: str) -> HttpResponse:
    found = own_list(request, list_id)
    form = ListForm(sent(request), person=person_of(request), row=found)
    if form.is_valid():
        saved = actions.describe_list(reading_list=found, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(saved)
    context = {
        "form": form,
        "heading": _("Change “%(title)s”") % {"title": found.title},
        "about": "",
        "button": _("Save"),
        "back": found.get_absolute_url(),
        "crumbs": list_crumbs(found),
    }
    return render(request, "library/form_page.html", context)


@in_library
@requires(SAVE)
def reading_list_delete(request: HttpRequest, list_id: str) -> HttpResponse:
    found = own_list(request, list_id)
    if request.method == "POST":
        actions.delete_list(reading_list=found)
        messages.success(request, _("The list is deleted. What was on it is still in the library."))
        return redirect("reading_lists")
    return render(
        request, "library/reading_list_delete.html", {"list": found, "crumbs": list_crumbs(found)}
    )


@in_library
@requires(SAVE)
def resource_save(request: HttpRequest, resource_id: str) -> HttpResponse:
    """Put a resource on the list that was chosen; on one's first where none was."""
    row = seen_resource(request, resource_id)
    if request.method == "POST" and not row.is_withdrawn:
        chosen = request.POST.get("list", "").replace("\0", "")
        if chosen:
            saved = own_list(request, chosen)
            actions.put_on(reading_list=saved, resource=row)
        else:
            saved = actions.save_for_later(by=person_of(request), resource=row)
        messages.success(request, _("Saved on “%(title)s”.") % {"title": saved.title})
    return redirect(f"{row.get_absolute_url()}#lists")


@in_library
@requires(SAVE)
def reading_list_item(request: HttpRequest, list_id: str, resource_id: str) -> HttpResponse:
    """The place and the note of one resource on a list; or take it off."""
    found = own_list(request, list_id)
    items = items_of(found, request.user)
    place, item = _place_of(resource_id, items)
    if request.method == "POST" and "off" in request.POST:
        actions.take_off(item=item)
        messages.success(request, _("It is off the list."))
        return redirect(found)
    form = ItemForm(sent(request), item=item, place=place, count=len(items))
    if form.is_valid():
        actions.move(by=person_of(request), item=item, **form.cleaned_data)
        return redirect(found)
    return render(request, "library/reading_list_item.html", _item(form, item, found))


def _place_of(resource_id: str, items: list[ReadingListItem]) -> tuple[int, ReadingListItem]:
    """Return where a resource stands among what is seen of a list. What was withdrawn is not."""
    for place, item in enumerate(items, start=1):
        if item.resource.public_id == resource_id:
            return place, item
    raise Http404


def _item(form: ItemForm, item: ReadingListItem, found: ReadingList) -> dict[str, Any]:
    return {
        "form": form,
        "heading": item.resource.title,
        "about": "",
        "button": _("Save"),
        "back": found.get_absolute_url(),
        "crumbs": list_crumbs(found),
    }
