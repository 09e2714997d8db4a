"""The part of the HTTP API in which people judge and set right: what they send in, how it stands in the ledger out.

Changes need the header X-Dateline-Token, which `dateline serve` prints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import msgspec
from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from dateline.errors import OptionsError
from dateline.export.document import Struct
from dateline.store import Store
from dateline.web import judging
from dateline.web.answers import (
    PREFIX,
    SCHEMAS,
    SENT,
    ActorJudgementItem,
    Correcting,
    JudgementItem,
    Judging,
    JudgingActors,
    SetRightItem,
)
from dateline.web.api import SIZE, Cursor, Limit, answer, paged
from dateline.web.record import Keeper, MissingError


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """One of the ledgers of what people said: how it is read, added to and taken back from."""

    path: str
    of: str  # what it holds, in words
    listed: Callable[[Store], Iterable[Any]]
    item: type[Struct]
    say: Callable[[Store, Any, str], int | str]  # what was sent, and who sent it; it returns the number
    undo: Callable[[Store, str], None]

    def items(self, store: Store) -> list[Any]:
        """Return what was said, the latest first, undone or not."""
        fields = self.item.__struct_fields__
        return [self.item(**{name: getattr(act, name) for name in fields}) for act in self.listed(store)]

    def one(self, store: Store, number: str) -> Any:  # noqa: ANN401  one of `items`
        """Return what was said under a number."""
        found = next((one for one in self.items(store) if str(one.number) == number), None)
        if found is None:
            raise MissingError(f"nothing here has the number {number!r}; GET {PREFIX}{self.path} lists what was said.")
        return found


def _judge(store: Store, sent: Judging, person: str) -> int:
    same = sent.verdict == "same"
    return judging.judge(store, sent.left, sent.right, same=same, reason=sent.reason, person=person)


def _judge_actor(store: Store, sent: JudgingActors, person: str) -> int:
    same = sent.verdict == "same"
    return judging.judge_actor(store, sent.actor, sent.other, same=same, reason=sent.reason, person=person)


def _set_right(store: Store, sent: Correcting, person: str) -> str:
    return judging.set_right(store, sent.id, sent.field, sent.value, reason=sent.reason, person=person)


LEDGERS = (
    Ledger(
        path="/judgements",
        of="which mentions tell one event",
        listed=judging.acts,
        item=JudgementItem,
        say=_judge,
        undo=judging.undo,
    ),
    Ledger(
        path="/actor-judgements",
        of="who is who",
        listed=judging.actor_acts,
        item=ActorJudgementItem,
        say=_judge_actor,
        undo=judging.undo_actor,
    ),
    Ledger(
        path="/corrections",
        of="what a mention tells",
        listed=judging.set_right_acts,
        item=SetRightItem,
        say=_set_right,
        undo=judging.undo,
    ),
)


def router(keeper: Keeper, *, person: str) -> APIRouter:
    """Return the routes of the ledgers; `person` is who speaks where nobody is named."""
    routes = APIRouter(prefix=PREFIX)
    for ledger in LEDGERS:
        _routes(routes, ledger, keeper, person)
    return routes


def _routes(routes: APIRouter, ledger: Ledger, keeper: Keeper, person: str) -> None:
    @routes.get(ledger.path, description=f"List what people said of {ledger.of}, undone or not, the latest first.")
    def listed(cursor: Cursor = "", limit: Limit = SIZE) -> Response:
        with keeper.open() as store:
            items = ledger.items(store)
        some, after = paged(items, lambda one: str(one.number), cursor=cursor, limit=limit)
        return answer(SCHEMAS[ledger.path](items=tuple(some), total=len(items), next=after))

    @routes.get(ledger.path + "/{number}", description=f"Return what a person said of {ledger.of}, by its number.")
    def one(number: str) -> Response:
        with keeper.open() as store:
            return answer(ledger.one(store, number))

    @routes.post(ledger.path, status_code=201, description=f"Say {ledger.of}; the events are made anew.")
    async def say(request: Request) -> Response:
        try:
            sent: Any = msgspec.json.decode(await request.body(), type=SENT[ledger.path])
        except msgspec.MsgspecError as error:
            raise OptionsError(f"this cannot be said of {ledger.of}: {error}.") from error

        def act() -> Response:
            with keeper.open() as store:
                number = ledger.say(store, sent, sent.person.strip() or person)
                return answer(ledger.one(store, str(number)), 201)

        return await run_in_threadpool(act)

    @routes.delete(ledger.path + "/{number}", description="Take it back, and make the events anew; it stays listed.")
    def undo(number: str) -> Response:
        with keeper.open() as store:
            ledger.one(store, number)  # each ledger's numbers are its own
            ledger.undo(store, number)
            return answer(ledger.one(store, number))
