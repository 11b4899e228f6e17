"""How long whole commands take, from start to end of the process, beside a peer. Run: python benchmarks/run.py.

The peer is check-jsonschema, which validates the same profile against the same schema. Commands take turns, so that
whatever else the machine does falls on all of them alike. What counts is the ratio of medians, not the milliseconds.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent


def program(name: str) -> str:
    """Return the path of a program in this environment; ends the run where it is not installed."""
    found = shutil.which(name, path=str(BIN))
    if not found:
        sys.exit(f"{name} is not installed beside {sys.executable}; pip install '.[test]'")
    return found


def completing(line: str) -> dict[str, str]:
    """Return the environment in which a shell asks what a line of words may go on with."""
    words = line.split(" ")
    return {"_MGI_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}


def cases() -> dict[str, tuple[list[str], dict[str, str]]]:
    """Return every command that is timed, with the environment it needs."""
    mgi, peer = program("mgi"), program("check-jsonschema")
    schema = str(ROOT / "schemas" / "profile-local-1.schema.json")
    profile = str(ROOT / "data" / "profiles" / "la-cruz.yaml")
    return {
        "check-jsonschema la-cruz": ([peer, "--schemafile", schema, profile], {}),
        "check-jsonschema --help": ([peer, "--help"], {}),
        "mgi show la-cruz": ([mgi, "show", "la-cruz"], {}),
        "mgi show la-cruz --format json": ([mgi, "show", "la-cruz", "--format", "json"], {}),
        "mgi gaps --domain partnerships": ([mgi, "gaps", "--domain", "partnerships"], {}),
        "mgi diff orvenna-2021 orvenna-2025": ([mgi, "diff", "orvenna-2021", "orvenna-2025"], {}),
        "mgi validate la-cruz": ([mgi, "validate", "la-cruz"], {}),
        "mgi --help": ([mgi, "--help"], {}),
        "completing a command": ([mgi], completing("mgi sh")),
        "completing a profile": ([mgi], completing("mgi show la")),
        "completing a domain": ([mgi], completing("mgi gaps --domain p")),
        "completing an indicator": ([mgi], completing("mgi explain 3.4")),
        "python -c pass": ([sys.executable, "-c", "pass"], {}),
    }


def timed(command: list[str], environment: dict[str, str]) -> float:
    """Return how long a command takes, in milliseconds; ends the run where it fails."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begin = time.perf_counter()
    ran = subprocess.run(command, capture_output=True, check=False, env={**kept, **environment})
    taken = time.perf_counter() - begin
    if ran.returncode or not (ran.stdout or command[-1] == "pass"):
        sys.exit(f"{' '.join(command)} failed: {ran.stderr.decode()}")
    return taken * 1000


def main() -> None:
    """Time all commands in turns and print medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=40, help="how often each command is run (default: 40)")
    rounds = parser.parse_args().rounds
    chosen = cases()
    taken: dict[str, list[float]] = {name: [] for name in chosen}
    for number in range(rounds + 1):
        for name, case in chosen.items():
            spent = timed(*case)
            if number:  # the first round fills the caches
                taken[name].append(spent)
    peer = statistics.median(taken["check-jsonschema la-cruz"])
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {rounds} rounds\n")
    print(f"{'':<36}{'median':>9}{'fastest':>10}{'of the peer':>13}")
    for name, times in taken.items():
        median = statistics.median(times)
        print(f"{name:<36}{median:>6.0f} ms{min(times):>7.0f} ms{median / peer:>13.2f}")


if __name__ == "__main__":
    main()
