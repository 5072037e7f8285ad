"""Briefbook: turns a folder of news articles into a briefing site that can be checked."""
