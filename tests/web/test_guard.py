"""Who may read and change: hosts, passwords, tokens, and the headers that every answer has."""

import base64

import pytest
from tests.web.conftest import client_of

from dateline.errors import OptionsError
from dateline.web.forms import local
from dateline.web.guard import LARGEST, Access, access


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "example.org"])  # noqa: S104
def test_beyond_this_machine_a_password_is_needed(host):
    with pytest.raises(OptionsError, match="DATELINE_PASSWORD"):
        access(host, password="")
    assert access(host, password="secret").password  # noqa: S106


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.0.0.2"])
def test_on_this_machine_none_is(host):
    assert access(host, password="").password == ""


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8765", ""])
def test_a_name_rebound_to_this_machine_is_refused(client, host):
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "Chronology" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:9999", "localhost", "[::1]:8765", "LOCALHOST:80"])
def test_this_machine_s_own_names_are_known(client, host):
    assert client.get("/static/page.css", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/nope", "/static/page.js", "/api/v1/events?limit=1", "/event/none"])
def test_every_answer_has_the_strict_headers(client, path):
    headers = client.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/judge", "/set", "/undo", "/refresh", "/api/v1/judgements"])
@pytest.mark.parametrize("token", ["", "wrong", "the-token "])
def test_nothing_changes_without_the_token(own_client, path, token):
    assert own_client.post(path, data={"token": token, "number": "1"}).status_code == 403
    assert own_client.post(path, headers={"x-dateline-token": token}).status_code == 403


def test_a_form_of_another_site_is_refused_even_with_the_token(own_client):
    answer = own_client.post("/refresh", data={"token": "the-token"}, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403


def test_a_form_too_large_is_refused(own_client):
    assert own_client.post("/refresh", data={"token": "the-token", "back": "x" * LARGEST}).status_code == 413


def test_a_password_is_asked_for_and_known(made):
    with client_of(made, Access(password="sésame")) as client:  # noqa: S106
        assert client.get("/").status_code == 401
        for given in ("Basic x", "Bearer " + coded("ana:sésame"), "Basic " + coded(":wrong")):
            assert client.get("/", headers={"authorization": given}).status_code == 401
        assert client.get("/", headers={"authorization": "Basic " + coded("ana:sésame")}).status_code == 200


def coded(words):
    return base64.b64encode(words.encode()).decode()


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2f..%2fapp.py",
        "/static//etc/passwd",
        "/report/../../x",
    ],
)
def test_no_path_outside_is_reachable(client, path):
    answer = client.get(path)
    assert answer.status_code in {404, 405}
    assert "import" not in answer.text


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example/", "javascript:alert(1)", "/\\evil.example", ""]
)
def test_a_form_leads_back_to_this_site_only(back):
    assert local(back) == "/review"
    assert local("/event/e1?x=1") == "/event/e1?x=1"
