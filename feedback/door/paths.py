"""Which addresses lie in front of the door, and which behind it."""

ROOT = "/feedback/"
# Handlers and owners sign in to these, as to any other page of the site.
SIGNED_IN = (f"{ROOT}cases/", f"{ROOT}procedure/edit")


def is_public(path: str) -> bool:
    return path.startswith(ROOT) and not path.startswith(SIGNED_IN)
