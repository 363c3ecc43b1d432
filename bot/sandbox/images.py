"""Type and size of an image, read from its first bytes."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImageInfo:
    """Media type and size in pixels."""

    mime_type: str
    width: int
    height: int


def probe(content: bytes) -> ImageInfo | None:
    """What kind of image ``content`` is, or None where it is not a PNG, GIF, JPEG or WebP."""
    for reader in (_png, _gif, _jpeg, _webp):
        info = _guarded(reader, content)
        if info is not None and info.width > 0 and info.height > 0:
            return info
    return None


def _guarded(reader: Callable[[bytes], ImageInfo | None], content: bytes) -> ImageInfo | None:
    try:
        return reader(content)
    except (struct.error, IndexError):  # cut short
        return None


def _png(content: bytes) -> ImageInfo | None:
    if not content.startswith(b"\x89PNG\r\n\x1a\n"):
        return None
    return ImageInfo("image/png", *struct.unpack_from(">II", content, 16))


def _gif(content: bytes) -> ImageInfo | None:
    if not content.startswith((b"GIF87a", b"GIF89a")):
        return None
    return ImageInfo("image/gif", *struct.unpack_from("<HH", content, 6))


def _jpeg(content: bytes) -> ImageInfo | None:
    if not content.startswith(b"\xff\xd8\xff"):
        return None
    at = 2
    while content[at] == 0xFF:
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", content, at + 5)
            return ImageInfo("image/jpeg", width, height)
        at += 2 + struct.unpack_from(">H", content, at + 2)[0]
    return None


def _webp(content: bytes) -> ImageInfo | None:
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        return None
    if content[12:16] == b"VP8X":
        width = int.from_bytes(content[24:27], "little") + 1
        return ImageInfo("image/webp", width, int.from_bytes(content[27:30], "little") + 1)
    if content[12:16] == b"VP8L":
        (bits,) = struct.unpack_from("<I", content, 21)
        return ImageInfo("image/webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    width, height = struct.unpack_from("<HH", content, 26)
    return ImageInfo("image/webp", width & 0x3FFF, height & 0x3FFF)
