"""The bare bot that ours is compared with: python-telegram-bot as its introduction shows it, answering what is said.

python -m benchmarks.speed.echo_bot URL TOKEN [default|concurrent|limited]
"""

import sys

from telegram import Update
from telegram.ext import AIORateLimiter, Application, ApplicationBuilder, ContextTypes, MessageHandler, filters


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say what was said."""
    assert update.message is not None
    assert update.message.text is not None
    await update.message.reply_text(update.message.text)


async def started(application: Application) -> None:  # type: ignore[type-arg]
    """Tell whoever started this that it is up."""
    sys.stdout.write("running\n")
    sys.stdout.flush()


def main(url: str, token: str, variant: str = "default") -> None:
    """Run until told to stop."""
    builder: ApplicationBuilder = Application.builder().token(token).base_url(f"{url}/bot").post_init(started)  # type: ignore[type-arg]
    if variant in ("concurrent", "limited"):
        builder = builder.concurrent_updates(True)
    if variant == "limited":
        builder = builder.rate_limiter(AIORateLimiter(overall_max_rate=0, group_max_rate=0))
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:])
