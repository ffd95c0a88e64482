from django.db import transaction

from imroc_ei.people.models import User
from imroc_ei.people.reading import Reading


@transaction.atomic
def keep_reading(*, by: User, reading: Reading) -> None:
    """Keep on somebody's account how they want to read."""
    by.text_size = reading.text_size
    by.spacing = reading.spacing
    by.face = reading.face
    by.scheme = reading.scheme
    by.save(update_fields=["text_size", "spacing", "face", "scheme"])
