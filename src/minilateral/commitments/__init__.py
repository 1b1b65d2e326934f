"""The promises a group made, and what became of each, settled by rule as of any date.

Takes a `Casebook` and a date; gives one `Entry` a promise (`ledger`).
"""
