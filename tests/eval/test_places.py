"""The measure of places, on examples worked out by hand."""

import math

import pytest
from eval import places
from eval.places import FARTHEST, Answer, Article, Gold, Tally
from tests.resolve.reports import context, span

from dateline.records import Span

# The second toponym's offsets are one too high; the third has no place; the fourth is not in the text.
DOCUMENT = """<articles><article docid="7"><title>t</title><domain>www.example.org</domain>
<text><![CDATA[Rain in Lagos, Nigeria and on Elm Road.]]></text><toponyms count="4">
<toponym><start>8</start><end>13</end><phrase>Lagos</phrase>
<gaztag geonameid="2332459"><lat>6.45407</lat><lon>3.39467</lon></gaztag></toponym>
<toponym><start>16</start><end>23</end><phrase>Nigeria</phrase>
<gaztag geonameid="2328926"><lat>10</lat><lon>8</lon></gaztag></toponym>
<toponym><start>30</start><end>38</end><phrase>Elm Road</phrase></toponym>
<toponym><start>30</start><end>38</end><phrase>Oslo</phrase></toponym>
</toponyms></article></articles>"""


@pytest.fixture
def article(tmp_path):
    (tmp_path / "one.xml").write_text(DOCUMENT, encoding="utf-8")
    return next(places.load(tmp_path / "one.xml"))


def test_a_file_gives_its_texts_with_toponyms_where_they_stand(article):
    assert (article.id, article.domain) == ("7", "example.org")
    assert [gold.span.of(article.text) for gold in article.gold] == ["Lagos", "Nigeria", "Elm Road"]
    assert [gold.point for gold in article.gold] == [(6.45407, 3.39467), (10.0, 8.0), None]


@pytest.mark.parametrize("wrong", ["96.45407", "nan", "north"])
def test_coordinates_that_are_nowhere_on_earth_are_told_and_left_out(tmp_path, capsys, wrong):
    (tmp_path / "odd.xml").write_text(DOCUMENT.replace("6.45407", wrong), encoding="utf-8")
    article = next(places.load(tmp_path / "odd.xml"))
    assert [gold.point for gold in article.gold] == [None, (10.0, 8.0), None]
    assert capsys.readouterr().err == f"odd.xml, article 7, 'Lagos': no coordinates on earth: {wrong}, 3.39467\n"


def test_a_degree_of_the_equator_is_a_hundred_and_eleven_kilometres():
    assert places.kilometres((0.0, 0.0), (0.0, 1.0)) == pytest.approx(111.2, abs=0.1)
    assert places.kilometres((0.0, 0.0), (0.0, 180.0)) == pytest.approx(math.pi * 6371)


def test_the_same_id_is_no_distance_and_no_point_is_the_farthest():
    gold = Gold(Span(0, 1), "x", "1", (0.0, 0.0))
    assert places.distance(gold, Answer("1")) == 0.0
    assert places.distance(gold, Answer("2")) == FARTHEST
    assert places.distance(gold, Answer()) == FARTHEST
    assert places.distance(gold, Answer("2", (0.0, 1.0))) == pytest.approx(111.2, abs=0.1)


def test_the_area_is_nothing_where_all_is_right_and_one_where_all_is_lost():
    assert places.area([0.0, 0.0, 0.0]) == 0.0
    assert places.area([FARTHEST, FARTHEST]) == pytest.approx(1.0, abs=1e-4)
    assert places.area([]) == 0.0


def test_the_area_is_that_of_trapezoids_under_the_logarithms_in_order():
    # ln 1 = 0, ln 10, ln 100 = 2 ln 10: trapezoids of .5 ln 10 and 1.5 ln 10, over two steps of the greatest error
    assert places.area([99.0, 0.0, 9.0]) == pytest.approx(2 * math.log(10) / (2 * math.log(FARTHEST)))


def test_a_span_is_in_one_overlapping_pair_at_most():
    assert places.overlapping([Span(0, 5), Span(6, 9)], [Span(0, 9)]) == 1
    assert places.overlapping([Span(0, 5)], [Span(4, 9), Span(0, 2)]) == 1
    assert places.overlapping([Span(0, 5)], [Span(5, 9)]) == 0


def test_a_text_is_counted_by_exact_spans_by_distance_and_jointly(article):
    text = article.text
    scene = context(text, [["Lagos", "geopolitical"], ["Nigeria", "geopolitical"], ["Rain", "geopolitical"]])
    scores, lines = places.measure(article, scene.report, scene.parsed)
    # "Elm Road" is missed and "Rain" is too much: 2 right of 3 told and 3 found
    assert (scores.exact, scores.gold, scores.ours, scores.overlap) == (2, 3, 3, 2)
    assert (scores.pointed, scores.joint, list(scores.errors)) == (2, 2, [0.0, 0.0])
    assert [line.split("\t")[1:3] for line in lines] == [["missed", "Elm Road"], ["extra", "Rain"]]
    figures = scores.scores()
    assert figures["toponym_f1"] == pytest.approx(66.67)
    assert (figures["acc161"], figures["mean_km"], figures["auc"], figures["joint_acc161"]) == (1.0, 0.0, 0.0, 1.0)


def test_what_is_found_and_far_away_is_not_joint():
    text = "Rain in Lagos today."
    scene = context(text, [["Lagos", "geopolitical"]])
    gold = Gold(span(text, "Lagos"), "Lagos", "2267226", (37.1020, -8.6742))  # the one in Portugal
    scores, lines = places.measure(Article("1", text, "", (gold,)), scene.report, scene.parsed)
    assert (scores.exact, scores.joint) == (1, 0)
    assert scores.errors[0] > 3000
    assert lines[0].startswith("1\tfar\tLagos\t2267226")


def test_adjectives_are_left_out_of_the_figure_for_names():
    text = "Chadian troops left Chad today."
    scene = context(text, [["Chadian", "nationality"], ["Chad", "geopolitical"]])
    gold = tuple(Gold(span(text, words), words) for words in ("Chadian", "Chad"))
    scores, _ = places.measure(Article("1", text, "", gold), scene.report, scene.parsed)
    assert (scores.exact, scores.names) == (2, (1, 1, 1))


def test_counts_of_files_add_up():
    whole = Tally()
    whole.add(Tally(gold=2, ours=2, exact=1, pointed=2, joint=1, names=(1, 2, 2), errors=(0.0, FARTHEST)))
    whole.add(Tally(gold=2, ours=1, exact=1, pointed=1, joint=1, names=(1, 1, 1), errors=(161.0,)))
    figures = whole.scores()
    assert figures["toponym_f1"] == pytest.approx(57.14)  # 2 right of 4 and 3
    assert (figures["acc161"], figures["joint_acc161"], figures["pointless"]) == (0.6667, 0.6667, 0.3333)


def test_the_baseline_takes_the_country_then_the_most_people():
    assert places.most_populous("Lagos").id == "2332459"
    assert places.most_populous("Chadian").id == places.most_populous("Chad").id == "2434508"
    assert places.most_populous("Xyzzyville") == Answer()
