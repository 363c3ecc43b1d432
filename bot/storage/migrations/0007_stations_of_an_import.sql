-- Which import a station came with; NULL where it came with none, or was played or renamed since.

ALTER TABLE stations ADD COLUMN token TEXT;

PRAGMA user_version = 7;
