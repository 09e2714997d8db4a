"""When things happened: a report with its time expressions and event mentions in, a `When` for each mention out.

`dates` works out a whole report, since events are dated by one another; `values` the expressions alone; `measured`
reads how far two events lie apart.
"""

from dateline.resolve.when.events import dates
from dateline.resolve.when.expressions import values
from dateline.resolve.when.links import measured

__all__ = ["dates", "measured", "values"]
