"""A request in, passed on or refused: the host it names, the password, the token of a change; strict headers out.

A page can be read only by who reaches this host under its own name (a name rebound to 127.0.0.1 is refused), nothing in
a page runs or loads but our own files, and nothing is changed without the token that stands in our own forms.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.errors import OptionsError

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
READING = frozenset({"GET", "HEAD", "OPTIONS"})
LARGEST = 64 * 1024  # bytes of a form
TOKEN = "x-dateline-token"  # noqa: S105  the header's name, no secret
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # without any, a browser calls the origin of our own forms null
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Who may read and change: the hosts it answers to, a password, and this run's token."""

    hosts: frozenset[str] = LOCAL
    password: str = ""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))


def access(host: str, *, password: str, names: Iterable[str] = ()) -> Access:
    """Return the access for an address to listen on; raise where it lies beyond this machine and has no password."""
    if not is_local(host) and not password:
        raise OptionsError(
            f"{host} can be reached from other machines: set a password in DATELINE_PASSWORD first, "
            "or listen on 127.0.0.1."
        )
    return Access(hosts=LOCAL | {bare(name) for name in (host, *names)} - {"", "0.0.0.0", "::"}, password=password)  # noqa: S104


def is_local(host: str) -> bool:
    """Say whether only this machine reaches an address."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def bare(host: str) -> str:
    """Return a host's name without its port.

    >>> bare("[::1]:8000"), bare("Localhost:80"), bare("::1")
    ('::1', 'localhost', '::1')
    """
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.lower() if host.count(":") > 1 else host.partition(":")[0].lower()


class Guard:
    """Stands before the pages."""

    def __init__(self, app: ASGIApp, *, access: Access) -> None:
        self.app = app
        self.access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a request, or pass it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if not scope["path"].startswith("/static/"):
                    headers["cache-control"] = "no-store"
            await send(message)

        headers = Headers(scope=scope)
        refusal = self._refused(headers)
        if refusal is None and scope["method"] not in READING:
            body = await _body(receive)
            refusal = self._unasked(headers, body)
            receive = _again(body or b"")
        await (refusal or self.app)(scope, receive, sealed)

    def _refused(self, headers: Headers) -> PlainTextResponse | None:
        if bare(headers.get("host", "")) not in self.access.hosts:
            return PlainTextResponse("This address is not known here. Start with --name to add one.", 421)
        if self.access.password and not _knows(headers.get("authorization", ""), self.access.password):
            asking = {"www-authenticate": 'Basic realm="Dateline", charset="UTF-8"'}
            return PlainTextResponse("A password is needed.", 401, headers=asking)
        return None

    def _unasked(self, headers: Headers, body: bytes | None) -> PlainTextResponse | None:
        """Say why a change is refused: it comes from another page, is too large, or has no token."""
        origin = headers.get("origin")
        if origin and bare(urlsplit(origin).netloc) not in self.access.hosts:
            return PlainTextResponse("Changes are taken from Dateline's own pages only.", 403)
        if body is None:
            return PlainTextResponse(f"A form may hold {LARGEST} bytes.", 413)
        given = headers.get(TOKEN, "")
        if not given and headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
            given = (parse_qs(body.decode("utf-8", "replace")).get("token") or [""])[0]
        if not secrets.compare_digest(given.encode(), self.access.token.encode()):
            return PlainTextResponse("The form's token is missing or old. Load the page again and repeat.", 403)
        return None


def _knows(authorization: str, password: str) -> bool:
    kind, _, coded = authorization.partition(" ")
    if kind.lower() != "basic":
        return False
    try:
        given = base64.b64decode(coded, validate=True).partition(b":")[2]
    except (binascii.Error, ValueError):
        return False
    return secrets.compare_digest(given, password.encode())


async def _body(receive: Receive) -> bytes | None:
    """Read a request's body, None where it is too large."""
    parts, size = [], 0
    while True:
        message = await receive()
        part: bytes = message.get("body", b"")
        size += len(part)
        if size > LARGEST:
            return None
        parts.append(part)
        if not message.get("more_body"):
            return b"".join(parts)


def _again(body: bytes) -> Receive:
    """Return what gives a body that was read already."""
    sent = False

    async def receive() -> dict[str, Any]:
        nonlocal sent
        if sent:
            return {"type": "http.disconnect"}
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive
