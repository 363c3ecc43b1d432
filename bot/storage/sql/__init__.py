"""One set of SQL for every database that Matinee knows."""
