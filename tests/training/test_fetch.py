import hashlib
import io
import tarfile

import pytest
from training.fetch import fetch
from training.manifest import Corpus, Manifest, ManifestError, Use


def packed(folder, name, members):
    path = folder / f"{name}.tar.xz"
    with tarfile.open(path, "w:xz") as archive:
        for member, content in members.items():
            info = tarfile.TarInfo(member)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return hashlib.sha256(path.read_bytes()).hexdigest()


def of(checksum):
    corpus = Corpus(
        name="Names", archive="names", files=("names/*.txt",), source="https://example.org/names", licence="CC BY 4.0",
        use=Use.TRAIN, layers="names", sha256="",
    )  # fmt: skip
    return Manifest(archives={"names": checksum}, corpora=(corpus,), encoder={})


def test_an_archive_is_checked_and_unpacked_once(tmp_path):
    manifest = of(packed(tmp_path, "names", {"names/a.txt": b"Ann"}))
    data = tmp_path / "data"
    fetch(manifest, data, str(tmp_path))
    assert (data / "names" / "a.txt").read_bytes() == b"Ann"
    (tmp_path / "names.tar.xz").unlink()
    fetch(manifest, data, str(tmp_path))  # it is there: nothing is asked for


def test_an_archive_of_another_checksum_stops_before_it_is_unpacked(tmp_path):
    packed(tmp_path, "names", {"names/a.txt": b"Ann"})
    with pytest.raises(ManifestError, match=r"names\.tar\.xz: SHA-256 .* Get it again"):
        fetch(of("0" * 64), tmp_path / "data", str(tmp_path))
    assert not (tmp_path / "data").exists()


def test_a_member_that_would_land_outside_is_refused(tmp_path):
    checksum = packed(tmp_path, "names", {"../outside.txt": b"x"})
    with pytest.raises(ManifestError, match="not unpacked"):
        fetch(of(checksum), tmp_path / "data", str(tmp_path))
    assert not (tmp_path / "outside.txt").exists()


def test_a_missing_archive_is_named(tmp_path):
    with pytest.raises(ManifestError, match=r"names\.tar\.xz: no such archive"):
        fetch(of("0" * 64), tmp_path / "data", str(tmp_path))


def test_without_archives_the_sources_and_the_places_of_their_files_are_told(tmp_path):
    with pytest.raises(ManifestError) as told:
        fetch(of("0" * 64), tmp_path, "")
    assert "https://example.org/names" in str(told.value)
    assert str(tmp_path / "names/*.txt") in str(told.value)


def test_files_laid_out_by_hand_are_left_to_the_check(tmp_path):
    (tmp_path / "names").mkdir()
    fetch(of("0" * 64), tmp_path, "")


def test_nothing_is_fetched_without_encryption(tmp_path):
    with pytest.raises(ManifestError, match="https only"):
        fetch(of("0" * 64), tmp_path, "http://example.org")
