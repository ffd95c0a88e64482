from django.contrib import admin

from imroc_ei.organisation.models import Organisation
from imroc_ei.repair import RepairAdmin


@admin.register(Organisation)
class OrganisationAdmin(RepairAdmin):
    list_display = ["name", "site_name", "contact_email"]
