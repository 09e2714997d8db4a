"""An address in, a socket that listens on it out."""

from __future__ import annotations

import socket

from dateline.errors import OptionsError


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on an address; raise where it is taken."""
    host = host.strip("[]")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        bound = socket.socket(family, kind, protocol)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
        bound.listen(128)  # so that who reads the address printed is answered, if a moment later
    except OSError as error:
        raise OptionsError(f"cannot listen on {host}:{port} ({error.strerror}). Name another --port.") from error
    return bound
