"""Which addresses lie in front of the door, and which behind it."""

ROOT = "/feedback/"
# Handlers and owners sign in to these, as to any other page of the site.
SIGNED_IN = (f"{ROOT}cases/", f"{ROOT}procedure/edit")


# The part of an address that says that its page is in easy words.
EASY = "easy"


def is_public(path: str) -> bool:
    return path.startswith(ROOT) and not path.startswith(SIGNED_IN)


def is_easy(path: str) -> bool:
    return is_public(path) and EASY in path.split("/")
