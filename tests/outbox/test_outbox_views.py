"""Outgoing messages in the admin: to be read, and sent again, by those who may."""

import csv
import datetime
import io
import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import NoReverseMatch, reverse

from accounts.role_sync import sync_roles
from outbox.actions import deliver
from outbox.models import Delivery

pytestmark = pytest.mark.django_db
State = Delivery.State
VIEW, SEND = "view_delivery", "send_again_delivery"


@pytest.fixture
def staff(django_user_model, homes, client, settings):
    """Sign in a user with these permissions; give the client."""
    settings.MFA_ENFORCED = False

    def sign_in(*permissions, role=""):
        user = django_user_model.objects.create_user("admin@norrvik.example", first_name="Ada", last_name="Nord")
        user.user_permissions.set(Permission.objects.filter(codename__in=("access_admin", *permissions)))
        if role:
            sync_roles()
            user.groups.set([Group.objects.get(name=role)])
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def failed(make_delivery):
    """A message in this state."""

    def make(state=State.GIVEN_UP, to="elsa@example.org", code="450 4.2.0", **values):
        delivery = make_delivery(to=to, **values)
        Delivery.objects.filter(pk=delivery.pk).update(state=state, last_error=code, attempts=18)
        return delivery

    return make


def url(name, *arguments):
    return reverse(f"outgoing_messages:{name}", args=arguments)


def listed(client, **parameters):
    response = client.get(url("index"), parameters)
    assert response.status_code == 200
    return {delivery.destination for delivery in response.context["object_list"]}


def test_the_list_shows_finds_and_filters(staff, make_delivery, failed):
    make_delivery(to="waiting@example.org")
    failed(State.FAILED_PERMANENTLY, to="refused@example.org", subject_type="cases.case", subject_id="26-4F7K-9QXD")
    client = staff(VIEW)
    assert listed(client) == {"waiting@example.org", "refused@example.org"}
    assert listed(client, state="failed_permanently") == {"refused@example.org"}
    assert listed(client, q="waiting") == {"waiting@example.org"}
    assert listed(client, q="4F7K") == {"refused@example.org"}
    assert listed(client, kind="mail", state="sent") == set()


def test_the_number_of_queries_does_not_grow_with_the_list(staff, make_delivery, django_assert_max_num_queries):
    client = staff(VIEW)
    make_delivery()
    client.get(url("index"))
    with django_assert_max_num_queries(25) as few:
        client.get(url("index"))
    for number in range(20):
        make_delivery(to=f"p{number}@example.org")
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(url("index"))


def test_one_message_tells_why_it_did_not_arrive(staff, failed):
    delivery = failed(State.FAILED_PERMANENTLY, code="550 5.1.1", subject_type="cases.case", subject_id="26-4F7K")
    text = staff(VIEW).get(url("inspect", delivery.pk)).content.decode()
    for words in ("550 5.1.1", "elsa@example.org", "cases.case 26-4F7K", str(delivery.uid)):
        assert words in text


def test_moments_are_shown_in_the_municipalitys_time(staff, make_delivery):
    delivery = make_delivery()
    Delivery.objects.update(created_at=datetime.datetime(2026, 7, 1, 22, 30, tzinfo=datetime.UTC), attempts=1)
    text = staff(VIEW).get(url("inspect", delivery.pk)).content.decode()
    assert re.search(r"2 juli 2026\D+00[.:]30", text)
    assert "None" not in re.findall(r"<dd>\s*(.*?)\s*</dd>", text)


def test_the_export_holds_no_addresses(staff, failed):
    failed()
    response = staff(VIEW).get(url("index"), {"export": "csv"})
    text = b"".join(response.streaming_content).decode()
    assert len(list(csv.reader(io.StringIO(text)))) == 2
    assert "example.org" not in text


