"""How long a comparison of many profiles takes, from start to end of the process. Run: python benchmarks/comparison.py.

The profiles are made up, and the same in every run; each answers every indicator. They are compared on a screen, as a
table, and as files; commands take turns, so that whatever else the machine does falls on all of them alike.
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

from profiles import write

FEW = 2


def commands(folder: Path, files: list[Path]) -> dict[str, list[str]]:
    """Return every command that is timed; two profiles stand beside the many."""
    mgi = shutil.which("mgi", path=str(Path(sys.executable).parent)) or sys.exit("mgi is not installed here")
    many = [mgi, "compare", str(folder)]
    return {
        f"{FEW} profiles, on a screen": [mgi, "compare", *map(str, files[:FEW])],
        "on a screen": many,
        "as JSON": [*many, "--format", "json"],
        "as .csv": [*many, "-o", str(folder.parent / "out.csv")],
        "as .xlsx": [*many, "-o", str(folder.parent / "out.xlsx")],
        "as .html": [*many, "-o", str(folder.parent / "out.html")],
        "as .docx": [*many, "-o", str(folder.parent / "out.docx")],
        "as .pdf": [*many, "-o", str(folder.parent / "out.pdf")],
    }


def timed(command: list[str]) -> float:
    """Return how many seconds a command takes; ends the run where it fails."""
    begin = time.perf_counter()
    ran = subprocess.run(command, capture_output=True, check=False)
    taken = time.perf_counter() - begin
    if ran.returncode or not ran.stdout:
        sys.exit(f"{' '.join(command)} failed: {ran.stderr.decode()}")
    return taken


def main() -> None:
    """Make the profiles, time all commands in turns and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--profiles", type=int, default=100, help="how many are compared (default: 100)")
    parser.add_argument("--rounds", type=int, default=10, help="how often each command is run (default: 10)")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "profiles"
        files = write(folder, chosen.profiles, mistakes=False)
        timings: dict[str, list[float]] = {}
        for number in range(chosen.rounds + 1):
            for name, command in commands(folder, files).items():
                spent = timed(command)
                if number:  # the first round fills the caches
                    timings.setdefault(name, []).append(spent)
        sizes = {path.suffix: path.stat().st_size for path in Path(temporary).glob("out.*")}
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count()
    system = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {cores} cores"
    print(f"{system}, {chosen.rounds} rounds\n\n{chosen.profiles} profiles{'median':>28}{'fastest':>10}{'size':>11}")
    for name, times in timings.items():
        size = sizes.get(name.removeprefix("as "))
        told = f"{size / 1000:>8.0f} kB" if size else ""
        print(f"{name:<28}{statistics.median(times):>10.2f} s{min(times):>8.2f} s{told}")


if __name__ == "__main__":
    main()
