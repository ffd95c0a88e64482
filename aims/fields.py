from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from imroc_ei.people.models import User
from imroc_ei.people.roles import RoleName

if TYPE_CHECKING:
    PersonField = forms.ModelChoiceField[User]
else:
    PersonField = forms.ModelChoiceField


class HolderField(PersonField):
    """Who looks after something: a consultant who is here, or whoever looks after it now."""

    default_error_messages = {
        "invalid_choice": _("Choose somebody from the list, or nobody."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(User.objects.none(), required=False, empty_label=_("Nobody yet"), **kwargs)

    def offer(self, *, now: User | None) -> None:
        """Fill the list, with the person who holds it now in it whatever became of them."""
        consultants = User.objects.holding(RoleName.CONSULTANT).values("pk")
        self.queryset = User.objects.filter(Q(pk__in=consultants) | Q(pk=now and now.pk))

    def label_from_instance(self, person: User) -> str:
        return person.display_name
