"""Named quantities of a group over time, each with interval, coverage and evidence."""
