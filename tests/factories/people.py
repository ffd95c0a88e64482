from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256
from typing import Any

import factory
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.utils import timezone

from imroc_ei.people.models import Invitation, RoleGrant, TeamTerm, User
from imroc_ei.people.roles import ROLES, RoleName
from tests.factories.base import ModelFactory

PASSWORD = "a-password-for-tests"


class UserFactory(ModelFactory[User]):
    """Somebody who signs in: a consultant unless `roles` says otherwise.

    Whose roles ask for a second factor has one, unless `second_factor=False` says otherwise.
    """

    class Meta:
        model = User

    class Params:
        roles: Iterable[str] = (RoleName.CONSULTANT,)
        second_factor: bool | None = None

    email = factory.Sequence(lambda n: f"user{n}@example.com")
    name = factory.Sequence(lambda n: f"Robin Person {n}")

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **fields: Any) -> User:
        password = fields.pop("password", PASSWORD)
        roles = fields.pop("held_roles")
        second_factor = fields.pop("wanted_factor")
        user: User = model_class._default_manager.create_user(password=password, **fields)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        for name in roles:
            user.groups.add(Group.objects.get(name=name))
            RoleGrant.objects.create(person=user, role=name, opened_at=timezone.now())
        needed = any(ROLES[RoleName(name)].second_factor for name in roles)
        if needed if second_factor is None else second_factor:
            Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
        return user

    held_roles = factory.LazyAttribute(lambda made: list(made.roles))
    wanted_factor = factory.LazyAttribute(lambda made: made.second_factor)


class TeamTermFactory(ModelFactory[TeamTerm]):
    class Meta:
        model = TeamTerm

    person = factory.SubFactory(UserFactory)
    role = "Member"
    starts_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=30))


class InvitationFactory(ModelFactory[Invitation]):
    """An open invitation. Its link ends in `token`, of which only the digest is kept."""

    class Meta:
        model = Invitation

    class Params:
        token = factory.Sequence(lambda n: f"token-of-invitation-{n}")

    email = factory.Sequence(lambda n: f"invited{n}@example.com")
    roles = factory.LazyFunction(lambda: [RoleName.CONSULTANT.value])
    token_digest = factory.LazyAttribute(lambda made: sha256(made.token.encode()).hexdigest())