def test_a_failed_message_is_sent_again_after_a_question(staff, failed, mailoutbox):
    delivery = failed()
    client = staff(VIEW, SEND)
    assert url("send_again", delivery.pk) in client.get(url("index")).content.decode()
    question = client.get(url("send_again", delivery.pk))
    assert "elsa@example.org" in question.content.decode()
    assert Delivery.objects.get().state == State.GIVEN_UP  # a GET changes nothing
    answer = client.post(url("send_again", delivery.pk), follow=True)
    assert answer.status_code == 200
    assert deliver() == {State.SENT: 1}
    assert len(mailoutbox) == 1
    history = client.get(url("inspect", delivery.pk)).content.decode()
    assert "Ada Nord" in history


def test_all_given_up_are_sent_again_at_once_but_refused_ones_are_not(staff, failed):
    for number in range(3):
        failed(to=f"p{number}@example.org")
    failed(State.FAILED_PERMANENTLY, to="refused@example.org")
    client = staff(VIEW, SEND)
    assert url("send_all_again") in client.get(url("index")).content.decode()
    client.post(url("send_all_again"))
    assert Delivery.objects.filter(state=State.WAITING).count() == 3
    assert Delivery.objects.get(destination="refused@example.org").state == State.FAILED_PERMANENTLY
    assert url("send_all_again") not in client.get(url("index")).content.decode()


@pytest.mark.parametrize("state", [State.WAITING, State.SENT])
def test_what_did_not_fail_cannot_be_sent_again(staff, make_delivery, state):
    delivery = make_delivery()
    if state == State.SENT:
        deliver()
    client = staff(VIEW, SEND)
    assert url("send_again", delivery.pk) not in client.get(url("index")).content.decode()
    assert url("send_again", delivery.pk) not in client.get(url("inspect", delivery.pk)).content.decode()
    client.post(url("send_again", delivery.pk))
    assert Delivery.objects.get().state == state


def test_who_may_only_look_cannot_send(staff, failed):
    delivery = failed()
    client = staff(VIEW)
    assert url("send_again", delivery.pk) not in client.get(url("index")).content.decode()
    for address in (url("send_again", delivery.pk), url("send_all_again")):
        client.get(address)
        client.post(address)
    assert Delivery.objects.get().state == State.GIVEN_UP


@pytest.mark.parametrize("role", ["editor", "publisher", "case-officer", "contact-centre", "archivist"])
def test_other_roles_see_no_addresses(staff, failed, role):
    delivery = failed()
    client = staff(role=role)
    for address in (url("index"), url("index_results"), url("inspect", delivery.pk), url("send_again", delivery.pk)):
        response = client.get(address, follow=True)
        assert b"elsa@example.org" not in response.content
    front = client.get("/admin/", follow=True).content.decode()
    assert "failed-messages" not in front
    assert url("index") not in front


def test_administrators_may_look_and_send(staff, failed):
    delivery = failed()
    client = staff(role="administrator")
    assert listed(client) == {"elsa@example.org"}
    client.post(url("send_again", delivery.pk))
    assert Delivery.objects.get().state == State.WAITING


def test_no_address_writes_or_deletes_a_message(staff, failed):
    delivery = failed()
    for name in ("add", "edit", "delete", "copy"):
        with pytest.raises(NoReverseMatch):
            url(name, delivery.pk)
    client = staff(VIEW, SEND)
    for method in (client.post, client.put, client.delete):
        assert method(url("index")).status_code == 405
        assert method(url("inspect", delivery.pk)).status_code == 405


def test_the_front_page_warns_only_while_messages_failed(staff, failed, make_delivery):
    client = staff(VIEW)
    make_delivery()
    assert "failed-messages" not in client.get("/admin/").content.decode()
    failed()
    page = client.get("/admin/").content.decode()
    assert "failed-messages" in page
    assert f"{url('index')}?state=given_up" in page


def test_a_template_in_an_address_is_only_text(staff, make_delivery):
    delivery = make_delivery()
    Delivery.objects.update(destination='"<script>alert(1)</script>"@example.org', subject_id="<img src=x>")
    client = staff(VIEW)
    for address in (url("index"), url("inspect", delivery.pk)):
        text = client.get(address).content.decode()
        assert "<script>alert(1)" not in text
        assert "<img src=x>" not in text
