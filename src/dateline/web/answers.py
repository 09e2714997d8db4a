"""The structs of the API's answers beside those of the export, and the OpenAPI description that names them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from fastapi import FastAPI

from dateline.export.document import (
    CopyItem,
    DisagreementItem,
    EventItem,
    MentionItem,
    Place,
    ReportItem,
    StoryItem,
    Struct,
)

PREFIX = "/api/v1"
TOKEN = "X-Dateline-Token"  # noqa: S105  the header's name, no secret


class Events(Struct, frozen=True, kw_only=True):
    """A page of events."""

    items: tuple[EventItem, ...]
    disagreements: tuple[DisagreementItem, ...]  # of these events
    total: int
    next: str | None


class Reports(Struct, frozen=True, kw_only=True):
    """A page of reports."""

    items: tuple[ReportItem, ...]
    total: int
    next: str | None


class ReportText(Struct, frozen=True, kw_only=True):
    """A report with its text as received, the mentions in it, and what it shares with others."""

    report: ReportItem
    text: str
    mentions: tuple[MentionItem, ...]
    copies: tuple[CopyItem, ...]


class Stories(Struct, frozen=True, kw_only=True):
    """A page of stories, those of most reports first."""

    items: tuple[StoryItem, ...]
    total: int
    next: str | None


class Mentions(Struct, frozen=True, kw_only=True):
    """A page of mentions."""

    items: tuple[MentionItem, ...]
    total: int
    next: str | None


class ActorItem(Struct, frozen=True, kw_only=True):
    """An actor, and in how many events it, or what is part of it, takes part."""

    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    parents: tuple[str, ...]
    reason: str
    events: int


class Actors(Struct, frozen=True, kw_only=True):
    """A page of actors."""

    items: tuple[ActorItem, ...]
    total: int
    next: str | None


class PlaceItem(Struct, frozen=True, kw_only=True):
    """A place, and how many events were there."""

    key: str
    place: Place
    events: int


class Places(Struct, frozen=True, kw_only=True):
    """A page of places."""

    items: tuple[PlaceItem, ...]
    total: int
    next: str | None


class HitItem(Struct, frozen=True, kw_only=True):
    """A report that holds the words, and where: half-open, in code points."""

    report: str
    hits: tuple[tuple[int, int], ...]


class Found(Struct, frozen=True, kw_only=True):
    """What a search found: events in order of time, reports by how well they match."""

    events: tuple[str, ...]
    reports: tuple[HitItem, ...]
    total: int
    next: str | None


class JudgementItem(Struct, frozen=True, kw_only=True):
    """What a person judged of two mentions."""

    number: int
    verdict: str
    left: str
    right: str
    reason: str
    person: str
    made: str
    undone: str | None


class Judgements(Struct, frozen=True, kw_only=True):
    """A page of what people judged, the latest first."""

    items: tuple[JudgementItem, ...]
    total: int
    next: str | None


class ActorJudgementItem(Struct, frozen=True, kw_only=True):
    """What a person judged of who is who: that two actors are one, or that one is someone else in a report."""

    number: int
    verdict: str
    left: str
    right: str
    reason: str
    person: str
    made: str
    undone: str | None


class ActorJudgements(Struct, frozen=True, kw_only=True):
    """A page of what people judged of who is who, the latest first."""

    items: tuple[ActorJudgementItem, ...]
    total: int
    next: str | None


class SetRightItem(Struct, frozen=True, kw_only=True):
    """What a person set right of mentions at one go; each mention of the export has it in `corrected`."""

    number: str
    field: str
    value: str
    who: tuple[str, ...]  # ids of the actors that the value names
    mentions: tuple[str, ...]
    reason: str
    person: str
    made: str
    undone: str | None


class Corrections(Struct, frozen=True, kw_only=True):
    """A page of what people set right, the latest first."""

    items: tuple[SetRightItem, ...]
    total: int
    next: str | None


class ChangeItem(Struct, frozen=True, kw_only=True):
    """One change of the record, as `dateline diff` tells it."""

    sort: str
    events: tuple[str, ...]
    words: str


class Changes(Struct, frozen=True, kw_only=True):
    """What changed between two days."""

    items: tuple[ChangeItem, ...]


class Refusal(Struct, frozen=True, kw_only=True):
    """Why a request cannot be answered, and what to do."""

    error: str


Verdict = Annotated[str, msgspec.Meta(pattern="^(same|different)$")]


class Judging(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person says of two events or mentions."""

    left: str
    right: str
    verdict: Verdict
    reason: str = ""
    person: str = ""


class JudgingActors(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person says of who is who: `other` is an actor, or the report in which `actor` is someone else."""

    actor: str
    other: str
    verdict: Verdict
    reason: str = ""
    person: str = ""


class Correcting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person sets right of a mention, or of all mentions of an event."""

    id: str
    field: str  # when, where, kind, modality, by, to, with, about or not-an-event
    value: str = ""
    reason: str = ""
    person: str = ""


SCHEMAS: Mapping[str, type[Struct]] = {
    "/reports": Reports,
    "/reports/{id_}": ReportText,
    "/stories": Stories,
    "/events": Events,
    "/events/{id_}": Events,
    "/mentions": Mentions,
    "/mentions/{id_}": MentionItem,
    "/actors": Actors,
    "/actors/{id_}": ActorItem,
    "/places": Places,
    "/places/{key}": PlaceItem,
    "/diff": Changes,
    "/search": Found,
    "/judgements": Judgements,
    "/judgements/{number}": JudgementItem,
    "/actor-judgements": ActorJudgements,
    "/actor-judgements/{number}": ActorJudgementItem,
    "/corrections": Corrections,
    "/corrections/{number}": SetRightItem,
}
SENT: Mapping[str, type[msgspec.Struct]] = {  # what a person sends; the answer is one item of the list
    "/judgements": Judging,
    "/actor-judgements": JudgingActors,
    "/corrections": Correcting,
}


def describe(made: FastAPI) -> None:
    """Put the structs' schemas into the OpenAPI description."""
    plain = made.openapi
    _, components = msgspec.json.schema_components(
        [*SCHEMAS.values(), *SENT.values(), Refusal], ref_template="#/components/schemas/{name}"
    )

    def described() -> dict[str, Any]:
        if made.openapi_schema:
            return made.openapi_schema
        found = plain()
        found.setdefault("components", {}).setdefault("schemas", {}).update(components)
        for path, methods in found["paths"].items():
            bare = path.removeprefix(PREFIX)
            for method, operation in methods.items():
                status, struct = "200", SCHEMAS[bare]
                if method == "post":
                    status, struct = "201", SCHEMAS[f"{bare}/{{number}}"]
                    operation["requestBody"] = {"required": True, "content": _content(SENT[bare])}
                if method != "get":
                    operation["security"] = [{"token": []}]
                operation["responses"][status]["content"] = _content(struct)
                operation["responses"]["default"] = {"description": "Why not.", "content": _content(Refusal)}
        found["components"]["securitySchemes"] = {"token": {"type": "apiKey", "in": "header", "name": TOKEN}}
        return found

    made.openapi = described  # type: ignore[method-assign]  # FastAPI's documented way to extend OpenAPI


def _content(struct: type[msgspec.Struct]) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{struct.__name__}"}}}
