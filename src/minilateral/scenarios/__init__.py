"""Scenarios: could the members sustain their cooperation, and whose patience would give way first?"""
