"""Reports of one event become one happening; every reading is kept and independent origins are counted."""

from communique.merge.assemble import assemble
from communique.merge.decisions import Constraints, anchor, bind, by_article, constraints, never_one, standing
from communique.merge.interface import Mint, Told, follow
from communique.merge.links import link
from communique.merge.mentions import EventMention, corefer
from communique.merge.options import MergeOptions, default_options
from communique.merge.origins import origins
from communique.merge.plan import partition, plan
from communique.merge.stories import Stories, stories

__all__ = [
    "Constraints", "EventMention", "MergeOptions", "Mint", "Stories", "Told", "anchor", "assemble", "bind",
    "by_article", "constraints", "corefer", "default_options", "follow", "link", "never_one", "origins", "partition",
    "plan", "standing", "stories",
]  # fmt: skip
