"""Views of staff sign-in that differ from allauth's."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.forms import EditWebAuthnForm
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect


class RemovePasskeyView(RemoveWebAuthnView):
    """Removes a passkey, but not the last second step of somebody who must have one (allauth asks only for codes)."""

    def form_valid(self, form: EditWebAuthnForm) -> HttpResponse:
        """Refuse or remove."""
        adapter = get_adapter()
        if adapter.can_delete_authenticator(self.get_object()):
            return super().form_valid(form)
        messages.error(self.request, adapter.error_messages["cannot_delete_authenticator"])
        return HttpResponseRedirect(self.get_success_url())
