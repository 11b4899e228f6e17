"""Build the sdist and from it the wheel, install the wheel into an empty environment, and run it far from here."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def run(*command: str | Path, cwd: Path | str = ROOT) -> str:
    """Run a command and return what it prints; a failure shows everything it said."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("MGI_", "PYTHONPATH"))}
    environment["PYTHONIOENCODING"] = "utf-8"  # what is read here, whatever a pipe is on this system
    done = subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", check=False, env=environment)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def missing(wheel: Path) -> set[str]:
    """Return the committed files of the package, its data and its schemas that a wheel lacks."""
    inside = set(zipfile.ZipFile(wheel).namelist())
    listed = run("git", "ls-files", "mgi_cli", "data", "schemas").split()
    wanted = {name if name.startswith("mgi_cli/") else f"mgi_cli/{name}" for name in listed}
    return wanted - inside


def main() -> None:
    """Check, and say what was done."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        run(sys.executable, "-m", "build", "--outdir", out)
        (wheel,) = out.glob("*.whl")
        if lost := missing(wheel):
            sys.exit(f"not in the wheel: {sorted(lost)}")
        venv.create(out / "empty", with_pip=True)
        programs = out / "empty" / ("Scripts" if os.name == "nt" else "bin")
        run(programs / "python", "-m", "pip", "install", "--quiet", wheel)
        far = Path(folder).anchor
        screen = run(programs / "mgi", "show", "la-cruz", cwd=far)
        if "35/90" not in screen:
            sys.exit(f"mgi show la-cruz printed something else:\n{screen}")
        for command in (
            "list",
            "gaps",
            "diff orvenna-2021 orvenna-2025",
            "validate",
            "explain 3.4.1",
            "schema",
            "show marvessia-2025",
        ):
            run(programs / "mgi", *command.split(), cwd=far)
        print(f"{wheel.name} holds every file and runs from {far}:\n{screen}")


if __name__ == "__main__":
    main()
