"""Pictures are drawn anew before they are kept: where and with what they were taken goes."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from imroc_ei.uploads.types import RefusedError

MOST_PIXELS = 50_000_000
HIDDEN = ("comment", "exif", "xmp", "XML:com.adobe.xmp", "icc_profile", "photoshop")
FORMATS = {
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/webp": "WEBP",
    "image/gif": "GIF",
}


def redrawn(file: BinaryIO, content_type: str) -> bytes:
    """Return the picture with nothing but its pixels. Raise RefusedError."""
    wanted = FORMATS[content_type]
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=[wanted]) as picture:
                return _saved(_frames(picture), wanted)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise RefusedError(_("a picture with more than 50 million dots")) from bomb
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as broken:
        raise RefusedError(_("a damaged picture")) from broken


def _frames(picture: Image.Image) -> list[Image.Image]:
    count = getattr(picture, "n_frames", 1)
    if picture.width * picture.height * count > MOST_PIXELS:
        raise RefusedError(_("a picture with more than 50 million dots"))
    if count == 1:
        return [_plain(ImageOps.exif_transpose(picture))]
    return [_plain(frame.copy()) for frame in ImageSequence.Iterator(picture)]


def _plain(frame: Image.Image) -> Image.Image:
    for key in HIDDEN:
        frame.info.pop(key, None)
    return frame


def _saved(frames: list[Image.Image], wanted: str) -> bytes:
    first, rest = frames[0], frames[1:]
    out = BytesIO()
    options: dict[str, object] = {"save_all": True, "append_images": rest} if rest else {}
    if wanted == "JPEG":
        options["quality"] = 88
    first.save(out, format=wanted, **options)
    return out.getvalue()
