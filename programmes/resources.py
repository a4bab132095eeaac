"""Work as rows of a file."""

from django.utils.translation import gettext_lazy as _

from leaders.models import Person
from leaders.resources import PersonResource, column


class LearnerResource(PersonResource):
    """Persons with the group they are in; each carries its enrolments in ``on_roster``."""

    group = column(_("กลุ่ม"))
    issues = column(_("ประเด็นงาน"))

    class Meta(PersonResource.Meta):
        fields = export_order = (*PersonResource.Meta.export_order, "group", "issues")

    def dehydrate_group(self, person: Person) -> str:
        """The learner group of today's roster."""
        return " · ".join(dict.fromkeys(str(enrolment.group) for enrolment in person.on_roster))

    def dehydrate_issues(self, person: Person) -> str:
        """The issues that an issue specialist works on."""
        issues = (issue for enrolment in person.on_roster for issue in enrolment.issues.all())
        return " · ".join(dict.fromkeys(map(str, issues)))
