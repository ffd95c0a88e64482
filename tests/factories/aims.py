import factory

from aims.models import Aim, Term, Vision
from tests.factories.base import ModelFactory


class VisionFactory(ModelFactory[Vision]):
    class Meta:
        model = Vision
        django_get_or_create = ["pk"]

    pk = 1
    statement = "To find new ways towards wellbeing that put right what is unfair"


class AimFactory(ModelFactory[Aim]):
    class Meta:
        model = Aim

    vision = factory.SubFactory(VisionFactory)
    number = factory.Sequence(lambda n: n % 90 + 10)
    short_name = factory.Sequence(lambda n: f"Aim name {n}")
    statement = factory.Sequence(lambda n: f"To do what aim {n} says")


class TermFactory(ModelFactory[Term]):
    class Meta:
        model = Term

    slug = factory.Sequence(lambda n: f"word-{n}")
    name = factory.Sequence(lambda n: f"Word {n}")
    summary = "What we mean when we write this word."
