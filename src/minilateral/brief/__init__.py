"""The published assessment: composed once, rendered three ways."""
