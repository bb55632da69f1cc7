"""thidua: static dashboards for the emulation campaigns of a public office."""

__version__ = "1.0.0"
