import pytest

from library.addresses import address_key


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a/page",
        "http://example.org/a/page",
        "HTTPS://EXAMPLE.ORG/a/page",
        "https://example.org:443/a/page",
        "http://example.org:80/a/page/",
        " https://example.org./a/page#part-2 ",
        "https://example.org/a/page?utm_source=mail&UTM_Medium=x&fbclid=1&gclid=&mc_cid=7",
    ],
)
def test_same_page_has_one_key(url: str) -> None:
    assert address_key(url) == "//example.org/a/page"


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.example.org", "//www.example.org/"),
        ("https://example.org:8443/", "//example.org:8443/"),
        ("https://example.org/A/Page", "//example.org/A/Page"),
        ("https://example.org/a?id=2&lang=cy", "//example.org/a?id=2&lang=cy"),
        ("https://example.org/a?empty=", "//example.org/a?empty="),
        ("https://example.org/caf\u00e9", "//example.org/caf%C3%A9"),
        ("https://example.org/caf%C3%A9", "//example.org/caf%C3%A9"),
        ("https://b\u00fccher.example/", "//xn--bcher-kva.example/"),
        ("https://user:secret@example.org/a", "//example.org/a"),
    ],
)
def test_other_page_has_a_key_of_its_own(url: str, key: str) -> None:
    assert address_key(url) == key


@pytest.mark.parametrize(
    "url",
    [
        *("", "nonsense", "javascript:alert(1)", "mailto:a@example.org", "//example.org/a"),
        *("https://", "https://[broken/", "https://example.org:99999/", "https://a..b/"),
    ],
)
def test_what_is_no_page_has_no_key(url: str) -> None:
    assert address_key(url) == ""
