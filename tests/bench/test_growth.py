"""What is measured of growth: slopes, and memory and seconds of a process apart; no time is held against a bound."""

import pytest
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
    made = growth.rebuild(path)
    assert made["rebuild_cpu_seconds"] > 0
    assert made["events"] > 0
    assert growth.add(path)["adds"] == 2
    with growth.Store.open(path) as store:
        assert len(store.report_ids()) == 6


def test_the_figures_of_a_pile_count_pairs_for_a_mention():
    piles = [[(one.report, one.mentions) for one in generate(count)] for count in (1, 30)]
    for pile_, figures in zip(piles, map(pile.measure, piles), strict=True):
        count = sum(len(mentions) for _, mentions in pile_)
        assert (figures["reports"], figures["mentions_per_report"]) == (len(pile_), count / len(pile_))
        for name in ("pairs", "without_a_key"):
            many = [figures[f"{name}_from_{step}"] * count for step in pile.STEPS]
            assert many == pytest.approx([round(number) for number in many])
            assert many == sorted(many, reverse=True)
        assert all(figures[f"without_a_key_from_{step}"] <= figures[f"pairs_from_{step}"] for step in pile.STEPS)
    assert figures["pairs_from_0.5"] > figures["without_a_key_from_0.5"] > 0
