"""Which time belongs to which event, and which event comes before which."""

from __future__ import annotations

from tests.parsed import parsed, phrase_tokens

from dateline.extract.times import link
from dateline.records import Order, Parsed, Report


def links(report: Report, tree: Parsed, *words: str) -> dict[str, set[tuple[str, str]]]:
    """Return for each event word its links as (order, expression or other word)."""
    token = {phrase_tokens(tree.tokens, report.text, word)[0]: word for word in words}
    found = link(tree, token)
    out: dict[str, set[tuple[str, str]]] = {}
    for word, ties in found.items():
        out[word] = set()
        for tie in ties:
            if tie.expression is not None:
                out[word].add((tie.order.value, tree.times[tie.expression].span.of(report.text)))
            if tie.mention is not None:
                out[word].add((tie.order.value, tie.mention))
    return out


TOLD = """
The the DET DT 2 det
ministry ministry NOUN NN 3 nsubj
confirmed confirm VERB VBD 0 root
on on ADP IN 5 case
Thursday Thursday PROPN NNP 3 obl
that that SCONJ IN 9 mark
police police NOUN NNS 9 nsubj
had have AUX VBD 9 aux
arrested arrest VERB VBN 3 ccomp
him he PRON PRP 9 obj
on on ADP IN 12 case
Monday Monday PROPN NNP 9 obl
. . PUNCT . 3 punct
"""


def test_the_time_of_a_telling_is_not_the_times_of_what_is_told() -> None:
    report, tree = parsed(
        "The ministry confirmed on Thursday that police had arrested him on Monday.",
        TOLD,
        times=[("Thursday", "DATE", "weekday:4"), ("Monday", "DATE", "weekday:1")],
    )
    assert links(report, tree, "arrested") == {"arrested": {("at", "Monday")}}


BOMB = """
A a DET DT 2 det
bomb bomb NOUN NN 3 nsubj
exploded explode VERB VBD 0 root
in in ADP IN 5 case
Lagos Lagos PROPN NNP 3 obl
on on ADP IN 7 case
Friday Friday PROPN NNP 3 obl
, , PUNCT , 9 punct
killing kill VERB VBG 3 advcl
nine nine NUM CD 9 obj
. . PUNCT . 3 punct
"""


def test_a_participle_shares_the_time_of_its_clause() -> None:
    report, tree = parsed(
        "A bomb exploded in Lagos on Friday, killing nine.", BOMB, times=[("Friday", "DATE", "weekday:5")]
    )
    assert links(report, tree, "exploded", "killing") == {
        "exploded": {("at", "Friday")},
        "killing": {("at", "Friday"), ("at", "exploded")},
    }


SINCE = """
After after ADP IN 3 case
the the DET DT 3 det
coup coup NOUN NN 9 obl
in in ADP IN 6 case
early early ADJ JJ 6 amod
May May PROPN NNP 9 obl
, , PUNCT , 9 punct
France France PROPN NNP 9 nsubj
closed close VERB VBD 0 root
its its PRON PRP$ 11 nmod:poss
embassy embassy NOUN NN 9 obj
. . PUNCT . 9 punct
"""


def test_a_time_that_closes_an_adjunct_is_the_adjuncts() -> None:
    report, tree = parsed(
        "After the coup in early May, France closed its embassy.",
        SINCE,
        times=[("early May", "DATE", "date:XXXX-05 part:early")],
    )
    assert links(report, tree, "coup", "closed") == {"coup": {("at", "early May")}, "closed": {("after", "coup")}}


COMES = """
The the DET DT 2 det
raid raid NOUN NN 3 nsubj
comes come VERB VBZ 0 root
two two NUM CD 5 nummod
weeks week NOUN NNS 8 obl:npmod
after after SCONJ IN 8 mark
rebels rebel NOUN NNS 8 nsubj
seized seize VERB VBD 3 advcl
Goma Goma PROPN NNP 8 obj
. . PUNCT . 3 punct
"""


def test_a_distance_ties_the_clauses_subject_to_the_other_event() -> None:
    report, tree = parsed(
        "The raid comes two weeks after rebels seized Goma.",
        COMES,
        times=[("two weeks", "DURATION", "offset:+2W anchor:event")],
    )
    assert links(report, tree, "raid", "seized") == {"raid": {("after", "two weeks"), ("after", "seized")}}


CAUSE = """
The the DET DT 2 det
murder murder NOUN NN 3 nsubj
enraged enrage VERB VBD 0 root
Kabul Kabul PROPN NNP 3 obj
, , PUNCT , 6 punct
prompting prompt VERB VBG 3 advcl
it it PRON PRP 6 obj
to to PART TO 9 mark
expel expel VERB VB 6 xcomp
envoys envoy NOUN NNS 9 obj
. . PUNCT . 3 punct

Iran Iran PROPN NNP 2 nsubj
protested protest VERB VBD 0 root
. . PUNCT . 2 punct
"""


