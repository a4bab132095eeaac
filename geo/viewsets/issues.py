"""Issue areas in the editing admin."""

from django.utils.translation import gettext_lazy as _

from ..admin_forms import VocabularyForm
from ..models import IssueArea
from .base import VocabularyViewSet


class IssueAreaForm(VocabularyForm):
    """Words for one issue area."""

    class Meta(VocabularyForm.Meta):
        model = IssueArea


class IssueAreaViewSet(VocabularyViewSet):
    """What communities work on."""

    model = IssueArea
    name = "issue_areas"
    export_filename = "issue-areas"
    menu_label = _("ประเด็นงาน")
    vocabulary_form = IssueAreaForm
