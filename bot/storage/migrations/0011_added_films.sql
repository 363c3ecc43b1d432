-- Films that were added to the catalogue, by film key; `content` is JSON, what is known of each; `number` makes its item
-- id. `catalog_changes` has at most one row: how often films were added or removed, and the last number given.
-- Titles that were asked for in vain, folded and as typed last; nothing tells who asked.

CREATE TABLE added_films (
    film_key TEXT PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    content TEXT NOT NULL,
    added_at INTEGER NOT NULL
) STRICT;

CREATE TABLE catalog_changes (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    revision INTEGER NOT NULL,
    last_number INTEGER NOT NULL
) STRICT;

CREATE TABLE wanted_films (
    title_key TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    times INTEGER NOT NULL,
    last_at INTEGER NOT NULL
) STRICT;

PRAGMA user_version = 11;
