-- What one person changes in one turn is one action and is undone as one. `action` is the first entry of the action,
-- and NULL in that first entry itself; entries of before are actions of their own.

ALTER TABLE journal ADD COLUMN action INTEGER REFERENCES journal (entry_id);

-- Entries that are neither undone nor an undo, with their films.
CREATE VIEW standing AS
    SELECT j.entry_id, j.user_id, j.at, j.verb, j.mark, j.value_before, j.value_after, j.undoes,
        coalesce(j.action, j.entry_id) AS action_id, j.replaces, f.key, f.title, f.year, f.imdb_id, f.tmdb_id
    FROM journal AS j LEFT JOIN films AS f ON f.key = j.film_key
    WHERE j.verb <> 'undo' AND NOT EXISTS (SELECT 1 FROM journal AS u WHERE u.undoes = j.entry_id);

-- The chance of a like, in percent, that was told when a film was suggested; NULL where none was.
ALTER TABLE suggestions ADD COLUMN predicted_match REAL;

PRAGMA user_version = 2;
