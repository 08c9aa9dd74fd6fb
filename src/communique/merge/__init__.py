"""Reports of one event become one happening; every reading is kept and independent origins are counted."""

from communique.merge.assemble import assemble
from communique.merge.constraints import EDITOR, Constraints, constraints
from communique.merge.interface import Mint, Told, follow
from communique.merge.mentions import EventMention, corefer
from communique.merge.options import MergeOptions, default_options
from communique.merge.origins import origins
from communique.merge.plan import partition, plan
from communique.merge.stories import Stories, stories

__all__ = [
    "EDITOR", "Constraints", "EventMention", "MergeOptions", "Mint", "Stories", "Told", "assemble", "constraints",
    "corefer", "default_options", "follow", "origins", "partition", "plan", "stories",
]  # fmt: skip
