"""People's own data: files of other sites read, films matched, everything of a person packed. Bytes in, bytes out."""
