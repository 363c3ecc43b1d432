"""Everything moved from one database to another, of whatever kind, and compared before anybody relies on it."""
