"""mgi: read, check and compare assessments by the Migration Governance Indicators."""

__version__ = "0.1.0"
