"""Takes in the whole of a request that is refused, so that its sender gets to see why."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, UnreadablePostError

from imroc_ei.uploads.files import LARGEST_READ

PART_BYTES = 64 * 1024
ERRORS_FROM = 400


class ReadToEndMiddleware:
    """Reads what is still being sent when the answer is an error, within bounds, and keeps none.

    A browser that is answered while it sends shows a broken connection, not our page.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        if response.status_code >= ERRORS_FROM:
            read_to_end(request)
        return response


def read_to_end(request: HttpRequest) -> None:
    for _part in range(LARGEST_READ // PART_BYTES):
        try:
            if not request.read(PART_BYTES):
                return
        except UnreadablePostError:
            return
