"""A form that a page sent in, what a person says in it kept, and the page to go on to out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import parse_qs, urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from dateline import run
from dateline.errors import OptionsError
from dateline.records import Correctable
from dateline.store import Store, search
from dateline.web import judging
from dateline.web.site import Site

Form = Mapping[str, str]
Act = Callable[[Store, Form], object]


def router(site: Site) -> APIRouter:
    """Return the addresses that forms are sent to; each change is one of these acts."""
    routes = APIRouter(include_in_schema=False)

    def person(form: Form) -> str:
        return form.get("person", "").strip() or site.person

    def judge(store: Store, form: Form) -> object:
        sides = (form.get("left", ""), form.get("right", ""))
        return judging.judge(store, *sides, same=_verdict(form), reason=form.get("reason", ""), person=person(form))

    def set_right(store: Store, form: Form) -> object:
        told = (form.get("id", ""), form.get("field", ""), form.get("value", ""))
        return judging.set_right(store, *told, reason=form.get("reason", ""), person=person(form))

    def judge_actor(store: Store, form: Form) -> object:
        people = (form.get("actor", ""), form.get("other", "").strip())
        return judging.judge_actor(
            store, *people, same=_verdict(form), reason=form.get("reason", ""), person=person(form)
        )

    acts: Mapping[str, Act] = {
        "/judge": judge,
        "/set": set_right,
        "/judge-actor": judge_actor,
        "/undo": lambda store, form: judging.undo(store, form.get("number", "")),
        "/undo-actor": lambda store, form: judging.undo_actor(store, form.get("number", "")),
        "/refresh": _refresh,
    }
    for path, act in acts.items():
        routes.add_api_route(path, _changing(site, act), methods=["POST"])
    return routes


def _refresh(store: Store, _: Mapping[str, str]) -> None:
    run.refresh(store)
    search.index(store)


def _changing(site: Site, act: Act) -> Callable[[Request], object]:
    async def change(request: Request) -> Response:
        sent = parse_qs((await request.body()).decode("utf-8", "replace"))
        form = {name: values[0] for name, values in sent.items()}

        def make() -> None:
            with site.keeper.open() as store:
                act(store, form)

        await run_in_threadpool(make)
        # What is no event has no page any more: the ledger is where it can be undone.
        gone = form.get("field") == Correctable.NOT_AN_EVENT
        return RedirectResponse("/review" if gone else local(form.get("back", "/review")), 303)

    return change


def _verdict(form: Form) -> bool:
    verdict = form.get("verdict", "")
    if verdict not in {"same", "different"}:
        raise OptionsError(f"a verdict is same or different, got {verdict!r}.")
    return verdict == "same"


def local(address: str) -> str:
    """Return an address of this site, the page Review for any other."""
    parts = urlsplit(address)
    inside = address.startswith("/") and not address.startswith(("//", "/\\")) and not parts.netloc
    return address if inside and "\n" not in address and "\r" not in address else "/review"
