from imroc_ei.people.models import RoleGrant, TeamTerm
from tests.pages.page import EVERYONE, HANDLERS, OWNERS, SIGNED_IN, Page, Sent, at, roles
from tests.world import World

TEAM_KEEPERS = roles(others=403, lead=200, owner=200)


def invitation(world: World) -> int:
    return world.invitation.pk


def term(world: World) -> int:
    return TeamTerm.objects.get(person=world.people["team_member"]).pk


def lead_grant(world: World) -> int:
    return RoleGrant.objects.get(person=world.people["lead"], role="lead").pk


def waiting_grant(world: World) -> int:
    """Name somebody as a handler, once: the page is asked in a world that may be used again."""
    grant, _made = RoleGrant.objects.get_or_create(
        person=world.people["consultant"], role="handler", granted_by=world.people["owner"]
    )
    return grant.pk


PAGES = [
    Page(name="people", roles=EVERYONE),
    Page(
        name="team_add",
        roles=TEAM_KEEPERS,
        errors={
            "nothing filled in": Sent(data={"starts_on_day": ""}, by="lead"),
            "ends before it starts": Sent(
                data={
                    "role": "Member",
                    "starts_on_day": "3",
                    "starts_on_month": "March",
                    "starts_on_year": "2026",
                    "ends_on_day": "2",
                    "ends_on_month": "March",
                    "ends_on_year": "2026",
                    "days_a_month": "many",
                },
                by="lead",
            ),
        },
    ),
    Page(name="team_edit", path=at("team_edit", term), roles=TEAM_KEEPERS),
    Page(name="team_end", path=at("team_end", term), roles=TEAM_KEEPERS),
    Page(
        name="preferences",
        roles=SIGNED_IN,
        errors={
            "no name": Sent(data={"name": " "}),
            "everything too long": Sent(data={"name": "a" * 500, "pronouns": "b" * 500}),
        },
    ),
    Page(name="second_factor", roles=SIGNED_IN),
    Page(
        name="invite",
        roles=OWNERS,
        errors={
            "nothing filled in": Sent(data={"email": ""}, by="owner"),
            "no address": Sent(data={"email": "nobody", "roles": ["lead"]}, by="owner"),
        },
    ),
    Page(name="invitations", roles=OWNERS),
    Page(name="invitation_again", path=at("invitation_again", invitation), roles=OWNERS),
    Page(name="invitation_withdraw", path=at("invitation_withdraw", invitation), roles=OWNERS),
    Page(
        name="invitation_accept",
        path=at("invitation_accept", lambda world: world.token),
        roles=EVERYONE,
        errors={
            "no name and a short password": Sent(
                data={"name": "", "pronouns": "she/they", "password": "short"}, by="anyone"
            ),
        },
    ),
    Page(name="roles", roles=roles(others=403, handler=200, owner=200)),
    Page(
        name="role_give",
        roles=OWNERS,
        errors={"nothing chosen": Sent(data={"person": ""}, by="owner")},
    ),
    Page(name="role_end", path=at("role_end", lead_grant), roles=OWNERS),
    Page(name="handler_confirm", path=at("handler_confirm", waiting_grant), roles=HANDLERS),
]
