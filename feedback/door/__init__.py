"""What stands between the street and the room: nothing behind it learns who somebody is.

- `middleware.Door` hides everything about the visitor but the door's own cookies.
- `views.public_page` is on every public view; forms carry `{% csrf_token %}` as any other.
- `drafts` keeps what somebody has begun to tell us, under a key that only their browser holds.
"""
