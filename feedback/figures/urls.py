from django.urls import path

from feedback.figures import views

urlpatterns = [
    path("figures/", views.procedure_figures_all, name="procedure_figures_all"),
    path("figures/<int:year>/", views.procedure_figures, name="procedure_figures"),
    path("easy/figures/", views.procedure_figures_all_easy, name="procedure_figures_all_easy"),
    path("easy/figures/<int:year>/", views.procedure_figures_easy, name="procedure_figures_easy"),
    path("figures/<int:year>/list.csv", views.procedure_figures_csv, name="procedure_figures_csv"),
]
