"""What is measured of growth: slopes, and memory and seconds of a process apart; no time is held against a bound."""

from bench import growth, pile
from bench.generate import generate


def test_an_exponent_is_the_slope_on_logarithmic_scales():
    rows = [{"reports": 10, "add": 2.0}, {"reports": 20, "add": 4.0}, {"reports": 40, "add": 4.0}]
    assert growth.exponents(rows, "add") == [1.0, 0.0]


def held(megabytes: int) -> dict[str, float]:
    kept = bytearray(b"\x01") * (megabytes << 20)
    growth.time.sleep(4 * growth.LOOK)
    return {"bytes": len(kept)}


def test_what_is_done_apart_is_returned_with_the_memory_that_it_held():
    told, peak = growth.apart(held, 200)
    assert told == {"bytes": 200 << 20}
    assert peak > 200


def test_a_database_is_filled_added_to_and_made_anew(tmp_path):
    path = tmp_path / "growth.db"
    loaded = growth.load(path, 4, 2, 1)
    assert loaded["mentions"] == sum(len(one.mentions) for one in generate(4))
    assert growth.add(path)["adds"] == 2
    assert growth.rebuild(path)["rebuild_cpu_seconds"] > 0
    with growth.Store.open(path) as store:
        assert len(store.report_ids()) == 6


def test_the_figures_of_a_pile_count_pairs_for_a_mention():
    one = next(generate(1))
    alone = pile.measure([(one.report, one.mentions)])
    assert alone["reports"] == 1
    assert alone["pairs_from_0.25"] == alone["within_a_report_from_0.25"]
