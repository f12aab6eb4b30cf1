from search.models.change import SearchChange
from search.models.editorial import PromotedResult, SearchSynonym
from search.models.query_count import QueryCount

__all__ = ["PromotedResult", "QueryCount", "SearchChange", "SearchSynonym"]
