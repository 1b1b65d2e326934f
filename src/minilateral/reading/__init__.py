"""From bytes to the documents in them: text, title, issuer, dates, how complete it is, and its passages."""
