"""When things happened: a report with its time expressions and event mentions in, a `When` for each mention out.

`dates` works out a whole report, since events are dated by one another; `values` the expressions alone.
"""

from dateline.resolve.when.events import dates
from dateline.resolve.when.expressions import values

__all__ = ["dates", "values"]
