"""Names of templates and values in, HTML out: every value escaped, what could deceive the eye shown as odd."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from dateline.export.document import StanceItem, WhenItem
from dateline.records import Basis, When
from dateline.timeline import basis_words, date_words
from dateline.web.facets import outlet_of, printed_by, title_of
from dateline.web.rows import headed

# Letters that turn the direction of what follows (UAX 9) or draw nothing: text from outside must not reorder a page.
DECEIVING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True)
class Served:
    """Addresses of the pages that are served, each from the viewpoint that is asked for."""

    view: str = ""  # as an address's query
    report_words = "Read it in the report"

    def event(self, id_: str) -> str:
        """Return the address of an event."""
        return f"/event/{_safe(id_)}{self._then}"

    def report(self, id_: str, mention: str = "") -> str:
        """Return the address of a report, or of a mention in it."""
        return f"/report/{_safe(id_)}{self._then}" + (f"#{_safe(mention)}" if mention else "")

    def actor(self, id_: str | None) -> str:
        """Return the address of an actor."""
        return f"/actor/{_safe(id_)}{self._then}" if id_ else ""

    def place(self, id_: str | None) -> str:
        """Return the address of a place."""
        return f"/place/{_safe(id_)}{self._then}" if id_ else ""

    @property
    def _then(self) -> str:
        return f"?{self.view}" if self.view else ""


class OneFile:
    """Addresses inside the exported file: events and lines of reports."""

    report_words = "The report, in the list below"

    def event(self, id_: str) -> str:
        """Return the address of an event."""
        return f"#{_safe(id_)}"

    def report(self, id_: str, mention: str = "") -> str:  # noqa: ARG002  a report has a line here, no page
        """Return the address of a report's line."""
        return f"#{_safe(id_)}"

    def actor(self, id_: str | None) -> str:  # noqa: ARG002  nor has an actor
        """Return no address."""
        return ""

    def place(self, id_: str | None) -> str:  # noqa: ARG002  nor has a place
        """Return no address."""
        return ""


def _safe(text: str) -> str:
    return quote(text, safe=":@,")


def shown(value: object) -> object:
    """Put a visible mark in the place of letters that deceive the eye; applied to every value on a page."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return DECEIVING.sub("\ufffd", value)
    return value


@cache
def environment() -> Environment:
    """Return the templates, which escape all they are given."""
    made = Environment(
        loader=PackageLoader("dateline.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= FILTERS
    made.globals["FIELDS"] = FIELDS
    return made


def paint(template: str, **values: Any) -> str:  # noqa: ANN401  what a template is given
    """Return a page."""
    return environment().get_template(template).render(**values)


def several(number: int, noun: str) -> str:
    """Count a noun.

    >>> several(1, "event"), several(2, "story")
    ('1 event', '2 stories')
    """
    plural = noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"
    return f"{number:,} {noun if number == 1 else plural}"


def when_words(item: WhenItem) -> str:
    """Say a time of the export as a person does."""
    latest = date.fromisoformat(item.latest) if item.latest else None
    return date_words(
        When(
            earliest=date.fromisoformat(item.earliest) if item.earliest else None,
            latest=(latest if latest == date.max else latest + timedelta(days=1)) if latest else None,
            edtf=item.edtf,
            bounded=item.bounded,
        )
    )


def day_words(iso: str | None) -> str:
    """Say a day of ISO 8601, or the month or year that it is cut to."""
    if not iso:
        return "no date told"
    try:
        day = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return date_words(When(earliest=day, latest=day + timedelta(days=1) if day < date.max else None))


def percent(share: float) -> str:
    """Write a share for an attribute of SVG."""
    return f"{100 * share:.2f}%"


def dated_by(item: WhenItem) -> str:
    """Say what dates an event."""
    return basis_words(Basis(item.basis))


SURE = {"CT": "is certain", "PR": "thinks it probable", "PS": "thinks it possible", "U": "does not commit"}
SAYS = {"+": "that it is so", "-": "that it is not so", "u": "either way"}


def stance_words(item: StanceItem) -> str:
    """Say what a teller commits to.

    >>> stance_words(StanceItem(certainty="PR", polarity="-", cues=()))
    'thinks it probable that it is not so'
    """
    return f"{SURE[item.certainty]} {SAYS[item.polarity]}"


FIELDS: Mapping[str, str] = {  # what a person may set right, as a form offers it
    "when": "date",
    "where": "place",
    "by": "who acts",
    "to": "who is acted on",
    "with": "who takes part with them",
    "about": "what it is about",
    "kind": "kind",
    "modality": "whether it is so",
    "not-an-event": "it is no event",
}


DIFFER: Mapping[str, str] = {  # what accounts may differ on; any other field is called as it is
    "modality": "whether it is so",
    "by": "who acts",
    "to": "who is acted on",
    "number": "numbers",
    "what": "what it was",
    "framing": "words",
}


def differ_words(fields: Iterable[str]) -> str:
    """Say what accounts differ on.

    >>> differ_words(["when", "modality"])
    'when, whether it is so'
    """
    return ", ".join(DIFFER.get(field, field) for field in fields)


FILTERS: Mapping[str, Callable[..., object]] = {
    "several": several,
    "stance_words": stance_words,
    "when_words": when_words,
    "day_words": day_words,
    "percent": percent,
    "dated_by": dated_by,
    "headed": headed,
    "differ_words": differ_words,
    "outlet_of": outlet_of,
    "printed_by": printed_by,
    "title_of": title_of,
}
