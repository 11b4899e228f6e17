"""How long a folder of thousands of profiles takes to validate, beside a peer. Run: python benchmarks/volume.py.

The peer is check-jsonschema, on the same files and the same schema: in its default installation, which parses YAML in
Python, and with the C parser of ruamel.yaml. It is installed into an environment of its own for each. The two and mgi
take turns, so that whatever else the machine does falls on all alike. What counts is the ratio of medians.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import venv
from pathlib import Path
from typing import NamedTuple

from profiles import write

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "schemas" / "profile-local-1.schema.json"
PEERS = {"default": ["check-jsonschema"], "C parser": ["check-jsonschema", "ruamel.yaml[oldlibyaml]"]}
MEANING = frozenset(("no_such_day", "unknown_finding", "unknown_source", "duplicate_key"))
"""Errors of mgi that are not about shape; the profiles made here have none of them."""


class Run(NamedTuple):
    """One run of a command: wall time in seconds, the most memory of all its processes in bytes, what it printed."""

    seconds: float
    memory: int
    out: bytes


def program(name: str, folder: Path = Path(sys.executable).parent) -> str:
    """Return the path of a program in an environment; ends the run where it is not installed."""
    found = shutil.which(name, path=str(folder))
    return found or sys.exit(f"{name} is not installed in {folder}; pip install '.[test]'")


def peer(folder: Path, packages: list[str]) -> str:
    """Return the peer in an environment of its own, made where there is none."""
    if not (folder / "pyvenv.cfg").is_file():
        venv.create(folder, with_pip=True)
        subprocess.run([folder / "bin" / "pip", "install", "--quiet", *packages], check=True)
    return program("check-jsonschema", folder / "bin")


def timed(command: list[str]) -> Run:
    """Run a command; the memory is that of its whole family of processes, shared pages counted once (Linux only)."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT)
    most = [0]
    done = threading.Event()
    watch = threading.Thread(target=_watch, args=(process.pid, most, done))
    watch.start()
    out, _ = process.communicate()
    seconds = time.perf_counter() - begin
    done.set()
    watch.join()
    return Run(seconds, most[0], out)


def _watch(pid: int, most: list[int], done: threading.Event) -> None:
    while not done.wait(0.05):
        most[0] = max(most[0], sum(_memory(one) for one in _family(pid)))


def _family(pid: int) -> list[int]:
    found = [pid]
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:
        return found
    return found + [one for child in children for one in _family(int(child))]


def _memory(pid: int) -> int:
    """Return the proportional set size of a process in bytes: a page shared by two counts half in each."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def agree(files: list[Path], checker: str, mgi: str, folder: Path) -> int:
    """Return how many files both call wrong; ends the run where their verdicts on shape differ on any."""
    said = json.loads(subprocess.run([mgi, "validate", folder, "-f", "json"], capture_output=True, check=False).stdout)
    ours = {Path(item["path"]).name for item in said["diagnostics"] if item["severity"] == "error"}
    if any(item["code"] in MEANING for item in said["diagnostics"]):
        sys.exit("the profiles made for the benchmark have mistakes of meaning")
    command = [checker, "--schemafile", str(SCHEMA), "-o", "json", *map(str, files)]
    answer = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
    theirs = {Path(item["filename"]).name for item in [*answer["errors"], *answer["parse_errors"]]}
    if ours != theirs:
        sys.exit(f"the verdicts differ on {sorted(ours ^ theirs)}")
    return len(ours)


def beside_peers(files: list[Path], folder: Path, peers: dict[str, str], rounds: int) -> None:
    """Print how mgi stands beside its peers on the same files, medians and ratios."""
    commands = {name: [checker, "--schemafile", str(SCHEMA), *map(str, files)] for name, checker in peers.items()}
    commands["mgi"] = [program("mgi"), "validate", str(folder)]
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(timed(command))
    ours = statistics.median(run.seconds for run in runs["mgi"])
    print(f"{len(files)} profiles, {rounds} rounds{'median':>29}{'per file':>11}{'memory':>9}{'of mgi':>9}")
    for name, of_one in runs.items():
        median = statistics.median(run.seconds for run in of_one)
        memory = statistics.median(run.memory for run in of_one) / 1e6
        label = name if name == "mgi" else f"check-jsonschema, {name}"
        print(f"{label:<42}{median:>8.2f} s{median / len(files) * 1000:>8.2f} ms{memory:>6.0f} MB{median / ours:>9.1f}")


def growth(sizes: dict[int, Path], rounds: int) -> None:
    """Print what mgi takes for few and for many files, in turns."""
    runs: dict[int, list[Run]] = {n: [] for n in sizes}
    for _ in range(rounds):
        for n, folder in sizes.items():
            runs[n].append(timed([program("mgi"), "validate", str(folder)]))
    few = min(sizes)
    first = {what: statistics.median(getattr(run, what) for run in runs[few]) for what in ("seconds", "memory")}
    print(f"\nmgi, {rounds} rounds{'median':>21}{'per file':>12}{'ratio':>8}{'memory':>10}{'ratio':>8}")
    for n, of_one in runs.items():
        seconds = statistics.median(run.seconds for run in of_one)
        memory = statistics.median(run.memory for run in of_one)
        slower = seconds / n / (first["seconds"] / few)
        print(
            f"{n:>8} profiles{seconds:>17.2f} s{seconds / n * 1000:>9.2f} ms{slower:>8.2f}"
            f"{memory / 1e6:>7.0f} MB{memory / first['memory']:>8.2f}"
        )


def main() -> None:
    """Make the profiles, hold the verdicts against each other, and print the two tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=1_000, help="how many profiles beside the peers (default: 1000)")
    parser.add_argument("--many", type=int, default=10_000, help="how many for the growth (default: 10000; 0: none)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is run (default: 3)")
    parser.add_argument("--peers", type=Path, help="keep the environments of the peers in this folder")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        home = chosen.peers or Path(temporary) / "peers"
        peers = {name: peer(home / name.replace(" ", "-"), packages) for name, packages in PEERS.items()}
        folder = Path(temporary) / "profiles"
        files = write(folder, chosen.files)
        cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count()
        print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {cores} cores")
        wrong = agree(files, peers["C parser"], program("mgi"), folder)
        print(f"both call the same {wrong} of {len(files)} files wrong\n")
        beside_peers(files, folder, peers, chosen.rounds)
        if chosen.many:
            many = Path(temporary) / "many"
            write(many, chosen.many)
            growth({chosen.files: folder, chosen.many: many}, chosen.rounds)


if __name__ == "__main__":
    main()
