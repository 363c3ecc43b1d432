"""The only part that knows Telegram: durable inbox, events, rendering, outbox."""
