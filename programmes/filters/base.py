"""What every list of the desk is narrowed by: words, and a province that one reviews."""

from operator import attrgetter
from typing import Any

import django_filters
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from geo.choices import Level, Role
from geo.models import Area
from geo.querysets import AreaQuerySet, seen_q
from thai.collation import thai_order
from thai.text import fold


def desk_provinces(request: HttpRequest) -> AreaQuerySet:
    """Provinces the user reviews, in dictionary order."""
    mine = seen_q(request.user, "", Role.REVIEWER, Role.STAFF)
    return Area.objects.current().level(Level.PROVINCE).filter(mine).order_by(thai_order("name_th"))


# Nobody searches for more; a database takes no endless condition.
MOST_LETTERS, MOST_WORDS = 100, 8


def has_words(text: str, *lookups: str) -> Q:
    """Every word of ``text`` occurs in at least one of the fields; of an endless text its beginning."""
    condition = Q()
    for word in fold(text[:MOST_LETTERS]).split()[:MOST_WORDS]:
        anywhere = Q()
        for lookup in lookups:
            anywhere |= Q(**{f"{lookup}__icontains": word})
        condition &= anywhere
    return condition


class DeskFilter(django_filters.FilterSet):
    """A search field and a choice of province, by its code, among those the user reviews."""

    q = django_filters.CharFilter(method="search", label=_("ค้นหา"))
    province = django_filters.ModelChoiceFilter(
        queryset=desk_provinces,
        to_field_name="code",
        label=_("จังหวัด"),
        empty_label=_("ทุกจังหวัดที่ดูแล"),
        method="in_province",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.form.fields["province"].label_from_instance = attrgetter("name")
        self.form.fields["q"].widget.attrs["autocomplete"] = "off"

    @property
    def is_narrowed(self) -> bool:
        """Whether something was chosen, so that an empty list can say what to do."""
        return any(self.form.cleaned_data.values()) if self.form.is_valid() else True
