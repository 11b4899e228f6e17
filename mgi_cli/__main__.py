"""Run mgi as ``python -m mgi_cli``."""

import sys

from mgi_cli.cli.app import main

sys.exit(main())
