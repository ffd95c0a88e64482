import socket
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPResponse

import pytest
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine

from imroc_ei.serving import gunicorn
from imroc_ei.serving.web_worker import BYTES_TO_HEAR_OUT, Worker
from tests.html import faults, page_of, words_of


def refused(problem: Exception, *, sending: bytes = b"") -> tuple[int, bytes]:
    """Let a worker refuse a caller who is still sending; return what the caller reads."""
    ours, theirs = socket.socketpair()
    worker = Worker.__new__(Worker)
    with ours, theirs, ThreadPoolExecutor(max_workers=1) as answering:
        answered = answering.submit(worker.handle_error, None, ours, ("", 0), problem)
        theirs.settimeout(10)
        theirs.sendall(sending)
        answer = HTTPResponse(theirs)
        answer.begin()
        page = answer.read()
        theirs.shutdown(socket.SHUT_WR)
        answered.result(10)
    return answer.status, page


@pytest.mark.parametrize(
    ("problem", "status", "heading"),
    [
        (LimitRequestLine(9000, 8190), 414, "That address is too long"),
        (LimitRequestHeaders("limit"), 431, "Your browser sent more than we can read"),
    ],
)
def test_request_that_is_too_long_is_answered_by_a_page(
    problem: Exception, status: int, heading: str
) -> None:
    found, page = refused(problem)
    assert found == status
    assert words_of(page_of(page).find(".//h1")) == heading
    assert faults(page) == []


def test_caller_is_heard_out_so_that_the_answer_arrives() -> None:
    status, _ = refused(LimitRequestLine(9000, 8190), sending=b"x" * (BYTES_TO_HEAR_OUT // 2))
    assert status == 414


def test_caller_who_hung_up_does_no_harm() -> None:
    ours, theirs = socket.socketpair()
    theirs.close()
    worker = Worker.__new__(Worker)
    worker.handle_error(None, ours, ("", 0), LimitRequestLine(9000, 8190))
    assert ours.fileno() >= 0
    ours.close()


def test_web_process_answers_with_this_worker() -> None:
    assert gunicorn.worker_class == f"{Worker.__module__}.{Worker.__qualname__}"
    assert gunicorn.limit_request_line == 8190
