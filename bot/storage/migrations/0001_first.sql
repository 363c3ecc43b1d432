-- The first schema. A released migration is never edited: a change of the schema is a file of its own.

PRAGMA application_id = 1297370693;  -- «MTNE»: tells Matinee's databases from those of other programs
PRAGMA user_version = 1;

CREATE TABLE films (
    key TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    year INTEGER,
    imdb_id INTEGER,
    tmdb_id INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE users (
    user_id INTEGER PRIMARY KEY,
    language TEXT NOT NULL,
    state TEXT NOT NULL,
    known_since INTEGER NOT NULL
) STRICT;

-- What people did, in order. `replaces` is the entry that had set the value which this one changed, so that an undo
-- brings back when it was set, too.
CREATE TABLE journal (
    entry_id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    verb TEXT NOT NULL CHECK (verb IN ('rate', 'unrate', 'mark', 'unmark', 'undo')),
    film_key TEXT REFERENCES films (key),
    mark TEXT,
    value_before REAL,
    value_after REAL,
    replaces INTEGER,
    undoes INTEGER REFERENCES journal (entry_id),
    CHECK ((verb = 'undo') = (undoes IS NOT NULL))
) STRICT;
CREATE INDEX journal_of_user ON journal (user_id, entry_id);
CREATE INDEX journal_of_film ON journal (film_key);
CREATE UNIQUE INDEX journal_undone_once ON journal (undoes) WHERE undoes IS NOT NULL;
CREATE TRIGGER journal_is_append_only BEFORE UPDATE ON journal
BEGIN
    SELECT raise(ABORT, 'the journal is append-only');
END;

-- Ratings and marks as they stand; `entry_id` is the journal entry that set them, and gives their order.
CREATE TABLE ratings (
    user_id INTEGER NOT NULL,
    film_key TEXT NOT NULL REFERENCES films (key),
    stars REAL NOT NULL CHECK (stars BETWEEN 0.5 AND 5.0),
    rated_at INTEGER NOT NULL,
    entry_id INTEGER NOT NULL,
    PRIMARY KEY (user_id, film_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX ratings_of_film ON ratings (film_key);

CREATE TABLE marks (
    user_id INTEGER NOT NULL,
    film_key TEXT NOT NULL REFERENCES films (key),
    mark TEXT NOT NULL,
    marked_at INTEGER NOT NULL,
    entry_id INTEGER NOT NULL,
    PRIMARY KEY (user_id, film_key, mark)
) STRICT, WITHOUT ROWID;
CREATE INDEX marks_of_film ON marks (film_key);

CREATE TABLE suggestions (
    suggestion_id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL,
    film_key TEXT NOT NULL REFERENCES films (key),
    model_version TEXT NOT NULL,
    at INTEGER NOT NULL,
    outcome TEXT,
    outcome_at INTEGER
) STRICT;
CREATE INDEX suggestions_of_user ON suggestions (user_id, film_key, suggestion_id);
CREATE INDEX suggestions_of_film ON suggestions (film_key);

-- `arrival` keeps the order of arrival: Telegram's update ids may jump. A finished update is nothing but its id.
CREATE TABLE inbox (
    arrival INTEGER PRIMARY KEY,
    update_id INTEGER NOT NULL UNIQUE,
    status TEXT NOT NULL CHECK (status IN ('pending', 'done', 'quarantined')),
    lane INTEGER,
    payload TEXT,
    reason TEXT,
    CHECK (status <> 'pending' OR (lane IS NOT NULL AND payload IS NOT NULL)),
    CHECK (status <> 'done' OR (lane IS NULL AND payload IS NULL AND reason IS NULL))
) STRICT;
CREATE INDEX inbox_pending ON inbox (lane) WHERE status = 'pending';
CREATE INDEX inbox_quarantined ON inbox (lane) WHERE status = 'quarantined';

-- Ids are never given twice, so that a reply reported as sent twice cannot take another one with it.
CREATE TABLE outbox (
    outbox_id INTEGER PRIMARY KEY AUTOINCREMENT,
    chat_id INTEGER NOT NULL,
    payload TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX outbox_of_chat ON outbox (chat_id);

-- Work on the file that must not be forgotten when the process dies: «scrub» after somebody was deleted.
CREATE TABLE chores (
    name TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
