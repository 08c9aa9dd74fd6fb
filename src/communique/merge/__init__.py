"""Reports of one event become one happening; every reading is kept and independent origins are counted."""

from communique.merge.assemble import assemble
from communique.merge.constraints import EDITOR, Constraints, constraints
from communique.merge.interface import Mint, Told, follow
from communique.merge.options import MergeOptions, default_options
from communique.merge.origins import origins
from communique.merge.plan import partition, plan

__all__ = [
    "EDITOR", "Constraints", "MergeOptions", "Mint", "Told", "assemble", "constraints", "default_options", "follow",
    "origins", "partition", "plan",
]  # fmt: skip
