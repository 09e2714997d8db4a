from collections import Counter

from eval.codebook import HERE, run, sentences

from dateline.run import load_codebook


def test_every_type_has_sentences_in_both_parts():
    told = Counter((one.codebook, one.type, one.part) for one in sentences())
    for path in HERE.glob("*.toml"):
        for type_ in [*(one.name for one in load_codebook(str(path)).types), "-"]:
            assert min(told[path.stem, type_, part] for part in ("development", "heldout")) >= 4


def test_right_wrong_and_silent_answers_are_counted_apart(tmp_path):
    (tmp_path / "a.toml").write_text('name = "a"\n[[types]]\nname = "MARCH"\ncues = ["march", "swim"]\n')
    (tmp_path / "sentences.tsv").write_text(
        "a/MARCH\tdevelopment\tFarmers [marched] on the port.\n"
        "a/MARCH\tdevelopment\tVoters [elected] a mayor.\n"
        "a/-\tdevelopment\tThe team [swam] to the island.\n"
        "a/-\tdevelopment\tThe court [acquitted] the clerk.\n"
    )
    found = run(tmp_path)["development"]
    assert found == {"right": 0.5, "precision": 0.5, "silent": 0.5, "sentences": 4}
