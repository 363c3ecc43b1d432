-- Stations. `code` stands for one on buttons; `content` is JSON: its name, what it is around, what was played.

CREATE TABLE stations (
    station_id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL,
    code TEXT NOT NULL,
    content TEXT NOT NULL,
    kept_at INTEGER NOT NULL,
    removed INTEGER NOT NULL CHECK (removed IN (0, 1)),
    UNIQUE (user_id, code)
) STRICT;

PRAGMA user_version = 4;
