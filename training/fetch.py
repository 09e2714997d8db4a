"""A folder or an https address with the corpora's archives in; the corpora, checked and unpacked, out."""

from __future__ import annotations

import hashlib
import shutil
import tarfile
import urllib.error
import urllib.request
from pathlib import Path

from training.manifest import Manifest, ManifestError

PATIENCE = 60  # seconds without a byte


def fetch(manifest: Manifest, data: Path, archives: str) -> None:
    """Unpack every archive of the manifest that is not unpacked yet; without `archives` all must be there."""
    for name, checksum in manifest.archives.items():
        mark = data / f".{name}.sha256"
        if mark.is_file() and mark.read_text(encoding="utf-8").strip() == checksum:
            continue
        if archives:
            unpack(obtain(name, checksum, data, archives), data)
            mark.write_text(f"{checksum}\n", encoding="utf-8")
        elif not (data / name).is_dir():
            raise ManifestError(missing(manifest, data))


def obtain(name: str, checksum: str, data: Path, archives: str) -> Path:
    """Return the archive, downloaded if need be, once its checksum is the manifest's."""
    if "://" not in archives:
        path = Path(archives) / f"{name}.tar.xz"
        if not path.is_file():
            raise ManifestError(f"{path}: no such archive. Give the folder that holds it with --archives.")
    else:
        path = _download(f"{archives.rstrip('/')}/{name}.tar.xz", data / f".{name}.tar.xz")
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != checksum:
        raise ManifestError(
            f"{path}: SHA-256 {found} is not the manifest's {checksum}: the archive is cut short, damaged or another "
            "one. Get it again, or, if it replaces the old one, put its checksum into training/manifest.json."
        )
    return path


def _download(address: str, path: Path) -> Path:
    if not address.startswith("https://"):
        raise ManifestError(f"{address}: archives are fetched over https only.")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as given, path.open("wb") as out:  # noqa: S310
            shutil.copyfileobj(given, out)
    except (OSError, urllib.error.URLError) as error:
        raise ManifestError(
            f"{address}: not fetched ({error}). Try again, or give a folder with --archives."
        ) from error
    return path


def unpack(archive: Path, data: Path) -> None:
    """Unpack an archive; nothing in it may lie outside the folder."""
    data.mkdir(parents=True, exist_ok=True)
    try:
        with tarfile.open(archive, "r:xz") as packed:
            packed.extractall(data, filter="data")
    except tarfile.TarError as error:
        raise ManifestError(f"{archive}: not unpacked ({error}). Get the archive again.") from error


def missing(manifest: Manifest, data: Path) -> str:
    """Say what to get from where, corpus by corpus."""
    wanted = ", ".join(f"{name}.tar.xz" for name in manifest.archives)
    lines = [f"{data}: the corpora are not here. Give the folder or the https address of {wanted} with --archives,"]
    lines.append("or lay the files out yourself, and run `python -m training check`:")
    for corpus in manifest.corpora:
        if corpus.archive:
            lines.append(f"  {corpus.name} ({corpus.licence}): {corpus.source}")
            lines += [f"    -> {data / pattern}" for pattern in corpus.files]
    return "\n".join(lines)
