"""Maps show every spot, over land that stays inside the picture."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.web.maps import HEIGHT, WIDTH, Spot, draw

SPOTS = st.builds(
    Spot,
    name=st.text(max_size=5),
    latitude=st.floats(-90, 90),
    longitude=st.floats(-180, 180),
    radius=st.none() | st.floats(0, 20_000),
    events=st.integers(1, 1000),
)
POINT = re.compile(r"(-?[\d.]+) (-?[\d.]+)")


@settings(max_examples=50, deadline=None)
@given(st.lists(SPOTS, min_size=1, max_size=4))
def test_every_spot_and_all_land_lie_in_the_picture(spots):
    found = draw(spots)
    assert len(found.dots) == len(spots)
    for dot in found.dots:
        assert -1 <= dot.x <= WIDTH + 1
        assert -1 <= dot.y <= HEIGHT + 1
    for x, y in POINT.findall(found.land):
        assert -1 <= float(x) <= WIDTH + 1
        assert -1 <= float(y) <= HEIGHT + 1


def test_a_capital_stands_on_land_and_nothing_is_drawn_of_nothing():
    found = draw([Spot(name="Nairobi", latitude=-1.29, longitude=36.82, radius=20)])
    assert found.land
    assert draw([]) is None


def test_land_does_not_run_across_the_map_at_the_180th_meridian():
    found = draw([Spot(name="Toamasina", latitude=-18.15, longitude=49.4, radius=10)])
    assert found.land.count("M") <= 2, "Madagascar and the coast of Africa"
