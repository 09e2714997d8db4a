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
    """What people judged, the latest first."""

    items: tuple[JudgementItem, ...]


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


class Judging(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person says of two mentions."""

    left: str
    right: str
    verdict: Annotated[str, msgspec.Meta(pattern="^(same|different)$")]
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
    "/judgements/{number}": Judgements,
}


def describe(made: FastAPI) -> None:
    """Put the structs' schemas into the OpenAPI description."""
    plain = made.openapi
    _, components = msgspec.json.schema_components(
        [*SCHEMAS.values(), Refusal, Judging], ref_template="#/components/schemas/{name}"
    )

    def described() -> dict[str, Any]:
        if made.openapi_schema:
            return made.openapi_schema
        found = plain()
        found.setdefault("components", {}).setdefault("schemas", {}).update(components)
        for path, methods in found["paths"].items():
            struct = SCHEMAS[path.removeprefix(PREFIX)]
            for method, operation in methods.items():
                status = "201" if method == "post" else "200"
                operation["responses"][status]["content"] = _content(struct)
                operation["responses"]["default"] = {"description": "Why not.", "content": _content(Refusal)}
                if method == "post":
                    operation["requestBody"] = {"required": True, "content": _content(Judging)}
        return found

    made.openapi = described  # type: ignore[method-assign]  # FastAPI's documented way to extend OpenAPI


def _content(struct: type[msgspec.Struct]) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{struct.__name__}"}}}
