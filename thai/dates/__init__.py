"""Days in Thai: read as people write them, stored C.E., shown B.E. in Thai and C.E. in English."""

from thai.dates.calendar import BE_OFFSET, DateError, day_of, fiscal_quarter, year_of
from thai.dates.finding import find_days, find_yearless
from thai.dates.listing import parse_days
from thai.dates.reading import parse_date, parse_date_range
from thai.dates.writing import (
    format_date,
    format_datetime,
    format_days,
    format_quarter,
    format_range,
    format_time,
    format_time_range,
    month_name,
    quarter_months,
    shown_year,
)

__all__ = [
    "BE_OFFSET",
    "DateError",
    "day_of",
    "find_days",
    "find_yearless",
    "fiscal_quarter",
    "format_date",
    "format_datetime",
    "format_days",
    "format_quarter",
    "format_range",
    "format_time",
    "format_time_range",
    "month_name",
    "parse_date",
    "parse_date_range",
    "parse_days",
    "quarter_months",
    "shown_year",
    "year_of",
]
