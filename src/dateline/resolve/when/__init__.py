from dateline.resolve.when.expressions import values
__all__ = ["values"]
