-- The oldest update that waits is looked for by its arrival.

PRAGMA user_version = 12;

CREATE INDEX inbox_waiting ON inbox (arrival) WHERE status = 'pending';