def test_causes_come_first_and_simple_pasts_move_on() -> None:
    report, tree = parsed("The murder enraged Kabul, prompting it to expel envoys. Iran protested.", CAUSE)
    assert links(report, tree, "enraged", "expel", "protested") == {
        "expel": {("after", "enraged")},
        "protested": {("after", "enraged")},
    }


def test_lengths_and_sets_tie_to_nothing() -> None:
    report, tree = parsed(
        "A bomb exploded in Lagos on Friday, killing nine.", BOMB, times=[("Friday", "SET", "set:XXXX-WXX-5")]
    )
    assert links(report, tree, "exploded") == {}


def test_until_bounds_from_above() -> None:
    text = "A bomb exploded in Lagos on Friday, killing nine."
    _, tree = parsed(
        text.replace(" on ", " by "), BOMB.replace("on on", "by by"), times=[("Friday", "DATE", "weekday:5")]
    )
    (tie,) = link(tree, {2: "m1"})["m1"]
    assert tie.order is Order.UNTIL


FLED = """
Troops troops NOUN NNS 2 nsubj
shelled shell VERB VBD 0 root
Goma Goma PROPN NNP 2 obj
and and CCONJ CC 5 cc
burned burn VERB VBD 2 conj
farms farm NOUN NNS 5 obj
. . PUNCT . 2 punct

Their their PRON PRP$ 2 nmod:poss
commander commander NOUN NN 3 nsubj
fled flee VERB VBD 0 root
. . PUNCT . 3 punct
"""


def test_acts_of_one_party_follow_each_other_closely() -> None:
    report, tree = parsed("Troops shelled Goma and burned farms. Their commander fled.", FLED)
    tokens = {phrase_tokens(tree.tokens, report.text, word)[0]: word for word in ("shelled", "burned", "fled")}
    found = link(tree, tokens)
    assert 'one act after "shelled"' in {tie.rule for tie in found["burned"]}
    assert [tie.rule for tie in found["fled"]] == ["narrative order, the same party"]


WHEN = """
Talks talk NOUN NNS 2 nsubj
collapsed collapse VERB VBD 0 root
in in ADP IN 4 case
May May PROPN NNP 2 obl
when when ADV WRB 7 advmod
troops troops NOUN NNS 7 nsubj
attacked attack VERB VBD 2 advcl
. . PUNCT . 2 punct
"""


def test_a_clause_of_when_is_of_its_main_clauses_time_and_so_is_the_subject_that_comes_about() -> None:
    report, tree = parsed("Talks collapsed in May when troops attacked.", WHEN, times=[("May", "DATE", "date:XXXX-05")])
    assert links(report, tree, "Talks", "collapsed", "attacked") == {
        "Talks": {("at", "May")},
        "collapsed": {("at", "May")},
        "attacked": {("at", "collapsed")},
    }


RAID = """
Kigali Kigali PROPN NNP 2 nsubj
protested protest VERB VBD 0 root
after after ADP IN 5 case
a a DET DT 5 det
raid raid NOUN NN 2 obl
. . PUNCT . 2 punct
"""


def test_what_an_after_brings_up_is_told_as_new_unless_it_is_known() -> None:
    for article, new in (("a", True), ("the", False)):
        text = f"Kigali protested after {article} raid."
        report, tree = parsed(text, RAID.replace("a a DET", f"{article} {article} DET"))
        tokens = {phrase_tokens(tree.tokens, report.text, word)[0]: word for word in ("protested", "raid")}
        (tie,) = link(tree, tokens)["protested"]
        assert tie.rule.endswith("told as new") is new


LATE = """
A a DET DT 2 det
ferry ferry NOUN NN 3 nsubj
sank sink VERB VBD 0 root
carrying carry VERB VBG 3 advcl
men man NOUN NNS 4 obj
late late ADV RB 4 advmod
on on ADP IN 8 case
Friday Friday PROPN NNP 3 obl
. . PUNCT . 3 punct
"""


def test_a_time_hangs_by_its_noun_not_by_what_modifies_it() -> None:
    text = "A ferry sank carrying men late on Friday."
    report, tree = parsed(text, LATE, times=[("late on Friday", "DATE", "weekday:5 part:late")])
    assert links(report, tree, "sank")["sank"] == {("at", "late on Friday")}


