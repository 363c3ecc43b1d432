"""Posters and plots from The Movie Database (TMDB), for hosts who have a key; nothing depends on it.

TMDB is told ids of films and a language, never anything of a person.
"""
