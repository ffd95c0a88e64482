from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db.models import Model
from factory.django import DjangoModelFactory

M = TypeVar("M", bound=Model)

if TYPE_CHECKING:

    class ModelFactory(Generic[M]):
        """A factory as the type checker sees it: calling it makes the row and returns it."""

        # It returns no factory, but the row.
        def __new__(cls, **fields: Any) -> M: ...  # type: ignore[misc]
        @classmethod
        def create(cls, **fields: Any) -> M: ...
        @classmethod
        def create_batch(cls, size: int, **fields: Any) -> list[M]: ...
        @classmethod
        def build(cls, **fields: Any) -> M: ...

else:

    class ModelFactory(DjangoModelFactory, Generic[M]):
        """Writes one row of its model, with believable defaults for what is not named."""

        class Meta:
            abstract = True
