"""Reading lists and saved searches."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from aims.models import Aim
from imroc_ei.forms.fields import field_of
from imroc_ei.forms.widgets import RadioCards
from imroc_ei.forms.words import WordsField
from imroc_ei.people.models import User
from library.doors import CURATE
from library.enums import ListVisibility
from library.forms.fields import line, number, same_for_all
from library.models import ReadingList, ReadingListItem
from library.models.saved_search import LONGEST_QUERY

LONGEST_NAME = 120
LONGEST_ABOUT = 1000
VISIBILITY_HINTS: dict[str, Any] = {
    ListVisibility.ONLY_ME: _("In nobody else’s page, count or export"),
    ListVisibility.LINK: _("It is in no list of lists. You give its address to whom you like"),
    ListVisibility.CURATED: _("Stands in the library for the aim below"),
}


class ListForm(forms.Form):
    """A list of one's own; those who curate also make lists of the library's own."""

    title = line(
        _("Name of the list"),
        longest=LONGEST_NAME,
        required=True,
        error_messages={"required": _("Write a name for the list.")},
    )
    about = WordsField(label=_("What it is for"), required=False, longest=LONGEST_ABOUT, rows=3)
    visibility = forms.ChoiceField(
        label=_("Who can see it?"),
        widget=RadioCards(hints=VISIBILITY_HINTS),
        initial=ListVisibility.ONLY_ME,
        error_messages=same_for_all(_("Choose who can see it.")),
    )
    aim = forms.ModelChoiceField(
        Aim.objects.none(),
        label=_("If it is one of the library’s own: for which aim?"),
        to_field_name="number",
        required=False,
        empty_label=_("None"),
        error_messages=same_for_all(_("Choose an aim from the list."), "invalid_choice"),
    )

    def __init__(
        self, *args: Any, person: User, row: ReadingList | None = None, **kwargs: Any
    ) -> None:
        self.row = row
        if row:
            kwargs["initial"] = {
                "title": row.title,
                "about": row.about,
                "visibility": row.visibility,
                "aim": row.aim.number if row.aim else None,
            }
        super().__init__(*args, **kwargs)
        self._offer(person)

    def _offer(self, person: User) -> None:
        """Whose a list is does not change; an aim is asked for where it can be one's own."""
        offered = [ListVisibility.ONLY_ME, ListVisibility.LINK]
        if self.row and self.row.is_curated:
            offered = [ListVisibility.CURATED]
        elif not self.row and person.has_perm(CURATE):
            offered.append(ListVisibility.CURATED)
        choices = [(value.value, value.label) for value in offered]
        field_of(self, "visibility", forms.ChoiceField).choices = choices
        if ListVisibility.CURATED in offered:
            field_of(self, "aim", forms.ModelChoiceField).queryset = Aim.objects.current()
        else:
            del self.fields["aim"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        curated = given.get("visibility") == ListVisibility.CURATED
        if curated and not given.get("aim") and "aim" not in self.errors:
            self.add_error("aim", _("Choose the aim that the list is for."))
        return given


class NewListForm(ListForm):
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": {"form_key": uuid.uuid4()}})


class ItemForm(forms.Form):
    """Where an item stands on its list, and what to say about it there."""

    note = line(_("A note"), longest=300, help_text=_("Stands below it on the list."))

    def __init__(self, *args: Any, item: ReadingListItem, place: int, count: int, **kwargs: Any):
        kwargs["initial"] = {"note": item.note, "place": place}
        super().__init__(*args, **kwargs)
        self.fields["place"] = number(
            _("Its place on the list"),
            least=1,
            most=count,
            rule=_("Write a figure from 1 to %(count)d.") % {"count": count},
        )
        self.place = place

    def clean_place(self) -> int:
        return self.cleaned_data["place"] or self.place


class SaveSearchForm(forms.Form):
    name = line(
        _("A name for this search"),
        longest=LONGEST_NAME,
        required=True,
        error_messages={"required": _("Write a name for the search.")},
    )
    query = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_query(self) -> str:
        """Keep what the search asks for, and neither its page nor what is empty."""
        asked = QueryDict(self.cleaned_data["query"][: LONGEST_QUERY * 2], mutable=True)
        kept = QueryDict(mutable=True)
        for name, values in asked.lists():
            plain = (str(value).replace("\0", "") for value in values)
            given = [value for value in plain if value.strip()]
            if name != "page" and given:
                kept.setlist(name, given)
        query = kept.urlencode()
        if len(query) > LONGEST_QUERY:
            raise forms.ValidationError(_("This search is too long to be kept. Use fewer words."))
        return query
