"""What staff use: the switch, what is on, the log, drill reports, and what is prepared in peace time."""
