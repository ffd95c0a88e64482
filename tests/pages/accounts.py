"""The addresses of sign-in, which a package brings along; some views are ours."""

from tests.pages.page import EVERYONE, SIGNED_IN, Page, Sent, at, roles

ELSEWHERE = roles(others=302)
NOT_SIGNED_IN = roles(anyone=200, others=302)
NOT_THEIRS = roles(others=404)
HAVE_A_SECOND_FACTOR = ("lead", "handler", "owner")


def no_such_passkey(world: object) -> int:
    return 0


PAGES = [
    Page(
        name="account_login",
        roles=NOT_SIGNED_IN,
        errors={
            "nothing typed": Sent(data={"login": ""}, by="anyone"),
            "no address": Sent(data={"login": "nobody"}, by="anyone"),
            "a wrong password": Sent(
                data={"login": "nobody@example.com", "password": "not this one"}, by="anyone"
            ),
        },
    ),
    Page(
        name="account_request_login_code",
        roles=NOT_SIGNED_IN,
        errors={"no address": Sent(data={"email": "nobody"}, by="anyone")},
    ),
    Page(
        name="account_confirm_login_code",
        roles=ELSEWHERE,
        html=False,
        sign_in="/accounts/login/code/",
    ),
    Page(name="account_logout", roles=SIGNED_IN, sign_in="/"),
    Page(name="account_inactive", roles=EVERYONE),
    Page(name="account_signup", roles=NOT_SIGNED_IN),
    Page(
        name="account_reauthenticate",
        roles=SIGNED_IN,
        errors={"a wrong password": Sent(data={"password": "not this one"})},
    ),
    Page(
        name="account_email",
        roles=SIGNED_IN,
        errors={"no address": Sent(data={"action_add": "1", "email": "nobody"})},
    ),
    Page(name="account_email_verification_sent", roles=ELSEWHERE, html=False),
    Page(
        name="account_change_password",
        roles=SIGNED_IN,
        errors={
            "nothing typed": Sent(data={"oldpassword": ""}),
            "too short": Sent(data={"oldpassword": "no", "password1": "a", "password2": "b"}),
        },
    ),
    Page(name="account_set_password", roles=ELSEWHERE, html=False),
    Page(
        name="account_reset_password",
        roles=EVERYONE,
        errors={"no address": Sent(data={"email": "nobody"}, by="anyone")},
    ),
    Page(name="account_confirm_password_reset_code", roles=ELSEWHERE, html=False),
    Page(
        name="account_complete_password_reset",
        roles=ELSEWHERE,
        html=False,
        sign_in="/accounts/password/reset/",
    ),
    Page(name="account_password_reset_completed", roles=EVERYONE),
    Page(name="mfa_index", roles=SIGNED_IN),
    Page(name="mfa_authenticate", roles=ELSEWHERE, html=False),
    Page(
        name="mfa_reauthenticate",
        roles=roles(others=302) | dict.fromkeys(HAVE_A_SECOND_FACTOR, 200),
    ),
    Page(name="mfa_activate_totp", roles=ELSEWHERE, html=False),
    Page(
        name="mfa_deactivate_totp",
        roles=NOT_THEIRS | dict.fromkeys(HAVE_A_SECOND_FACTOR, 302),
        html=False,
    ),
    Page(name="mfa_list_webauthn", roles=SIGNED_IN),
    Page(name="mfa_add_webauthn", roles=ELSEWHERE, html=False),
    Page(
        name="mfa_edit_webauthn",
        path=at("mfa_edit_webauthn", no_such_passkey),
        roles=ELSEWHERE,
        html=False,
    ),
    Page(
        name="mfa_remove_webauthn",
        path=at("mfa_remove_webauthn", no_such_passkey),
        roles=ELSEWHERE,
        html=False,
    ),
    Page(name="mfa_login_webauthn", roles=ELSEWHERE, html=False),
    Page(name="mfa_reauthenticate_webauthn", roles=ELSEWHERE, html=False),
    Page(name="mfa_view_recovery_codes", roles=NOT_THEIRS, html=False),
    Page(name="mfa_generate_recovery_codes", roles=ELSEWHERE, html=False),
    Page(name="mfa_download_recovery_codes", roles=NOT_THEIRS, html=False),
]
