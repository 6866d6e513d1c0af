"""Benchmarks: they print figures and compare ratios within one run."""
