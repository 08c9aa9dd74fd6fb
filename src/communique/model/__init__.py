"""The records: frozen, keyword-only, no I/O. Everything the stages hand to each other."""

from communique.model.actors import (
    Actor,
    ActorKind,
    Candidate,
    Mention,
    Office,
    OfficeBasis,
    Participation,
    Rank,
    Side,
    partial_bounds,
)
from communique.model.annotation import (
    Annotation,
    Document,
    Quote,
    Section,
    Sentence,
    TimeMention,
    Timex,
    Token,
    Turn,
)
from communique.model.base import Record, content_id, from_json, sha256, slug, to_builtins, to_json
from communique.model.issues import (
    Claim,
    Computation,
    Issue,
    IssueSection,
    Outcome,
    Role,
    Verdict,
    Voice,
)
from communique.model.places import Place, PlacePrecision
from communique.model.readings import (
    Act,
    Alternative,
    Auxiliary,
    Content,
    Encounter,
    Event,
    Format,
    Happening,
    MergeAction,
    MergeStep,
    Reading,
    Statement,
    Status,
)
from communique.model.reasons import Problem, Reason, Skipped
from communique.model.relations import Absence, Arrow, Contribution, Score, Shift, Window
from communique.model.runs import Check, CheckOutcome, Correction, Run, last_looks
from communique.model.texts import (
    Article,
    Completeness,
    Duplicate,
    DuplicateKind,
    Passage,
    PublishedBasis,
    Source,
    Span,
    Text,
)
from communique.model.time import Basis, Precision, TimeKind, When

__all__ = [
    "Absence", "Act", "Actor", "ActorKind", "Alternative", "Annotation", "Arrow", "Article", "Auxiliary", "Basis",
    "Candidate", "Check", "CheckOutcome", "Claim", "Completeness", "Computation", "Content", "Contribution",
    "Correction", "Document", "Duplicate", "DuplicateKind", "Encounter", "Event", "Format", "Happening", "Issue",
    "IssueSection", "Mention", "MergeAction", "MergeStep", "Office", "OfficeBasis", "Outcome", "Participation",
    "Passage", "Place", "PlacePrecision", "Precision", "Problem", "PublishedBasis", "Quote", "Rank", "Reading",
    "Reason", "Record", "Role", "Run", "Score", "Section", "Sentence", "Shift", "Side", "Skipped", "Source", "Span",
    "Statement", "Status", "Text", "TimeKind", "TimeMention", "Timex", "Token", "Turn", "Verdict", "Voice", "When",
    "Window",
    "content_id", "from_json", "last_looks", "partial_bounds", "sha256", "slug", "to_builtins", "to_json",
]  # fmt: skip
