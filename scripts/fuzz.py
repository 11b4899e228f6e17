"""Search for files that mgi cannot bear, guided by the code that they reach. Run: python scripts/fuzz.py --seconds 600.

Needs atheris beside what the tests need: pip install '.[fuzz]'. It begins with the example profiles and mistakes, harms
them in the ways of ``tests/mutants.py`` and those of libFuzzer, and holds the laws of ``tests/laws.py`` against each.
What breaks a law, or takes longer than 2 s, is written to a file of the folder of findings, once for each place.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import os
import pkgutil
import platform
import re
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
LONGEST = 20_000
"""How many bytes an input has at most; those of profiles have three times as many, and take three times as long."""

MOST_SECONDS = 2.0
"""How long a command may take, though watching which code it reaches makes it twice as slow."""

WHOLE = 8
"""Of so many inputs one goes through the commands themselves; the others only through what they call."""


def parsed() -> argparse.Namespace:
    """Return what was asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60, help="how long to search (default: 60)")
    parser.add_argument("--runs", type=int, default=-1, help="how many inputs to try (default: no limit)")
    parser.add_argument("--seed", type=int, default=1, help="where chance begins (default: 1)")
    parser.add_argument("--findings", type=Path, default=Path("findings"), help="folder of what is found")
    parser.add_argument("--corpus", type=Path, help="folder of inputs to begin with, and to keep new ones in")
    parser.add_argument("--searching", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> int:
    """Search in a process of its own and print what came of it; return 1 if something was found."""
    asked = parsed()
    if asked.searching is not None:
        search(asked.findings, asked.searching)
    with tempfile.TemporaryDirectory() as folder:
        corpus = asked.corpus or Path(folder, "corpus")
        seeds = plant(corpus)
        words = Path(folder, "words.dict")
        words.write_text(dictionary(), encoding="ascii")
        limits = {"max_total_time": asked.seconds, "runs": asked.runs, "seed": asked.seed, "max_len": LONGEST}
        limits |= {"timeout": 60, "report_slow_units": 30, "rss_limit_mb": 1500, "print_final_stats": 1, "dict": words}
        options = [f"-{name}={value}" for name, value in limits.items()]
        options += [f"-artifact_prefix={asked.findings}/", str(corpus)]
        return run(asked.findings, options, seeds, corpus)


def run(findings: Path, options: list[str], seeds: int, corpus: Path) -> int:
    """Run the search, pass on what it says, and print the figures."""
    findings.mkdir(parents=True, exist_ok=True)
    before = set(findings.iterdir())
    command = [sys.executable, __file__, "--findings", str(findings), "--searching", *options]
    covered, runs, begun = "0 edges", "0", time.monotonic()
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, errors="replace") as searching:
        for line in searching.stderr or ():
            sys.stderr.write(line)
            if found := re.search(r"cov: (\d+) ft: (\d+)", line):
                covered = f"{found[1]} edges, {found[2]} features"
            if found := re.search(r"number_of_executed_units: *(\d+)|^Done (\d+) runs|^#(\d+)\t", line):
                runs = next(group for group in found.groups() if group)
    taken = time.monotonic() - begun
    new = sorted(set(findings.iterdir()) - before)
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}\n")
    print(f"runs      {runs} in {taken:.0f} s")
    print(f"coverage  {covered}")
    print(f"inputs    {seeds} to begin with, {len(list(corpus.iterdir()))} at the end")
    print(f"findings  {sum(path.suffix in {'.yaml', ''} for path in new)}")
    for path in new:
        print(f"          {path}")
    return 1 if new or searching.returncode else 0


def tests(name: str) -> Any:
    """Return a module of the tests."""
    sys.path[:0] = [folder for folder in (str(ROOT / "tests"), str(ROOT)) if folder not in sys.path]
    return importlib.import_module(name)


def plant(corpus: Path) -> int:
    """Put the examples where the search begins and return how many files are there."""
    corpus.mkdir(parents=True, exist_ok=True)
    mutants = tests("mutants")
    for path in (*mutants.PROFILES, *mutants.MISTAKES):
        (corpus / path.name).write_bytes(path.read_bytes()[:LONGEST])
    return len(list(corpus.iterdir()))


def dictionary() -> str:
    """Return the tokens of YAML and the words of profiles as libFuzzer reads them."""
    mutants = tests("mutants")
    words = {word for path in mutants.PROFILES for word in re.findall(rb"[\w-]+:", path.read_bytes())}
    tokens = [token for token in (*mutants.TOKENS, *sorted(words)) if len(token) <= 60]
    return "".join('"' + "".join(f"\\x{byte:02x}" for byte in token) + '"\n' for token in tokens)


def search(findings: Path, options: list[str]) -> None:
    """Search until a limit is reached; ends the process."""
    atheris = importlib.import_module("atheris")  # so that nothing else asks for it
    with atheris.instrument_imports(include=["mgi_cli"]):
        laws, mutants = tests("laws"), tests("mutants")
        for module in pkgutil.walk_packages([str(ROOT / "mgi_cli")], "mgi_cli."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)  # also the commands, which are else imported when they are called
    target = Target(laws, findings)

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        chance = Random(seed)  # noqa: S311 - chance, no secret
        if chance.random() < 0.5:
            changed: bytes = atheris.Mutate(data, most)
            return changed
        harm = (
            (chance.choice(mutants.HARM), *chance.choices(range(1 << 16), k=2)) for _ in range(chance.randint(1, 3))
        )
        return bytes(mutants.harmed(data, *harm))[:most]

    atheris.Setup([sys.argv[0], *options], target, custom_mutator=mutate)
    atheris.Fuzz()


class Target:
    """Holds the laws against one input after the other."""

    def __init__(self, laws: Any, findings: Path) -> None:
        """Make ready a file for the inputs, and a library to read it."""
        library = importlib.import_module("mgi_cli.library")
        self._laws = laws
        laws.run = self._timed(laws.run)
        self._longest = 0.0
        self._findings = findings
        self._found: Counter[str] = Counter()
        self._library = library.Library()
        folder = Path(tempfile.mkdtemp())
        os.environ["MGI_STATE"] = str(folder / "state")
        self._path = folder / "input.yaml"
        for module, name, kept in laws.KEPT:
            setattr(module, name, kept)

    def __call__(self, data: bytes) -> None:
        """Hold the laws against an input, and write down what breaks one."""
        self._path.write_bytes(data)
        self._longest = 0.0
        try:
            if hashlib.sha256(data).digest()[0] % WHOLE:
                self._timed(self._laws.fixing)(self._path, self._library)
            else:
                self._laws.hold(self._path, self._library, "orvenna-2021")
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
            frames = traceback.extract_tb(error.__traceback__)
            where = next(frame for frame in reversed(frames) if str(ROOT) in frame.filename)
            self._tell(
                f"{type(error).__name__}-{Path(where.filename).stem}-{where.lineno}", data, traceback.format_exc()
            )
        if self._longest > MOST_SECONDS:
            self._tell(f"slow-{self._longest:.0f}", data, f"took {self._longest:.1f} s")

    def _timed(self, run: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that also keeps how long it took."""

        def timed(*args: Any) -> Any:
            begun = time.process_time()
            try:
                return run(*args)
            finally:
                self._longest = max(self._longest, time.process_time() - begun)

        return timed

    def _tell(self, name: str, data: bytes, why: str) -> None:
        self._found[name] += 1
        if self._found[name] <= 2:
            file = self._findings / f"{name}-{hashlib.sha256(data).hexdigest()[:8]}.yaml"
            file.write_bytes(data)
            file.with_suffix(".txt").write_text(why, encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
