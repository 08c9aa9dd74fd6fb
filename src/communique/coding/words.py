"""Which words are attributed: the spans of a statement's content, and what is left as its cue."""

from __future__ import annotations

from communique.coding.lexicon import word_list
from communique.coding.parties import Cast
from communique.coding.roles import Site
from communique.coding.tree import Tree
from communique.model import Document, Quote, Span

_SAID = frozenset({"dobj", "ccomp", "xcomp", "prep", "oprd", "acomp", "pcomp", "dative"})
_EDGES = frozenset({"PUNCT", "SPACE"})


def content_spans(document: Document, site: Site, cast: Cast) -> tuple[Span, ...]:
    """The quotations that the cue carries, else the clause, object or issue that stands with it."""
    quotes = quotes_of(document, site)
    if quotes:
        return tuple(q.span for q in quotes)
    tree, verb = site.tree, site.verb
    if verb is None:
        return ()
    tops = _said(site, cast)
    if not tops:
        return ()
    indexes = sorted(i for top in tops for i in _kept(tree, top, verb))
    while indexes and tree.tokens[indexes[-1]].pos in _EDGES:
        indexes.pop()
    while indexes and tree.tokens[indexes[0]].pos in _EDGES:
        indexes.pop(0)
    return (tree.span(tuple(indexes)),) if indexes else ()


def _kept(tree: Tree, top: int, verb: int) -> tuple[int, ...]:
    below = tree.subtree(top)
    return below if top < verb and below[-1] < verb else tuple(i for i in below if i > verb)


def _said(site: Site, cast: Cast) -> tuple[int, ...]:
    """Children of the cue that carry the words: not the listener of "told him that", not times."""
    tree, verb = site.tree, site.verb
    if verb is None:
        return ()
    kids = [k for k in tree.children(verb) if tree.tokens[k].dep in _SAID]
    clauses = [k for k in kids if tree.tokens[k].dep == "ccomp" and _is_clause(tree, k)]
    if len(clauses) > 1 and tree.tokens[clauses[0]].pos == "ADJ":
        clauses = clauses[1:]  # "made clear that …"
    if clauses:
        return tuple(clauses[:1])
    kids = [k for k in kids if k > verb and not _is_setting(tree, k, cast)]
    if tree.lemma(verb) in word_list("says.yaml", "telling") and len(kids) > 1:
        kids = [k for k in kids if tree.tokens[k].dep not in {"dobj", "dative"}]
    first = [k for k in kids if tree.tokens[k].dep != "prep"]
    return tuple(first or kids[:1]) + tuple(k for k in kids if first and tree.tokens[k].dep == "prep" and k < first[-1])


def _is_clause(tree: Tree, kid: int) -> bool:
    """A clause of its own, not a stray participle that the parse took for one."""
    return bool(tree.children(kid, "nsubj", "nsubjpass", "mark", "expl", "csubj")) or tree.tokens[kid].pos == "ADJ"


def _is_setting(tree: Tree, kid: int, cast: Cast) -> bool:
    """A time or place around the saying, not what was said."""
    if tree.tokens[kid].dep != "prep":
        return False
    ends = tree.children(kid, "pobj")
    if tree.lemma(kid) not in word_list("says.yaml", "content_preps"):
        return True
    return any(cast.is_time(tree.tokens[e].start) for e in ends)


def quotes_of(document: Document, site: Site) -> tuple[Quote, ...]:
    """Quotations of the sentence that hang on the cue: below it, or on nobody else and it heads the sentence."""
    tree, verb = site.tree, site.verb
    sentence = tree.sentence
    inside = [q for q in document.annotation.quotes if sentence.start <= q.span.start and q.span.end <= sentence.end]
    naming = verb is not None and tree.lemma(verb) in word_list("says.yaml", "namings")
    found = []
    for quote in inside:
        tokens = tree.within(quote.span)
        if (naming or not quote.scare) and tokens and _carrier(tree, tokens) == verb:
            found.append(quote)
    return tuple(found)


def _carrier(tree: Tree, tokens: tuple[int, ...]) -> int | None:
    """The verb outside a quotation that its words hang on: the nearest that speaks, else the sentence's main one."""
    inside = set(tokens)
    tops = [i for i in tokens if tree.head(i) is None or tree.tokens[i].head not in inside]
    above = [a for top in tops for a in tree.ancestors(top) if a not in inside and tree.is_verb(a)]
    said = word_list("mood.yaml", "reporting_verbs")
    speaking = [a for a in above if tree.lemma(a) in said]
    if speaking or above:
        return (speaking or above)[0]
    beside = [k for t in tops for k in tree.children(t, "parataxis", "ccomp") if k not in inside and tree.is_verb(k)]
    loose = [i for i in range(len(tree.tokens)) if i not in inside and tree.is_verb(i) and tree.lemma(i) in said]
    return next(iter(beside or loose), None)


def cue_words(site: Site, content: tuple[Span, ...]) -> str:
    """The verb with its helpers and whatever of its own clause is not content: what the rules call the cue."""
    tree, verb = site.tree, site.verb
    if verb is None:
        return ""
    subject = {i for k in tree.children(verb, "nsubj", "nsubjpass") for i in tree.subtree(k)}
    opening = {k for k in tree.children(verb, "prep") if k > verb}  # "insisted on": the preposition is the cue's
    outside = (i for i in tree.clause(verb) if i not in subject and (i in opening or not _in(tree, i, content)))
    kept = [i for i in outside if tree.tokens[i].pos not in _EDGES]
    return " ".join(tree.tokens[i].text for i in kept)


def _in(tree: Tree, index: int, content: tuple[Span, ...]) -> bool:
    token = tree.tokens[index]
    return any(span.start <= token.start and token.end <= span.end for span in content)


def question_of(document: Document, site: Site) -> str:
    """The question that was put, where the sentence reports it: "asked whether …", "avoided a question about …"."""
    tree, verb = site.tree, site.verb
    if verb is None:
        return ""
    asked = [k for k in tree.children(verb, "advcl") if tree.lemma(k) in word_list("says.yaml", "asking")]
    put = [k for k in tree.children(verb, "dobj") if tree.lemma(k) in {"question", "query"}]
    kids = [k for top in (*asked, *put) for k in tree.children(top, "ccomp", "prep", "dobj", "acl") if k > top]
    kids += [k for k in tree.children(verb, "ccomp", "advcl") if put and _whether(tree, k)]
    if not kids:
        return ""
    last = max(kids)
    span = tree.span(tree.subtree(last if _whether(tree, last) else kids[0]))
    return " ".join(document.text.body[span.start : span.end].split())


def _whether(tree: Tree, clause: int) -> bool:
    return any(tree.lemma(k) in {"whether", "if"} for k in tree.children(clause, "mark"))
