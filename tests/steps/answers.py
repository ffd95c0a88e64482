"""What a person sends when they log something."""

from typing import Any
from uuid import uuid4


def answers(**others: Any) -> dict[str, Any]:
    """The four answers, and whatever else is named."""
    given = {
        "form_key": str(uuid4()),
        "what_happened": "We opened a reflective space",
        "when_day": "3",
        "when_month": "March",
        "when_year": "2026",
        "steps": ["growth-of-consultants"],
        "audience": "consultants",
    }
    return given | others
