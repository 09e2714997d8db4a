"""A database of the example reports and of hostile ones, its pages over HTTP, and a real browser to look at them."""

import os
import shutil
import socket
import threading
import time
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient

from dateline import run
from dateline.store import Store
from dateline.web.app import app, prepare
from dateline.web.guard import Access

ROOT = Path(__file__).parents[2]
HOSTILE = Path(__file__).parent / "hostile"
DISPUTED = Path(__file__).parent / "disputed"  # two reports that count the dead of one blast otherwise
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """Return a database, read once for all tests: copy it before changing it."""
    path = tmp_path_factory.mktemp("web") / "made.db"
    with Store.open(path, create=True) as store:
        run.add(store, [str(ROOT / "examples" / "iraq-2020"), str(HOSTILE), str(DISPUTED)])
    prepare(path)
    return path


def copied(made, target):
    """Copy a database with what its log still holds."""
    with Store.open(made) as store, store.transaction() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(made, target)
    return target


@pytest.fixture
def database(made, tmp_path):
    return copied(made, tmp_path / "copy.db")


@pytest.fixture
def access():
    return Access(token="the-token")  # noqa: S106


def client_of(path, access):
    return TestClient(
        app(path, access, person="Ana"),
        base_url="http://127.0.0.1",
        follow_redirects=False,
        raise_server_exceptions=False,
    )


@pytest.fixture(scope="session")
def client(made):
    with client_of(made, Access(token="the-token")) as found:  # noqa: S106
        yield found


@pytest.fixture
def own_client(database, access):
    with client_of(database, access) as found:
        yield found


class Served:
    """Pages of one database, served by a thread of this process."""

    def __init__(self, path, access):
        self._bound = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._bound.getsockname()[1]}"
        made = app(path, access, person="Ana")
        self._server = uvicorn.Server(uvicorn.Config(made, log_level="error", lifespan="off", ws="none"))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._bound]}, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def stop(self):
        self._server.should_exit = True
        self._thread.join(10)
        self._bound.close()


@pytest.fixture(scope="session")
def site(made):
    """Return the address of the pages of the database that no test changes."""
    served = Served(made, Access(token="the-token"))  # noqa: S106
    yield served.address
    served.stop()


@pytest.fixture
def own_site(database, access):
    """Return the address of the pages of a database of this test's own."""
    served = Served(database, access)
    yield served.address
    served.stop()


@pytest.fixture(scope="session")
def chromium():
    if CHROMIUM is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(
            "no Chromium on this machine: install it (Debian: apt-get install chromium) to run these tests"
        )
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture(params=["light", "dark"])
def theme(request):
    return request.param


@pytest.fixture
def page(chromium):
    """Return a tab in which nothing may fail, be refused by the policy, or be asked of another host."""
    yield from _tab(chromium, color_scheme="light")


@pytest.fixture
def themed(chromium, theme):
    yield from _tab(chromium, color_scheme=theme)


def _tab(chromium, **options):
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, **options)
    tab = context.new_page()
    faults, asked = [], []
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    tab.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    tab.on("request", lambda request: asked.append(request.url))
    yield tab
    context.close()
    assert faults == []
    assert [url for url in asked if not url.startswith(("http://127.0.0.1:", "file:", "data:"))] == []
