"""What the pages say that say no. No sentence has more than twelve words, in either version."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from imroc_ei.pages.error_pages import BROKEN as SITE_BROKEN
from imroc_ei.pages.error_pages import OUT_OF_REACH as SITE_OUT_OF_REACH

Text = str | Promise


@dataclass(frozen=True)
class Said:
    """A heading, and what stands below it: a line for each thing to know or to do."""

    heading: Text
    lines: tuple[Text, ...]

    def said(self, **words: str) -> list[str]:
        return [str(line) % words if words else str(line) for line in self.lines]


@dataclass(frozen=True, kw_only=True)
class Refusal:
    status: int
    standard: Said
    easy: Said
    drawing: str


STALE = Refusal(
    status=403,
    standard=Said(
        _("This page has gone stale"),
        (
            _("Nothing was sent."),
            _("You may have left these pages, or closed the browser, meanwhile."),
            _("Or your browser does not keep our one cookie."),
            _("Go back and load the page again. Then send it once more."),
        ),
    ),
    easy=Said(
        _("This page is too old"),
        (
            _("You did nothing wrong."),
            _("But we did not get what you wrote."),
            _("Go back to the page before."),
            _("Load it again."),
            _("Then send it again."),
        ),
    ),
    drawing="clock",
)
TOO_OFTEN = Refusal(
    status=429,
    standard=Said(
        _("That was too many tries"),
        (
            _("Too much came from your network."),
            _("Wait %(wait)s, then try again."),
            _("Nothing is wrong with what you did."),
        ),
    ),
    easy=Said(
        _("You have to wait a little"),
        (
            _("You did nothing wrong."),
            _("Too many tries came from where you are."),
            _("Wait for %(wait)s."),
            _("After that you can try again."),
        ),
    ),
    drawing="clock",
)
TOO_LARGE = Refusal(
    status=413,
    standard=Said(
        _("That is too large to send"),
        (_("Nothing was sent. Go back and send less text, or a smaller file."),),
    ),
    easy=Said(
        _("This is too big"),
        (
            _("We did not get it."),
            _("Go back to the page before."),
            _("Write less or choose a smaller file."),
            _("Then send it again."),
        ),
    ),
    drawing="folder",
)
TOO_MANY_FILES = Refusal(
    status=413,
    standard=Said(
        _("That is too many files at once"),
        (
            _("Nothing was sent. Go back and choose ten or fewer."),
            _("With a code you can add the others afterwards."),
        ),
    ),
    easy=Said(
        _("You chose too many files"),
        (
            _("We did not get them."),
            _("Go back to the page before."),
            _("Choose 10 files or fewer."),
            _("With a code you can send more later."),
        ),
    ),
    drawing="folder",
)
UNREADABLE = Refusal(
    status=400,
    standard=Said(
        _("We could not read that"),
        (_("The address or the form was not complete. Go back and try again."),),
    ),
    easy=Said(
        _("We cannot read this"),
        (
            _("Something was missing in it."),
            _("Go back to the page before."),
            _("Then you can try once more."),
        ),
    ),
    drawing="look",
)
NOT_FOUND = Refusal(
    status=404,
    standard=Said(
        _("There is no such page"),
        (
            _("It may have moved, or it was never here."),
            _("Check the address, or start at feedback."),
        ),
    ),
    easy=Said(
        _("We cannot find this page"),
        (
            _("Look at the address again."),
            _("Is each letter right?"),
            _("Or go to the start."),
        ),
    ),
    drawing="look",
)
READ_ONLY = Refusal(
    status=405,
    standard=Said(
        _("This page takes nothing"),
        (_("It is here to be read. Nothing was sent."),),
    ),
    easy=Said(
        _("You can only read this page"),
        (
            _("You cannot write to us here."),
            _("We did not get anything."),
            _("Do you want to tell us something? Go to the start."),
        ),
    ),
    drawing="look",
)
_NO_FAULT_OF_YOURS = (
    _("It is our mistake."),
    _("You did nothing wrong."),
    _("Wait for some minutes."),
    _("After that you can try again."),
)
# By status. Nothing is known here but the address.
BROKEN = {
    400: UNREADABLE,
    500: Refusal(
        status=500,
        standard=Said(SITE_BROKEN[0], SITE_BROKEN[1:]),
        easy=Said(_("Something broke here"), _NO_FAULT_OF_YOURS),
        drawing="cloud",
    ),
    503: Refusal(
        status=503,
        standard=Said(SITE_OUT_OF_REACH[0], SITE_OUT_OF_REACH[1:]),
        easy=Said(_("We cannot open our papers now"), _NO_FAULT_OF_YOURS),
        drawing="cloud",
    ),
}
ALL = (STALE, TOO_OFTEN, TOO_LARGE, TOO_MANY_FILES, NOT_FOUND, READ_ONLY, *BROKEN.values())
