"""A moment of a chronology and what is asked in, a page of HTML out: one file for each page."""
