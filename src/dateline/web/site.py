"""A database and who may read and change it in, what every page shows out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fastapi.responses import HTMLResponse

from dateline import __version__
from dateline.store import Store
from dateline.web.guard import Access
from dateline.web.paint import Served
from dateline.web.record import Keeper, Record
from dateline.web.viewpoint import NOW, Viewpoint

Page = Callable[[Record, Store], str]


@dataclass(frozen=True, kw_only=True)
class Site:
    """One database, and who may read and change it."""

    keeper: Keeper
    access: Access
    person: str

    def common(self, record: Record | None, here: str, view: Viewpoint = NOW) -> dict[str, object]:
        """Return what every page shows; without a record, what one shows that has none to show."""
        return {
            "url": Served(view.query),
            "view": view,
            "notes": record.notes if record else (),
            "here": here,
            "database": self.keeper.path.name,
            "stale": record is not None and record.revisions.stale,
            "token": self.access.token,
            "person": self.person,
            "version": __version__,
        }

    def page(self, make: Page, view: Viewpoint = NOW) -> HTMLResponse:
        """Open the database and return a page made from it, as a viewpoint shows it."""
        with self.keeper.open() as store:
            return HTMLResponse(make(self.keeper.at(store, view), store))
