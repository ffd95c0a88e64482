import pytest

from feedback.vault import retention as forgetting


@pytest.fixture
def _disk_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk is looked at outside a transaction only: `test_disk.py` does."""
    monkeypatch.setattr(forgetting, "look_at_disk", lambda *given, **options: None)
