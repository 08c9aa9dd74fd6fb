"""Reports of one event become one happening; every reading is kept and independent origins are counted."""

from communique.merge.interface import Mint, Told, follow

__all__ = ["Mint", "Told", "follow"]