FELL = """
Khan Khan PROPN NNP 2 nsubj
resigned resign VERB VBD 0 root
after after SCONJ IN 6 mark
a a DET DT 5 det
bridge bridge NOUN NN 6 nsubj
fell fall VERB VBD 2 advcl
and and CCONJ CC 8 cc
killed kill VERB VBD 2 conj
two two NUM CD 8 obj
. . PUNCT . 2 punct
"""


def test_a_conjunct_without_a_subject_goes_on_from_the_nearer_clause() -> None:
    report, tree = parsed("Khan resigned after a bridge fell and killed two.", FELL)
    assert links(report, tree, "resigned", "fell", "killed") == {
        "resigned": {("after", "fell")},
        "killed": {("after", "fell")},
    }


DUE = """
The the DET DT 2 det
visit visit NOUN NN 8 nsubj:pass
which which PRON WDT 5 nsubj
was be AUX VBD 5 cop
due due ADJ JJ 2 acl:relcl
Tuesday Tuesday PROPN NNP 5 obl
was be AUX VBD 8 aux:pass
postponed postpone VERB VBN 0 root
. . PUNCT . 8 punct
"""


def test_a_time_stays_in_its_relative_clause() -> None:
    text = "The visit which was due Tuesday was postponed."
    report, tree = parsed(text, DUE, times=[("Tuesday", "DATE", "weekday:2")])
    assert links(report, tree, "postponed") == {}


TREATY = """
The the DET DT 3 det
1991 1991 NUM CD 3 nummod
treaty treaty NOUN NN 4 nsubj
expired expire VERB VBD 0 root
. . PUNCT . 4 punct
"""


def test_a_time_that_only_tells_a_thing_apart_dates_nothing_that_happens_to_it() -> None:
    text = "The 1991 treaty expired."
    report, tree = parsed(text, TREATY, times=[("1991", "DATE", "date:1991")])
    assert links(report, tree, "expired") == {}
    assert links(report, tree, "treaty", "expired")["treaty"] == {("at", "1991")}


def test_a_time_without_an_article_dates_the_clause_it_opens() -> None:
    rows = TREATY.replace("The the DET DT 3 det", "On on ADP IN 3 case").replace(
        "1991 1991 NUM CD", "Sunday s PROPN NNP"
    )
    report, tree = parsed("On Sunday treaty expired.", rows, times=[("Sunday", "DATE", "weekday:7")])
    assert links(report, tree, "expired") == {"expired": {("at", "Sunday")}}


SUIT = """
Their their PRON PRP$ 2 nmod:poss
suit suit NOUN NN 7 nsubj
, , PUNCT , 4 punct
{verb} {verb} VERB VBN 2 acl
in in ADP IN 6 case
May May PROPN NNP 4 obl
failed fail VERB VBD 0 root
. . PUNCT . 7 punct
"""


def test_a_participle_that_carries_out_what_its_noun_names_dates_it() -> None:
    for verb, expected in (("file", {"suit": {("at", "May")}}), ("forget", {})):
        report, tree = parsed(
            f"Their suit, {verb} in May failed.", SUIT.format(verb=verb), times=[("May", "DATE", "date:XXXX-05")]
        )
        assert links(report, tree, "suit") == expected


COUNCIL = """
Greece Greece PROPN NNP 2 nsubj
raised raise VERB VBD 0 root
the the DET DT 4 det
raid raid NOUN NN 2 obj
at at ADP IN 7 case
the the DET DT 7 det
council council NOUN NN 4 nmod
on on ADP IN 9 case
Monday Monday PROPN NNP {head} nmod
. . PUNCT . 2 punct
"""


def test_a_day_that_closes_a_clause_is_the_verbs_unless_the_object_itself_has_it() -> None:
    text = "Greece raised the raid at the council on Monday."
    for head, owner in ((7, "raised"), (4, "raid")):
        report, tree = parsed(text, COUNCIL.format(head=head), times=[("Monday", "DATE", "weekday:1")])
        assert links(report, tree, "raised", "raid") == {owner: {("at", "Monday")}}


SUMMIT = """
At at ADP IN 4 case
the the DET DT 4 det
2019 2019 NUM CD 4 nummod
summit summit NOUN NN 6 obl
Chad Chad PROPN NNP 6 nsubj
walked walk VERB VBD 0 root
out out ADV RB 6 advmod
on on ADP IN 9 case
Monday Monday PROPN NNP 6 obl
, , PUNCT , 11 punct
slamming slam VERB VBG 6 advcl
doors door NOUN NNS 11 obj
. . PUNCT . 6 punct
"""


def test_a_noun_told_apart_by_its_year_still_has_the_day_of_its_clause() -> None:
    times = [("2019", "DATE", "date:2019"), ("Monday", "DATE", "weekday:1")]
    report, tree = parsed("At the 2019 summit Chad walked out on Monday, slamming doors.", SUMMIT, times=times)
    assert links(report, tree, "summit", "walked")["summit"] == {("at", "2019"), ("at", "Monday")}


