"""Changes: when did a partnership's conduct change, could we have seen it, and what is recorded near the date?

Takes a casebook and a day; gives alarms, dated changes, power and candidate causes per series. Everything is imported
when it is first called.
"""
