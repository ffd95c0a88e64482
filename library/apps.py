from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "library"
    verbose_name = _("Library")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # What follows imports models, which are there only once every app has been loaded.
        from imroc_ei.notices.rules import register  # noqa: PLC0415
        from library import rules  # noqa: PLC0415
        from library.links.rules import LinksToLookAt  # noqa: PLC0415
        from library.search.index import ensure_index  # noqa: PLC0415

        post_migrate.connect(ensure_index, sender=self, dispatch_uid="library search index")
        register(
            LinksToLookAt,
            rules.SuggestionToLookAt,
            rules.SuggestionAnswered,
            rules.ProblemToLookAt,
        )
