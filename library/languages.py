"""Languages by their codes (BCP 47), and how we name them."""

from django.utils.translation import gettext_lazy as _

# By their own names, as people who read them look for them; others can be written as a code.
LANGUAGES = (
    ("en", _("English")),
    ("bfi", _("British Sign Language (BSL)")),
    ("cy", _("Welsh")),
    ("ga", _("Irish")),
    ("gd", _("Scottish Gaelic")),
    ("ar", _("Arabic")),
    ("bn", _("Bengali")),
    ("zh", _("Chinese")),
    ("fa", _("Farsi")),
    ("fr", _("French")),
    ("de", _("German")),
    ("gu", _("Gujarati")),
    ("hi", _("Hindi")),
    ("it", _("Italian")),
    ("pl", _("Polish")),
    ("pt", _("Portuguese")),
    ("pa", _("Punjabi")),
    ("ro", _("Romanian")),
    ("so", _("Somali")),
    ("es", _("Spanish")),
    ("ta", _("Tamil")),
    ("tr", _("Turkish")),
    ("uk", _("Ukrainian")),
    ("ur", _("Urdu")),
    ("vi", _("Vietnamese")),
    ("yo", _("Yoruba")),
)
LANGUAGE_NAMES = dict(LANGUAGES)


def language_name(code: str) -> str:
    """Return a language in words; its code where we have no word for it."""
    return str(LANGUAGE_NAMES.get(code, code))
