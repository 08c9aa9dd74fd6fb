"""The whole way, offline: no socket is opened."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from communique.desks import Desk, make_desk
from communique.pipeline import run
from communique.sources import Declaration, declare


def test_no_socket_is_opened(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    make_desk(tmp_path / "desk", country="BLR")
    with Desk(tmp_path / "desk") as desk:
        desk.store.add_source(declare(str(reports), Declaration(publisher="Communiqué sample")))
        assert run(desk)["coded"] == len(list(reports.glob("*.md")))
