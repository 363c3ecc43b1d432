-- Trainings that were asked for or scheduled: who is told, by which message, and what became of each. `chat_id` is NULL
-- where nobody asked, or whoever asked is erased; `ends` asks the process that runs it to end it; `ratings` is how many
-- there were at its start.

PRAGMA user_version = 10;

CREATE TABLE trainings (
    training_id INTEGER PRIMARY KEY AUTOINCREMENT,
    status TEXT NOT NULL CHECK (status IN ('running', 'done', 'held', 'failed', 'cancelled', 'stopped', 'lost')),
    chat_id INTEGER,
    message_id INTEGER,
    started_at INTEGER NOT NULL,
    alive_at INTEGER NOT NULL,
    ends INTEGER NOT NULL DEFAULT 0 CHECK (ends IN (0, 1)),
    ratings INTEGER NOT NULL,
    version TEXT
) STRICT;
CREATE UNIQUE INDEX training_under_way ON trainings (status) WHERE status = 'running';
