from dataclasses import replace

from eval import chains
from eval.chains import Gold, Own

from dateline.records import EntityForm, Span

CONLLU = """# newdoc id = GUM_news_mill
# newpar
# sent_id = GUM_news_mill-1
1-2\tMoreno's\t_\t_\t_\t_\t_\t_\t_\t_
1\tMoreno\tMoreno\tPROPN\tNNP\t_\t3\tnmod:poss\t_\t_
2\t's\t's\tPART\tPOS\t_\t1\tcase\t_\t_
3\tmill\tmill\tNOUN\tNN\t_\t4\tnsubj\t_\t_
4\tburned\tburn\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# newpar
# sent_id = GUM_news_mill-2
1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\t_
2\twept\tweep\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_
"""
COREF = """# begin document GUM_news_mill
0\tMoreno\t(person-1)(object-2
1\t's\t_
2\tmill\tobject-2)
3\tburned\t_
4\t.\t_
5\tShe\t(person-1)
6\twept\t_
7\t.\t_
# end document
"""


def folder(path):
    for name, text in (("dep/GUM_news_mill.conllu", CONLLU), ("coref/GUM_news_mill.conll", COREF)):
        (path / name).parent.mkdir(exist_ok=True)
        (path / name).write_text(text, encoding="utf-8")
    return path


def test_the_text_is_rebuilt_with_its_paragraphs_and_mentions_lie_on_it(tmp_path):
    (one,) = chains.documents(folder(tmp_path))
    text = one.report.text
    assert text == "Moreno's mill burned.\n\nShe wept. "
    found = {(g.span.of(text), g.head.of(text), g.chain) for g in one.gold}
    assert found == {("Moreno", "Moreno", 1), ("Moreno's mill", "mill", 2), ("She", "She", 1)}


def test_texts_that_train_are_left_out_where_the_splits_are_known(tmp_path):
    root = folder(tmp_path)
    (root / "splits.md").write_text("## dev\n\n  * GUM_news_other\n", encoding="utf-8")
    assert chains.documents(root) == []
    assert [one.name for one in chains.documents(root, "train")] == ["GUM_news_mill"]
    (root / "splits.md").write_text("## test\n\n  * GUM_news_mill\n", encoding="utf-8")
    assert chains.documents(root) == chains.documents(root, "train") == []


GOLD = (Gold(Span(0, 20), Span(4, 9), "person", 1), Gold(Span(0, 9), Span(4, 9), "person", 2))


def test_the_likest_span_of_one_head_is_meant():
    own = [Own(Span(0, 9), Span(4, 9), EntityForm.NOMINAL, 0), Own(Span(0, 18), Span(4, 9), EntityForm.NOMINAL, 1)]
    assert chains.stands_for(GOLD, own, exact=False) == {0: 1, 1: 0}
    assert chains.stands_for(GOLD, own, exact=True) == {0: 1}


def test_a_perfect_answer_scores_all(tmp_path):
    (one,) = chains.documents(folder(tmp_path))
    own = [Own(g.span, g.head, EntityForm.NAME, g.chain) for g in one.gold]
    found = chains.score([(one, own)])
    assert found["conll_f1"] == found["lea_f1"] == found["mentions_f1"] == 100.0
    alone = [replace(mention, chain=None) for mention in own]
    assert chains.score([(one, alone)])["conll_f1"] == 0.0
    assert found["links"]["name"] == {"precision": 100.0, "recall": 100.0, "links": 1, "due": 1}
