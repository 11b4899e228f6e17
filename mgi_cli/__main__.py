"""Where the program starts: ``mgi``, or ``python -m mgi_cli``."""

import gc

gc.disable()  # before anything is imported: a command lives for a moment, and collecting in it only costs time


def start() -> None:
    """Run the program with the command line's arguments and end the process."""
    from mgi_cli.cli.app import entry  # noqa: PLC0415 - after the line above

    entry()


if __name__ == "__main__":
    start()
