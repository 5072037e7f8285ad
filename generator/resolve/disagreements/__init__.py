"""Where sources differ: names, offices, ranks, dates, places, numbers, and whom one of them leaves out."""
