"""Services as open data."""
