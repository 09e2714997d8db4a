"""A database's path in, the application that serves its pages out."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from dateline import __version__, run
from dateline.errors import DatelineError, OptionsError, StoreError
from dateline.records import Correctable
from dateline.run.refresh import MERGED_BY
from dateline.store import Store, search
from dateline.web import answers, api, filters, judging
from dateline.web.guard import Access, Guard
from dateline.web.pages.chronology import chronology
from dateline.web.pages.diff import diff_page
from dateline.web.pages.event import event_page
from dateline.web.pages.report import report_page, reports_page
from dateline.web.pages.review import review_page
from dateline.web.pages.search import search_page
from dateline.web.pages.who import actor_page, actors_page, place_page, places_page
from dateline.web.paint import Served, paint
from dateline.web.record import Keeper, MissingError, Record

Page = Callable[[Record, Store], str]


@dataclass(frozen=True, kw_only=True)
class Site:
    """One database, and who may read and change it."""

    keeper: Keeper
    access: Access
    person: str

    def common(self, record: Record, here: str, as_of: date | None = None) -> dict[str, object]:
        """Return what every page shows."""
        return {
            "url": Served(as_of.isoformat() if as_of else ""),
            "as_of": as_of,
            "here": here,
            "database": self.keeper.path.name,
            "stale": record.revisions.stale,
            "token": self.access.token,
            "person": self.person,
            "version": __version__,
        }

    def page(self, make: Page, as_of: date | None = None) -> HTMLResponse:
        """Open the database and return a page made from it, as it stood by a day where one is given."""
        with self.keeper.open() as store:
            return HTMLResponse(make(self.keeper.at(store, as_of), store))


def app(path: str | Path, access: Access, *, person: str = "") -> FastAPI:
    """Return the application; `person` is who judges, as they call themselves."""
    site = Site(keeper=Keeper(path), access=access, person=person or _user())
    made = FastAPI(
        title="Dateline",
        version=__version__,
        description="The same JSON as `dateline export`, in parts. Changes need the header X-Dateline-Token.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    made.mount("/static", StaticFiles(directory=str(files("dateline.web") / "static")), name="static")
    made.include_router(api.router(site.keeper, person=site.person))
    _reading(made, site)
    _listing(made, site)
    _changing(made, site)
    _failing(made, site)
    answers.describe(made)
    made.add_middleware(Guard, access=access)
    return made


def prepare(path: str | Path) -> None:
    """Bring the events and the index of words up to date before pages are served."""
    with Store.open(path) as store:
        if not store.fresh(by=MERGED_BY):
            run.refresh(store)
        search.index(store)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _reading(made: FastAPI, site: Site) -> None:
    @made.get("/", response_class=HTMLResponse, include_in_schema=False)
    def home(request: Request, page: int = 1) -> Response:
        asked = filters.read(_given(request))
        with site.keeper.open() as store:
            record, now = site.keeper.at(store, asked.as_of), site.keeper.now(store)
            common = site.common(now, "chronology", asked.as_of)
            return HTMLResponse(chronology(record, asked, store, page=page, days=now.days, common=common))

    @made.get("/event/{id_:path}", response_class=HTMLResponse, include_in_schema=False)
    def event(id_: str, as_of: str = "") -> Response:
        day = filters.day(as_of)
        with site.keeper.open() as store:
            record = site.keeper.at(store, day)
            found = record.entries[record.position(id_)].event
            if found.id != id_:
                return RedirectResponse(Served(as_of).event(found.id), 307)
            return HTMLResponse(event_page(record, found, store, common=site.common(record, "chronology", day)))

    @made.get("/report/{id_:path}", response_class=HTMLResponse, include_in_schema=False)
    def report(id_: str, as_of: str = "") -> Response:
        day = filters.day(as_of)

        def make(record: Record, store: Store) -> str:
            if id_ not in record.reports:
                raise MissingError(f"no report {id_!r} here. The page Reports lists those there are.")
            return report_page(record, id_, store, common=site.common(record, "reports", day))

        return site.page(make, day)

    @made.get("/actor/{id_:path}", response_class=HTMLResponse, include_in_schema=False)
    def actor(id_: str, page: int = 1, as_of: str = "") -> Response:
        day = filters.day(as_of)

        def make(record: Record, store: Store) -> str:  # noqa: ARG001  pages have one shape
            if not len(record.facets["actor"].at(id_)):
                raise MissingError(f"no actor {id_!r} here. The page Actors lists those there are.")
            return actor_page(record, id_, page=page, common=site.common(record, "actors", day))

        return site.page(make, day)

    @made.get("/place/{key:path}", response_class=HTMLResponse, include_in_schema=False)
    def place(key: str, page: int = 1, as_of: str = "") -> Response:
        day = filters.day(as_of)

        def make(record: Record, store: Store) -> str:  # noqa: ARG001
            if key not in record.wheres:
                raise MissingError(f"no place {key!r} here. The page Places lists those there are.")
            return place_page(record, key, page=page, common=site.common(record, "places", day))

        return site.page(make, day)


def _listing(made: FastAPI, site: Site) -> None:
    @made.get("/actors", response_class=HTMLResponse, include_in_schema=False)
    def actors(page: int = 1, *, everyone: bool = False) -> Response:
        return site.page(
            lambda record, _: actors_page(record, everyone=everyone, page=page, common=site.common(record, "actors"))
        )

    @made.get("/places", response_class=HTMLResponse, include_in_schema=False)
    def places(page: int = 1) -> Response:
        return site.page(lambda record, _: places_page(record, page=page, common=site.common(record, "places")))

    @made.get("/reports", response_class=HTMLResponse, include_in_schema=False)
    def reports() -> Response:
        return site.page(lambda record, _: reports_page(record, common=site.common(record, "reports")))

    @made.get("/search", response_class=HTMLResponse, include_in_schema=False)
    def find(q: str = "", page: int = 1) -> Response:
        return site.page(
            lambda record, store: search_page(record, q, store, page=page, common=site.common(record, "search"))
        )

    @made.get("/diff", response_class=HTMLResponse, include_in_schema=False)
    def diff(request: Request) -> Response:
        given = _given(request)
        days = [filters.day("".join(given.get(name, ()))) for name in ("from", "to")]
        return site.page(lambda record, store: diff_page(record, days, store, common=site.common(record, "diff")))

    @made.get("/review", response_class=HTMLResponse, include_in_schema=False)
    def review(page: int = 1) -> Response:
        return site.page(
            lambda record, store: review_page(record, store, page=page, common=site.common(record, "review"))
        )


def _changing(made: FastAPI, site: Site) -> None:
    async def change(request: Request, act: Callable[[Store, Mapping[str, str]], None]) -> Response:
        form = {name: values[0] for name, values in parse_qs((await request.body()).decode("utf-8", "replace")).items()}

        def make() -> None:
            with site.keeper.open() as store:
                act(store, form)

        await run_in_threadpool(make)
        # What is no event has no page any more: the ledger is where it can be undone.
        gone = form.get("field") == Correctable.NOT_AN_EVENT
        return RedirectResponse("/review" if gone else local(form.get("back", "/review")), 303)

    @made.post("/judge", include_in_schema=False)
    async def judge(request: Request) -> Response:
        return await change(request, partial(_judge, site))

    @made.post("/undo", include_in_schema=False)
    async def undo(request: Request) -> Response:
        return await change(request, lambda store, form: judging.undo(store, form.get("number", "")))

    @made.post("/set", include_in_schema=False)
    async def set_right(request: Request) -> Response:
        return await change(request, partial(_set_right, site))

    @made.post("/judge-actor", include_in_schema=False)
    async def judge_actor(request: Request) -> Response:
        def act(store: Store, form: Mapping[str, str]) -> None:
            same = _verdict(form)
            judging.judge_actor(store, form.get("actor", ""), form.get("other", "").strip(), same=same)

        return await change(request, act)

    @made.post("/undo-actor", include_in_schema=False)
    async def undo_actor(request: Request) -> Response:
        return await change(request, lambda store, form: judging.undo_actor(store, _number(form.get("number", ""))))

    @made.post("/refresh", include_in_schema=False)
    async def refresh(request: Request) -> Response:
        def act(store: Store, _: Mapping[str, str]) -> None:
            run.refresh(store)
            search.index(store)

        return await change(request, act)


def _judge(site: Site, store: Store, form: Mapping[str, str]) -> None:
    judging.judge(
        store,
        form.get("left", ""),
        form.get("right", ""),
        same=_verdict(form),
        reason=form.get("reason", ""),
        person=form.get("person", "").strip() or site.person,
    )


def _set_right(site: Site, store: Store, form: Mapping[str, str]) -> None:
    judging.set_right(
        store,
        form.get("id", ""),
        form.get("field", ""),
        form.get("value", ""),
        reason=form.get("reason", ""),
        person=form.get("person", "").strip() or site.person,
    )


def _verdict(form: Mapping[str, str]) -> bool:
    verdict = form.get("verdict", "")
    if verdict not in {"same", "different"}:
        raise OptionsError(f"a verdict is same or different, got {verdict!r}.")
    return verdict == "same"


def _number(text: str) -> int:
    if not text.isdecimal():
        raise OptionsError(f"{text!r} is no number of a judgement.")
    return int(text)


def local(address: str) -> str:
    """Return an address of this site, the page Review for any other."""
    parts = urlsplit(address)
    inside = address.startswith("/") and not address.startswith(("//", "/\\")) and not parts.netloc
    return address if inside and "\n" not in address and "\r" not in address else "/review"


def _given(request: Request) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        found.setdefault(name, []).append(value)
    return found


TITLES = {
    400: "That cannot be asked",
    404: "Not here",
    405: "That cannot be done here",
    503: "The database cannot be read",
    500: "Something broke",
}


def _failing(made: FastAPI, site: Site) -> None:
    """Say what went wrong on a page, or in JSON under /api; never a stack trace."""

    def say(request: Request, status: int, words: str) -> Response:
        if request.url.path.startswith("/api/"):
            return api.refusal(status, words)
        title = TITLES.get(status, "That did not work")
        values: dict[str, Any] = {
            "url": Served(),
            "here": "",
            "as_of": None,
            "database": site.keeper.path.name,
            "stale": False,
        }
        values |= {"token": site.access.token, "person": site.person, "version": __version__}
        page = paint("error.html", title=title, words=words, status=status, **values)
        return HTMLResponse(page, status, headers={"retry-after": "5"} if status == 503 else None)

    @made.exception_handler(DatelineError)
    def of_dateline(request: Request, error: DatelineError) -> Response:
        status = 404 if isinstance(error, MissingError) else 503 if isinstance(error, StoreError) else 400
        return say(request, status, str(error))

    @made.exception_handler(HTTPException)
    def of_http(request: Request, error: HTTPException) -> Response:
        words = "There is no such page." if error.status_code == 404 else str(error.detail)
        return say(request, error.status_code, words)

    @made.exception_handler(RequestValidationError)
    def of_values(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        return say(request, 400, f"{first['loc'][-1]}: {first['msg']}.")

    @made.exception_handler(Exception)
    def of_ours(request: Request, error: Exception) -> Response:
        return say(
            request,
            500,
            f"This is a fault of Dateline's own ({type(error).__name__}); what it was stands in the terminal.",
        )
