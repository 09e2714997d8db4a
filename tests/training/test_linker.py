"""Training sees a topic as merging does."""

from eval.ecbplus import Gold
from tests.merge.build import mention, report
from training.linker import Topic, pooled

from dateline.merge import merge, trees


def test_a_topic_is_grouped_as_merging_groups_it():
    one = report("Gunmen killed Rupert Hentzau in Zenda. The killing of Hentzau drew protests.", published="2021-05-04")
    two = report("Rupert Hentzau was killed in Zenda. Ruritania halted talks.", published="2021-05-04")
    told = [
        mention(one, "killed", "kill"),
        mention(one, "killing", "kill", tense=""),
        mention(one, "protests", "protest", tense=""),
        mention(two, "killed", "kill"),
        mention(two, "halted", "halt"),
    ]
    gold = [Gold(report=of.report, span=of.trigger, event=of.act) for of in told]
    topic = Topic((one, two), list(zip(told, gold, strict=True)))
    model = trees.load()
    found = {frozenset(group) for group in topic.grouped(model, model.threshold)}
    assert found == {frozenset(event.mentions) for event in merge((one, two), told).events}
    rows, labels = pooled([topic])
    assert len(rows) == len(labels) == topic.asked.sum() > 0
