"""Training in Spark: as accurate as implicit's ALS, and how long it takes."""
