import factory

from imroc_ei.organisation.models import Organisation
from tests.factories.base import ModelFactory


class OrganisationFactory(ModelFactory[Organisation]):
    class Meta:
        model = Organisation
        django_get_or_create = ["pk"]

    pk = 1
    name = "ImROC"
    site_name = "Equity and inclusion"
    contact_email = factory.LazyAttribute(lambda _: "hello@example.com")
