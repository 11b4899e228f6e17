"""How long a report takes, from start to end of the process, beside a peer. Run: python benchmarks/reports.py.

The profile is made up and answers every indicator. The peer makes a PDF of the same report as a Word document:
LibreOffice without a window, where it is installed. All take turns, so that whatever else the machine does falls on all
of them alike.
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

KINDS = (".html", ".md", ".pdf", ".docx")


def commands(profile: Path, folder: Path) -> dict[str, list[str]]:
    """Return every command that is timed; the peer converts the Word document that mgi writes before it."""
    mgi = shutil.which("mgi", path=str(Path(sys.executable).parent)) or sys.exit("mgi is not installed here")
    timed = {f"mgi report, {kind}": [mgi, "report", str(profile), "-o", str(folder / f"out{kind}")] for kind in KINDS}
    timed["mgi export --wheel, .png"] = [mgi, "export", str(profile), "--wheel", str(folder / "out.png")]
    if office := shutil.which("soffice"):
        convert = [office, "--headless", "--convert-to", "pdf", "--outdir", str(folder / "peer")]
        timed["LibreOffice, .docx to .pdf"] = [*convert, str(folder / "out.docx")]
    return timed


def seconds(command: list[str]) -> float:
    """Return how many seconds a command takes; ends the run where it fails."""
    begin = time.perf_counter()
    ran = subprocess.run(command, capture_output=True, check=False)
    taken = time.perf_counter() - begin
    if ran.returncode:
        sys.exit(f"{' '.join(command)} failed: {ran.stderr.decode()}")
    return taken


def main() -> None:
    """Make the profile, time all commands in turns and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=10, help="how often each command is run (default: 10)")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (profile,) = write(folder / "profiles", 1, mistakes=False)
        timings: dict[str, list[float]] = {}
        for number in range(rounds + 1):
            for name, command in commands(profile, folder).items():
                spent = seconds(command)
                if number:  # the first round fills the caches
                    timings.setdefault(name, []).append(spent)
        sizes = {path.suffix: path.stat().st_size for path in folder.glob("out.*")}
    show(timings, sizes, rounds)


def show(timings: dict[str, list[float]], sizes: dict[str, int], rounds: int) -> None:
    """Print a line for each command; the ratio is to the peer, where there is one."""
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count()
    system = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {cores} cores"
    print(f"{system}, {rounds} rounds\n")
    print(f"{'90 answered indicators':<30}{'median':>10}{'fastest':>10}{'size':>11}{'of the peer':>13}")
    peer = next((statistics.median(times) for name, times in timings.items() if name.startswith("LibreOffice")), None)
    for name, times in timings.items():
        median = statistics.median(times)
        size = sizes.get(name.rsplit(" ", 1)[1]) if name.startswith("mgi") else None
        told = f"{size / 1000:.0f} kB" if size else ""
        ratio = f"{median / peer:.2f}" if peer else ""
        print(f"{name:<30}{median:>8.2f} s{min(times):>8.2f} s{told:>11}{ratio:>13}")


if __name__ == "__main__":
    main()
