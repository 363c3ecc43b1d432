-- A database of schema 1 with something of everything in it. Kept as it is for good: later versions must read it.
PRAGMA application_id = 1297370693;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE chores (
    name TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
CREATE TABLE films (
    key TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    year INTEGER,
    imdb_id INTEGER,
    tmdb_id INTEGER
) STRICT, WITHOUT ROWID;
INSERT INTO "films" VALUES('bactlht2yw25c','Heat',1995,113277,949);
INSERT INTO "films" VALUES('ismmjaktawxhg','Alien',1979,NULL,NULL);
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
INSERT INTO "inbox" VALUES(1,20,'done',NULL,NULL,NULL);
INSERT INTO "inbox" VALUES(2,21,'pending',4611686,'{"update_id": 21}',NULL);
INSERT INTO "inbox" VALUES(3,22,'quarantined',NULL,'?','cannot be parsed');
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
INSERT INTO "journal" VALUES(1,4611686,1700000000,'rate','bactlht2yw25c',NULL,NULL,4.5,NULL,NULL);
INSERT INTO "journal" VALUES(2,4611686,1700000060,'rate','bactlht2yw25c',NULL,4.5,2.0,1,NULL);
INSERT INTO "journal" VALUES(3,4611686,1700000060,'undo','bactlht2yw25c',NULL,2.0,4.5,1,2);
INSERT INTO "journal" VALUES(4,4611686,1700000060,'mark','ismmjaktawxhg','saved',0.0,1.0,NULL,NULL);
CREATE TABLE marks (
    user_id INTEGER NOT NULL,
    film_key TEXT NOT NULL REFERENCES films (key),
    mark TEXT NOT NULL,
    marked_at INTEGER NOT NULL,
    entry_id INTEGER NOT NULL,
    PRIMARY KEY (user_id, film_key, mark)
) STRICT, WITHOUT ROWID;
INSERT INTO "marks" VALUES(4611686,'ismmjaktawxhg','saved',1700000060,4);
CREATE TABLE outbox (
    outbox_id INTEGER PRIMARY KEY AUTOINCREMENT,
    chat_id INTEGER NOT NULL,
    payload TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO "outbox" VALUES(1,4611686,'{"text": "hello"}',0);
CREATE TABLE ratings (
    user_id INTEGER NOT NULL,
    film_key TEXT NOT NULL REFERENCES films (key),
    stars REAL NOT NULL CHECK (stars BETWEEN 0.5 AND 5.0),
    rated_at INTEGER NOT NULL,
    entry_id INTEGER NOT NULL,
    PRIMARY KEY (user_id, film_key)
) STRICT, WITHOUT ROWID;
INSERT INTO "ratings" VALUES(4611686,'bactlht2yw25c',4.5,1700000000,1);
CREATE TABLE suggestions (
    suggestion_id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL,
    film_key TEXT NOT NULL REFERENCES films (key),
    model_version TEXT NOT NULL,
    at INTEGER NOT NULL,
    outcome TEXT,
    outcome_at INTEGER
) STRICT;
INSERT INTO "suggestions" VALUES(1,4611686,'bactlht2yw25c','v1',1700000060,'liked',1700000060);
CREATE TABLE users (
    user_id INTEGER PRIMARY KEY,
    language TEXT NOT NULL,
    state TEXT NOT NULL,
    known_since INTEGER NOT NULL
) STRICT;
INSERT INTO "users" VALUES(4611686,'de','{"asked": ["heat"]}',1700000000);
CREATE INDEX journal_of_user ON journal (user_id, entry_id);
CREATE INDEX journal_of_film ON journal (film_key);
CREATE UNIQUE INDEX journal_undone_once ON journal (undoes) WHERE undoes IS NOT NULL;
CREATE TRIGGER journal_is_append_only BEFORE UPDATE ON journal
BEGIN
    SELECT raise(ABORT, 'the journal is append-only');
END;
CREATE INDEX ratings_of_film ON ratings (film_key);
CREATE INDEX marks_of_film ON marks (film_key);
CREATE INDEX suggestions_of_user ON suggestions (user_id, film_key, suggestion_id);
CREATE INDEX suggestions_of_film ON suggestions (film_key);
CREATE INDEX inbox_pending ON inbox (lane) WHERE status = 'pending';
CREATE INDEX inbox_quarantined ON inbox (lane) WHERE status = 'quarantined';
CREATE INDEX outbox_of_chat ON outbox (chat_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('journal',4);
INSERT INTO "sqlite_sequence" VALUES('outbox',1);
COMMIT;
