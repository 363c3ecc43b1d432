"""Uploaded files, kept in memory."""

from __future__ import annotations

import secrets
from pathlib import PurePosixPath

from bot.sandbox.images import probe
from bot.sandbox.model import StoredFile

MEBIBYTE = 1024 * 1024
DOWNLOAD_LIMIT = 20 * MEBIBYTE  # getFile refuses anything larger
DOCUMENT_LIMIT = 50 * MEBIBYTE  # what a bot may send
PHOTO_LIMIT = 10 * MEBIBYTE
PERSON_LIMIT = 100 * MEBIBYTE  # what a person may upload here; everything stays in memory
_FOLDERS = {"photo": "photos", "document": "documents", "voice": "voice", "sticker": "stickers"}


class FileStore:
    """Files by id; ids are as unguessable as Telegram's."""

    def __init__(self) -> None:
        self._files: dict[str, StoredFile] = {}

    def add(self, content: bytes, *, kind: str, name: str, mime_type: str) -> StoredFile:
        """Keep ``content`` and give it an id and a download path."""
        image = probe(content)
        number = len(self._files)
        # Only the extension of a person's file name reaches the path.
        suffix = PurePosixPath(name).suffix if PurePosixPath(name).suffix[1:].isalnum() else ""
        stored = StoredFile(
            file_id=f"SBX{secrets.token_urlsafe(24)}",
            unique_id=f"SBQ{secrets.token_urlsafe(8)}",
            path=f"{_FOLDERS.get(kind, 'documents')}/file_{number}{suffix}",
            name=name,
            mime_type=image.mime_type if image else mime_type,
            content=content,
            width=image.width if image else 0,
            height=image.height if image else 0,
        )
        self._files[stored.file_id] = stored
        return stored

    def get(self, file_id: str) -> StoredFile | None:
        """The file with this id, or None."""
        return self._files.get(file_id)

    def at_path(self, path: str) -> StoredFile | None:
        """The file that getFile announced under this path, or None."""
        return next((stored for stored in self._files.values() if stored.path == path), None)
