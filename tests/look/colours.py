"""Reads the tokens of the site's style sheet, and works out their contrast (WCAG 2.2)."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CSS = ROOT / "static" / "css"
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
TOKEN = re.compile(r"--([\w-]+):\s*([^;]+);")
PAIR = re.compile(r"light-dark\(\s*(#[0-9a-f]{3,6})\s*,\s*(#[0-9a-f]{3,6})\s*\)")

Scheme = dict[str, str]


def tokens_of(sheet: str) -> dict[str, str]:
    """Return the custom properties that a sheet sets for the whole page."""
    source = re.sub(r"/\*.*?\*/", "", (CSS / sheet).read_text(), flags=re.DOTALL)
    for found, body in RULE.findall(source):
        if found.strip() == ":root":
            return dict(TOKEN.findall(body))
    raise LookupError(sheet)


def scheme(name: str, *sheets: str) -> Scheme:
    """Return the colours of "light" or "dark", where a later sheet replaces an earlier one."""
    tokens: dict[str, str] = {}
    for sheet in sheets:
        tokens |= tokens_of(sheet)
    return {key: colour for key in tokens if (colour := resolve(tokens, key, name))}


def resolve(tokens: dict[str, str], key: str, name: str) -> str:
    value = tokens[key].strip()
    if pair := PAIR.fullmatch(value):
        return pair[1] if name == "light" else pair[2]
    if reference := re.fullmatch(r"var\(--([\w-]+)\)", value):
        return resolve(tokens, reference[1], name)
    return value if value.startswith("#") else ""


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
