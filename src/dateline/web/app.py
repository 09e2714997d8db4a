"""A database's path in, the application that serves its pages out."""

from __future__ import annotations

import getpass
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from dateline import __version__, run
from dateline.errors import DatelineError, LedgerError, StoreError
from dateline.run.refresh import MERGED_BY
from dateline.store import Store, search
from dateline.web import answers, api, filters, forms, said
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
from dateline.web.site import Site
from dateline.web.viewpoint import Viewpoint, day, viewpoint

Viewed = Annotated[Viewpoint, Depends(viewpoint)]


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
    made.include_router(api.router(site.keeper))
    made.include_router(said.router(site.keeper, person=site.person))
    _reading(made, site)
    _listing(made, site)
    made.include_router(forms.router(site))
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
            record, now = site.keeper.at(store, asked.view), site.keeper.now(store)
            common = site.common(record, "chronology", asked.view)
            return HTMLResponse(chronology(record, asked, store, page=page, days=now.days, common=common))

    @made.get("/event/{id_:path}", response_class=HTMLResponse, include_in_schema=False)
    def event(id_: str, view: Viewed) -> Response:
        with site.keeper.open() as store:
            record = site.keeper.at(store, view)
            found = record.entries[record.position(id_)].event
            if found.id != id_:
                return RedirectResponse(Served(view.query).event(found.id), 307)
            return HTMLResponse(event_page(record, found, store, common=site.common(record, "chronology", view)))

    @made.get("/report/{id_:path}", response_class=HTMLResponse, include_in_schema=False)
    def report(id_: str, view: Viewed) -> Response:
        def make(record: Record, store: Store) -> str:
            if id_ not in record.reports:
                raise MissingError(f"no report {id_!r} here. The page Reports lists those there are.")
            common = site.common(record, "reports", view)
            return report_page(record, id_, store, url=Served(view.query), common=common)

        return site.page(make, view)

    @made.get("/actor/{id_:path}", response_class=HTMLResponse, include_in_schema=False)
    def actor(id_: str, view: Viewed, page: int = 1) -> Response:
        def make(record: Record, store: Store) -> str:  # noqa: ARG001  pages have one shape
            if not len(record.facets["actor"].at(id_)):
                raise MissingError(f"no actor {id_!r} here. The page Actors lists those there are.")
            common = site.common(record, "actors", view)
            return actor_page(record, id_, page=page, url=Served(view.query), common=common)

        return site.page(make, view)

    @made.get("/place/{key:path}", response_class=HTMLResponse, include_in_schema=False)
    def place(key: str, view: Viewed, page: int = 1) -> Response:
        def make(record: Record, store: Store) -> str:  # noqa: ARG001
            if key not in record.wheres:
                raise MissingError(f"no place {key!r} here. The page Places lists those there are.")
            common = site.common(record, "places", view)
            return place_page(record, key, page=page, url=Served(view.query), common=common)

        return site.page(make, view)


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
        days = [day("".join(given.get(name, ()))) for name in ("from", "to")]
        return site.page(lambda record, store: diff_page(record, days, store, common=site.common(record, "diff")))

    @made.get("/review", response_class=HTMLResponse, include_in_schema=False)
    def review(page: int = 1) -> Response:
        return site.page(
            lambda record, store: review_page(record, store, page=page, common=site.common(record, "review"))
        )


def _given(request: Request) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        found.setdefault(name, []).append(value)
    return found


STATUS = {MissingError: 404, LedgerError: 409, StoreError: 503}  # the first that fits; else 400
TITLES = {
    400: "That cannot be asked",
    404: "Not here",
    405: "That cannot be done here",
    409: "There is nothing to take back",
    503: "The database cannot be read",
    500: "Something broke",
}


def _failing(made: FastAPI, site: Site) -> None:
    """Say what went wrong on a page, or in JSON under /api; never a stack trace."""

    def say(request: Request, status: int, words: str) -> Response:
        if request.url.path.startswith("/api/"):
            return api.refusal(status, words)
        title = TITLES.get(status, "That did not work")
        page = paint("error.html", title=title, words=words, status=status, **site.common(None, ""))
        return HTMLResponse(page, status, headers={"retry-after": "5"} if status == 503 else None)

    @made.exception_handler(DatelineError)
    def of_dateline(request: Request, error: DatelineError) -> Response:
        status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400)
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
