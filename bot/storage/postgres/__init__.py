"""The storage on a PostgreSQL server; its driver, asyncpg, comes with the extra `postgres`."""
