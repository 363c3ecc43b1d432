-- When the bot is to speak first: the film of the week, and «how was it?» about a saved film. Only for people who asked
-- for it. `film_key` is empty where no film is meant.

PRAGMA user_version = 3;

CREATE TABLE wakeups (
    user_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    film_key TEXT NOT NULL DEFAULT '',
    due_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, kind, film_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX wakeups_due ON wakeups (due_at);
