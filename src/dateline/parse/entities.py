"""The names that the model saw in; entity mentions out."""
from dateline.records import EntityForm, EntityMention, EntityType, Sentence, Span, Tokens


def find_entities(tokens, sentences, names):
    out = []
    for first, last, kind in names:
        inside = [i for i in range(first, last) if not first <= tokens.head[i] < last or tokens.head[i] == i]
        out.append(EntityMention(first=first, last=last, head=inside[0] if inside else last - 1, span=Span(tokens.span[first].start, tokens.span[last-1].end), type=EntityType(kind), form=EntityForm.NAME))
    return tuple(out)