def test_a_participle_of_manner_is_told_of_one_happening() -> None:
    rows = SUMMIT.replace(", , PUNCT , 11 punct", "by by SCONJ IN 11 mark")
    report, tree = parsed("At the 2019 summit Chad walked out on Monday by slamming doors.", rows)
    assert links(report, tree, "walked", "slamming") == {"slamming": {("at", "walked")}}


LATER = """
Troops troops NOUN NNS 2 nsubj
searched search VERB VBD 0 root
and and CCONJ CC 4 cc
quit quit VERB VBD 2 conj
after after ADP IN 7 case
four four NUM CD 7 nummod
days day NOUN NNS 4 obl
. . PUNCT . 2 punct
"""


def test_after_a_length_of_time_is_counted_from_what_was_told_before() -> None:
    report, tree = parsed(
        "Troops searched and quit after four days.", LATER, times=[("four days", "DURATION", "duration:4D")]
    )
    assert links(report, tree, "searched", "quit") == {"quit": {("after", "four days"), ("after", "searched")}}


SOON = """
It it PRON PRP 2 nsubj
sank sink VERB VBD 0 root
{soon}after after SCONJ IN 4 mark
fire fire NOUN NN 2 obl
. . PUNCT . 2 punct
"""


def test_shortly_after_is_told_of_the_order() -> None:
    for soon, rule in (("", '"after"'), ("shortly shortly ADV RB 5 advmod\n", '"after", soon')):
        rows = SOON.format(soon=soon).replace("4 mark", "5 mark") if soon else SOON.format(soon=soon)
        text = "It sank shortly after fire." if soon else "It sank after fire."
        report, tree = parsed(text, rows)
        sank, fire = (phrase_tokens(tree.tokens, report.text, word)[0] for word in ("sank", "fire"))
        assert [tie.rule for tie in link(tree, {sank: "m1", fire: "m2"})["m1"]] == [rule]


EXTENDED = """
Rebels rebel NOUN NNS 2 nsubj
extended extend VERB VBD 0 root
it it PRON PRP 2 obj
{before} {before} ADP IN 5 case
Friday Friday PROPN NNP 2 obl
. . PUNCT . 2 punct
"""


def test_a_day_that_something_is_moved_to_is_not_the_day_it_is_moved_on() -> None:
    for before, expected in (("to", {}), ("on", {"extended": {("at", "Friday")}})):
        text = f"Rebels extended it {before} Friday."
        report, tree = parsed(text, EXTENDED.format(before=before), times=[("Friday", "DATE", "weekday:5")])
        assert links(report, tree, "extended") == expected


DIED = """
Two two NUM CD 2 nsubj
died die VERB VBD 0 root
in in ADP IN 6 case
the the DET DT 6 det
same same ADJ JJ 6 amod
raid raid NOUN NN 2 obl
. . PUNCT . 2 punct
"""


def test_what_happens_in_an_event_is_of_its_time() -> None:
    report, tree = parsed("Two died in the same raid.", DIED)
    assert links(report, tree, "died", "raid") == {"raid": {("at", "died")}}


DRIVE = """
Rebels rebel NOUN NNS 2 nsubj
began begin VERB VBD 0 root
an a DET DT 4 det
operation operation NOUN NN 2 obj
to to PART TO 6 mark
isolate isolate VERB VB 4 acl
Goma Goma PROPN NNP 6 obj
on on ADP IN 9 case
Friday Friday PROPN NNP 6 obl
. . PUNCT . 2 punct
"""


def test_the_time_of_a_purpose_is_that_of_what_is_undertaken() -> None:
    report, tree = parsed(
        "Rebels began an operation to isolate Goma on Friday.", DRIVE, times=[("Friday", "DATE", "weekday:5")]
    )
    token = {phrase_tokens(tree.tokens, report.text, word)[0]: "operation" for word in ("began", "operation")}
    (time,) = link(tree, token)["operation"]
    assert (time.order, time.expression) == (Order.AT, 0)


REVENGE = """
The the DET DT 2 det
raid raid NOUN NN 5 nsubj
was be AUX VBD 5 cop
in in ADP IN 5 case
retaliation retaliation NOUN NN 0 root
for for ADP IN 7 case
strikes strike NOUN NNS 5 nmod
. . PUNCT . 5 punct
"""


def test_what_a_noun_answers_came_before_it() -> None:
    report, tree = parsed("The raid was in retaliation for strikes.", REVENGE)
    assert links(report, tree, "raid", "retaliation", "strikes") == {"retaliation": {("after", "strikes")}}
