-- The oldest update that waits is looked for often, and by several workers.
CREATE INDEX inbox_waiting ON inbox (arrival) WHERE status = 'pending';

-- One row a lane, made once and never changed: workers lock it while they have the updates of its people in hand.
-- People are spread over lanes by their ids, so no row tells of anybody. SQLite has one process, and no such table.
CREATE TABLE lanes (
    lane BIGINT PRIMARY KEY
);
INSERT INTO lanes SELECT generate_series(0, 16383);
