"""How long mgi search takes over a folder of profiles, whole processes. Run: python benchmarks/search.py.

The profiles are made up as in ``profiles.py``: some 30 kB and 90 answers each, every one with the labels of all
indicators as remarks. A second folder holds the same with accents on many words. Queries take turns.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from profiles import ONE_WRONG_IN, write

QUERIES = {
    "municipality": "in the texts of every profile",
    "council forum": "two words, in the texts of most",
    "muni": "typed half, in the texts of every profile",
    "housing": "a label: in every file, in no text of one",
    "xylophone": "nowhere; near words are looked for",
    "vivienda": "in the catalogue of another language only",
    "partial": "a code in every file, in no text of one",
    "council --domain 3": "one domain",
    "council --limit 0": "every text of every profile",
}
"""What is looked for, and where it stands."""


class Timed(NamedTuple):
    """One run: seconds by the clock, and seconds of one core."""

    wall: float
    core: float


def run(command: list[str]) -> Timed:
    """Run a command and return how long it took."""
    before, begin = os.times(), time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    wall, after = time.perf_counter() - begin, os.times()
    if done.returncode > 1:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}")
    return Timed(wall, after.children_user + after.children_system - before.children_user - before.children_system)


def measure(folder: Path, rounds: int) -> None:
    """Print how long each query takes on a folder."""
    mgi = shutil.which("mgi", path=str(Path(sys.executable).parent)) or sys.exit("mgi is not installed here")
    times: dict[str, list[Timed]] = {query: [] for query in QUERIES}
    for _ in range(rounds):
        for query, runs in times.items():
            runs.append(run([mgi, "search", *query.split(), "--profiles", str(folder)]))
    for query, runs in times.items():
        median = statistics.median(item.wall for item in runs)
        fastest, core = min(item.wall for item in runs), min(item.core for item in runs)
        row = f"mgi search {query:<20} {median * 1000:>7.0f} ms {fastest * 1000:>7.0f} ms {core * 1000:>7.0f} ms"
        print(f"{row}   {QUERIES[query]}")


def main() -> None:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--profiles", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as here:
        plain, accents = Path(here, "plain"), Path(here, "accents")
        paths = write(plain, options.profiles)
        for wrong in paths[ONE_WRONG_IN - 1 :: ONE_WRONG_IN]:
            wrong.unlink()
        shutil.copytree(plain, accents)
        for path in accents.iterdir():
            text = path.read_text("utf-8").replace(" migrants ", " réfugiés ").replace(" health ", " santé ")
            path.write_text(text, "utf-8", newline="\n")
        print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores")
        for folder in (plain, accents):
            size = sum(path.stat().st_size for path in folder.iterdir()) // 1000
            n = len(list(folder.iterdir()))
            print(f"\n{n} profiles, {size} kB, {folder.name}; {options.rounds} rounds")
            print(f"{'':<31} {'median':>10} {'fastest':>10} {'core':>10}")
            measure(folder, options.rounds)


if __name__ == "__main__":
    main()
