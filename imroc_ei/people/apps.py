from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "imroc_ei.people"
    verbose_name = _("People")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Imported here because models can only be imported once every app is loaded.
        from imroc_ei.people.role_sync import after_migrate  # noqa: PLC0415

        last = [app for app in apps.get_app_configs() if app.models_module][-1]
        post_migrate.connect(after_migrate, sender=last, dispatch_uid="people.roles")
