from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.Model):
    """A word that resources are found by, chosen by those who curate."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(max_length=60, unique=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name
