from __future__ import annotations

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    """What a script of ours reads from an attribute: the template escapes it as any text."""
    return json.dumps(value, cls=DjangoJSONEncoder)
