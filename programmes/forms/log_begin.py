"""A log begun by its first fields, as a page or a phone posts them."""

import uuid
from datetime import date

from django.http import QueryDict

from accounts.models import User
from leaders.models import Team
from thai.clock import today

from ..models import Activity, Programme
from ..services.activities import begin_log, start_draft
from .log import LogForm


def begin(
    data: QueryDict, team: Team, uid: uuid.UUID | None, *, by: User, day: date | None = None
) -> Activity:
    """The draft of ``team`` that the fields of ``data`` will fill, in the programme of the day they choose.

    ``day`` is the one that it is first kept with, the chosen one unless told. Without ``uid`` it makes one.
    """
    beginning = begin_log(team, Programme.objects.current(), day=today(), uid=uid)
    form = LogForm(beginning.activity, by, data, beginning=beginning)
    first = next((session for session in form.sessions if session.is_bound), None)
    chosen = first.chosen_day if first else today()
    return start_draft(
        uid=beginning.activity.uid,
        team=team,
        programme=Programme.objects.current(chosen),
        day=day or chosen,
        title=data.get("title", "")[:200],
        session=first.session.uid if first else None,
        by=by,
    )
