from eval.timeline import Line, hold, names_target, read_timeline, relations, write_timeline

GOLD = [
    Line(0, "XXXX-XX-XX", ("1-9-hope",)),
    Line(1, "2010-06-07", ("1-2-unveil", "2-4-show")),
    Line(1, "2010-06-07", ("1-3-praise",)),
    Line(2, "2010-07", ("2-5-sell",)),
]


def test_a_timeline_holds_all_of_its_own_relations():
    claims = relations(GOLD)
    assert len(claims) == 5  # three dates and two neighbours; order 0 is not scored
    assert hold(claims, GOLD) == 5


def test_an_event_is_known_by_any_of_its_mentions():
    system = [Line(1, "2010-06-07", ("2-4-show",)), Line(2, "2010-07", ("2-5-sell",))]
    assert hold(relations(system), GOLD) == 3


def test_a_wrong_date_and_a_turned_order_do_not_hold():
    system = [Line(1, "2010-05", ("2-5-sell",)), Line(2, "2010-06-07", ("1-3-praise",))]
    assert hold(relations(system), GOLD) == 1


def test_neighbours_apart_in_the_gold_still_hold_in_its_closure():
    longer = [*GOLD, Line(3, "2011", ("3-1-sue",))]
    system = [Line(1, "XXXX-XX-XX", ("1-3-praise",)), Line(2, "XXXX-XX-XX", ("3-1-sue",))]
    assert hold(relations(system), longer) == 1


def test_writing_then_reading_gives_the_same_timeline():
    assert read_timeline(write_timeline("Some Phone", GOLD)) == GOLD


def test_a_surname_alone_names_the_target_but_a_first_name_does_not():
    event = {"by": ["Roe"], "to": []}
    assert names_target(event, "Jane Roe")
    assert not names_target({"by": ["Jane"], "to": []}, "Jane Roe")
