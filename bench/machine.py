"""What measures are taken on: the processor, the commit, and the processes with the memory that they hold."""

from __future__ import annotations

import platform
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parent.parent


def machine() -> str:
    """Name the processor and its cores as the system tells them."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if sys.platform == "linux" else []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    cores = sum(line.startswith("processor") for line in lines)
    return f"{model or platform.machine()}, {cores} cores, Python {platform.python_version()}"


def commit() -> str:
    """Name the commit that is checked out."""
    words = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603


def family(pid: int) -> list[int]:
    """Return a process and all below it, as Linux tells them."""
    found = [pid]
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            found += [one for child in file.read_text(encoding="ascii").split() for one in family(int(child))]
    return found


def resident(pid: int) -> int:
    """Return the kilobytes of memory that a process takes, shared pages counted in part; 0 where none are told."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
