from typing import Any

from django.core.management.base import BaseCommand

from library.search.index import index_everything


class Command(BaseCommand):
    help = "Write anew what searches look into, for every resource of the library."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Resources made ready for searching: {index_everything()}")
