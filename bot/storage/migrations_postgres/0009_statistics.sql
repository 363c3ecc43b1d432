-- What became of suggestions is summed up from this index alone; it serves what the narrower one did, too.

DROP INDEX suggestions_of_user;
CREATE INDEX suggestions_of_user ON suggestions
    (user_id, film_key, suggestion_id, at, model_version, token, outcome, predicted_match);
