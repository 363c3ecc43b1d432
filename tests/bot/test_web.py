"""The server inside the loop."""

import socket

from bot.web import bind


def test_answers_are_not_held_back_until_the_client_acknowledges_their_beginning() -> None:
    with bind("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        accepted, _ = listener.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0
