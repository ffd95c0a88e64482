from django.urls import path

from library.views import (
    browse,
    curating,
    exports,
    importing,
    items,
    lists,
    problems,
    searches,
    suggestions,
)

# The ids of a resource, a list, a suggestion have names of their own, as those of entries do.
one = "<slug:resource_id>/"
suggestion = "suggestions/<slug:suggestion_id>/"
one_list = "lists/<slug:list_id>/"

urlpatterns = [
    path("", browse.library, name="library"),
    path("feed.atom", browse.library_feed, name="library_feed"),
    path("list.csv", exports.library_csv, name="library_csv"),
    path("list.ris", exports.library_ris, name="library_ris"),
    path("new/", curating.resource_new, name="resource_new"),
    path("look-after/", curating.library_curation, name="library_curation"),
    path("import/", importing.library_import, name="library_import"),
    path("import/template.csv", importing.library_import_template, name="library_import_template"),
    path("suggest/", suggestions.library_suggest, name="library_suggest"),
    path("suggestions/", suggestions.library_suggestions, name="library_suggestions"),
    path(suggestion, suggestions.library_suggestion, name="library_suggestion"),
    path(f"{suggestion}add/", curating.suggestion_add, name="suggestion_add"),
    path(f"{suggestion}here/", suggestions.suggestion_is_here, name="suggestion_is_here"),
    path(f"{suggestion}decline/", suggestions.suggestion_decline, name="suggestion_decline"),
    path("problems/<slug:problem_id>/", problems.problem_settle, name="problem_settle"),
    path("lists/", lists.reading_lists, name="reading_lists"),
    path("lists/new/", lists.reading_list_new, name="reading_list_new"),
    path(one_list, lists.reading_list, name="reading_list"),
    path(f"{one_list}edit/", lists.reading_list_edit, name="reading_list_edit"),
    path(f"{one_list}delete/", lists.reading_list_delete, name="reading_list_delete"),
    path(f"{one_list}{one}", lists.reading_list_item, name="reading_list_item"),
    path("searches/", searches.saved_searches, name="saved_searches"),
    path("searches/new/", searches.saved_search_new, name="saved_search_new"),
    path(
        "searches/<slug:feed_key>/feed.atom", searches.saved_search_feed, name="saved_search_feed"
    ),
    path(
        "searches/<slug:search_id>/delete/",
        searches.saved_search_delete,
        name="saved_search_delete",
    ),
    path(one, items.resource, name="resource"),
    path(f"{one}file/", items.resource_file, name="resource_file"),
    path(f"{one}cite.ris", items.resource_ris, name="resource_ris"),
    path(f"{one}problem/", problems.resource_problem, name="resource_problem"),
    path(f"{one}save/", lists.resource_save, name="resource_save"),
    path(f"{one}edit/", curating.resource_edit, name="resource_edit"),
    path(f"{one}looked-at/", curating.resource_check, name="resource_check"),
    path(f"{one}withdraw/", curating.resource_withdraw, name="resource_withdraw"),
    path(f"{one}history/", curating.resource_history, name="resource_history"),
]
