"""Exports of news archives (Nexis, Factiva, Europresse, ProQuest): many articles in one file."""
