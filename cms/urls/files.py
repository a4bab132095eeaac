"""Files at the root of the site."""

urlpatterns = []
