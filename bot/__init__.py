"""Matinee in a chat: conversation, storage, Telegram, and a local sandbox."""
