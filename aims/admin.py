from django.contrib import admin

from aims.models import Aim, Term, Vision
from imroc_ei.repair import RepairAdmin


@admin.register(Vision)
class VisionAdmin(RepairAdmin):
    pass


@admin.register(Aim)
class AimAdmin(RepairAdmin):
    list_display = ["number", "short_name", "next_review_on"]
    list_display_links = ["short_name"]
    # Who holds an aim is said on its own page, where people are chosen by name.
    exclude = ["held_by"]


@admin.register(Term)
class TermAdmin(RepairAdmin):
    list_display = ["name", "review_on"]
