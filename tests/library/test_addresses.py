import pytest

from library.addresses import address_key, id_here, opens_for_everybody


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


@pytest.mark.parametrize(
    ("url", "opens"),
    [
        ("https://example.org/page", True),
        ("https://locally.example.org/", True),
        ("https://93.184.215.14/", True),
        ("https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/", True),
        ("http://localhost/", False),
        ("http://LOCALHOST.:8000/", False),
        ("http://files/", False),
        ("http://files.lan/", False),
        ("http://wiki.corp/", False),
        ("http://box.home.arpa/", False),
        ("http://127.0.0.1/", False),
        ("http://\uff11\uff12\uff17.0.0.1/", False),
        ("http://10.1.2.3/", False),
        ("http://169.254.169.254/latest/", False),
        ("http://192.168.0.1/", False),
        ("http://[::1]/", False),
        ("http://[::ffff:10.0.0.1]/", False),
        ("http://[fe80::1]/", False),
    ],
)
def test_address_of_somebodys_own_network_is_known_by_itself(url: str, opens: bool) -> None:
    assert opens_for_everybody(url) is opens


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/library/abcdefghij_-/", "abcdefghij_-"),
        ("/library/abcdefghij_-/file/?told#lists", "abcdefghij_-"),
        ("/library/abcdefghij_-/problem/", ""),
        ("/library/", ""),
        ("/library/lists/", ""),
        ("/abcdefghij_-/", ""),
    ],
)
def test_address_in_this_library_names_its_resource(path: str, found: str) -> None:
    assert id_here(f"http://LOCALHOST:8000{path}") == found
    assert id_here(f"https://example.org{path}") == ""
