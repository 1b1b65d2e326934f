"""The record: casebooks read, checked, stored, searched and exported."""
