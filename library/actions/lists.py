"""Reading lists: made, filled, put in order, shared, deleted."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext

from aims.models import Aim
from imroc_ei.people.models import User
from imroc_ei.people.models.user import public_id
from library.enums import ListVisibility
from library.models import ReadingList, ReadingListItem, Resource, SavedSearch
from library.queries.lists import items_of


def make_list(
    *,
    by: User,
    form_key: UUID,
    title: str,
    about: str = "",
    visibility: str = ListVisibility.ONLY_ME,
    aim: Aim | None = None,
    first: Resource | None = None,
) -> ReadingList:
    """Make a list: one's own, or one of the library's own for an aim. A form makes one list."""
    curated = visibility == ListVisibility.CURATED
    try:
        with transaction.atomic():
            made = ReadingList.objects.create(
                form_key=form_key,
                title=title,
                about=about,
                visibility=visibility,
                aim=aim if curated else None,
                held_by=None if curated else by,
            )
            if first:
                put_on(reading_list=made, resource=first)
            return made
    except IntegrityError:
        sent_before = ReadingList.objects.visible_to(by).filter(form_key=form_key).first()
        if sent_before is None:
            raise PermissionDenied from None
        return sent_before


@transaction.atomic
def describe_list(
    *, reading_list: ReadingList, title: str, about: str, visibility: str, aim: Aim | None = None
) -> ReadingList:
    """Change what a list says and who sees it. Whose it is does not change.

    One that is shared no more gets a new address, so that the old link stays closed for good.
    """
    row = ReadingList.objects.select_for_update().get(pk=reading_list.pk)
    row.title, row.about = title, about
    if row.is_curated:
        row.aim = aim or row.aim
    else:
        if visibility == ListVisibility.ONLY_ME and not row.is_private:
            row.public_id = public_id()
        row.visibility = visibility
    row.save()
    return row


@transaction.atomic
def put_on(*, reading_list: ReadingList, resource: Resource) -> ReadingListItem:
    """Put a resource at the end of a list; it stands there once."""
    ReadingList.objects.select_for_update().get(pk=reading_list.pk)
    last = reading_list.items.aggregate(last=Max("order"))["last"] or 0
    item, _is_new = ReadingListItem.objects.get_or_create(
        reading_list=reading_list, resource=resource, defaults={"order": last + 1}
    )
    return item


@transaction.atomic
def save_for_later(*, by: User, resource: Resource) -> ReadingList:
    """Put a resource on the person's first list, which is made where there is none."""
    User.objects.select_for_update().get(pk=by.pk)
    own = ReadingList.objects.held_by(by).order_by("made_at", "pk").first()
    if own is None:
        own = ReadingList.objects.create(title=gettext("Saved for later"), held_by=by)
    put_on(reading_list=own, resource=resource)
    return own


@transaction.atomic
def move(*, by: User, item: ReadingListItem, place: int, note: str) -> None:
    """Give an item its note and its place among what the person sees; the others close up."""
    ReadingList.objects.select_for_update().get(pk=item.reading_list_id)
    others = list(ReadingListItem.objects.filter(reading_list=item.reading_list_id))
    moved = next((one for one in others if one.pk == item.pk), None)
    if moved is None:
        return
    moved.note = note
    others.remove(moved)
    seen = {one.pk for one in items_of(item.reading_list, by)}
    behind = [0, *(at for at, one in enumerate(others, start=1) if one.pk in seen)]
    others.insert(behind[min(max(place, 1), len(behind)) - 1], moved)
    for order, one in enumerate(others, start=1):
        one.order = order
    ReadingListItem.objects.bulk_update(others, ["order", "note"])


def take_off(*, item: ReadingListItem) -> None:
    item.delete()


def delete_list(*, reading_list: ReadingList) -> None:
    reading_list.delete()


@transaction.atomic
def save_search(*, by: User, name: str, query: str) -> SavedSearch:
    """Keep a search under a name; the same search again takes the new name."""
    saved, _is_new = SavedSearch.objects.update_or_create(
        person=by, query=query, defaults={"name": name}
    )
    return saved


@transaction.atomic
def forget_what_is_private(*, by: User) -> None:
    """Delete the person's lists and searches. What they suggested stays, without their name."""
    ReadingList.objects.held_by(by).delete()
    SavedSearch.objects.visible_to(by).delete()
