from tests.feedback.journey.conftest import people

__all__ = ["people"]
