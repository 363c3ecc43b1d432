-- Since when updates and replies wait, in seconds since 1970, and how often an update was begun that never got done:
-- one that ends the process each time must not do so for ever.

PRAGMA user_version = 8;

ALTER TABLE inbox ADD COLUMN received_at INTEGER;
ALTER TABLE inbox ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN queued_at INTEGER;
