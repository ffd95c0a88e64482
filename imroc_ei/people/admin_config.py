from django.contrib.admin.apps import AdminConfig


class OwnersAdminConfig(AdminConfig):
    """Django's admin, with our site in the place of its own."""

    default_site = "imroc_ei.people.admin_site.OwnersSite"
