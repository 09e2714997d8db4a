from dateline.read import text
from dateline.read.repairs import repairs as _r
def mark(draft): text.mark(draft)
def repairs(draft): return _r(draft.text)
