"""What is likely next, and how good we have been: questions, models, backtests, and forecasts frozen in the journal."""
