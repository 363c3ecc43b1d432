"""SQLite and PostgreSQL side by side."""
