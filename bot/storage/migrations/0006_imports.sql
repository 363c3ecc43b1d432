-- Ratings and marks that come from a file: taken over together, and undone together.

PRAGMA user_version = 6;

-- `dated` is when a value was given, where that was elsewhere and not `at`; `token` names the import it came with.
ALTER TABLE journal ADD COLUMN dated INTEGER;
ALTER TABLE journal ADD COLUMN token TEXT;
ALTER TABLE suggestions ADD COLUMN token TEXT;
CREATE INDEX journal_of_import ON journal (user_id, token) WHERE token IS NOT NULL;

-- What was found in a file and waits for a person's word; one a person, and not for long.
CREATE TABLE waiting_imports (
    user_id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    token TEXT NOT NULL,
    content TEXT NOT NULL,
    archive BLOB
) STRICT;

-- 1 for the last words to somebody who was erased: the file is rewritten once they are said.
ALTER TABLE outbox ADD COLUMN is_farewell INTEGER NOT NULL DEFAULT 0;
