"""Who may bring sheets, and who may answer, write and undo one that was brought."""

import rules

from accounts.models import User
from geo.choices import Role
from geo.models import ImportBatch
from geo.rules import is_field, works_in

may_upload = is_field


@rules.predicate
def may_handle(user: User, batch: ImportBatch) -> bool:
    """Who uploaded it, while they work anywhere; reviewers and staff of all areas that it speaks of."""
    if batch.uploaded_by_id == user.pk:
        return bool(is_field(user))
    return _works_in_all(user, batch, Role.REVIEWER, Role.STAFF)


@rules.predicate
def may_undo(user: User, batch: ImportBatch) -> bool:
    """Who uploaded it, reviewers and staff, as long as they work in every area that it speaks of."""
    roles = [Role.REVIEWER, Role.STAFF]
    if batch.uploaded_by_id == user.pk:
        roles.append(Role.COORDINATOR)
    return _works_in_all(user, batch, *roles)


def _works_in_all(user: User, batch: ImportBatch, *roles: Role) -> bool:
    areas = list(batch.areas.all())
    return bool(areas) and all(works_in(user, area, *roles) for area in areas)


rules.add_perm("programmes.upload_sheet", may_upload)
rules.add_perm("programmes.handle_batch", may_handle)
rules.add_perm("programmes.undo_batch", may_undo)
