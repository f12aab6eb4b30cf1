"""What editors meet: synonyms, promoted results, and the report of searches."""

import csv
import datetime
import io

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from search.models import PromotedResult, QueryCount, SearchSynonym

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(django_user_model, homes, client, settings):
    """Sign in a user with these permissions; give the client."""
    settings.MFA_ENFORCED = False

    def sign_in(*permissions):
        user = django_user_model.objects.create_user("redaktor@norrvik.example", "a long pass phrase")
        names = ("access_admin", *permissions)
        user.user_permissions.set(Permission.objects.filter(codename__in=names))
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def count(query, hits=1, times=1, language="sv", days_ago=0):
    day = timezone.localdate() - datetime.timedelta(days=days_ago)
    QueryCount.objects.create(day=day, language=language, query=query, hits=hits, count=times)


def rows(client, **parameters):
    response = client.get(reverse("search_report"), parameters)
    assert response.status_code == 200
    return [(row["query"], row["language"], row["times"], row["found"]) for row in response.context["object_list"]]


def test_report_adds_up_days_and_shows_the_most_frequent_first(staff):
    count("sopor", times=2)
    count("bygglov", times=2)
    count("bygglov", hits=7, times=3, days_ago=1)
    count("bygglov", hits=0, times=9, language="nb")
    assert rows(staff("view_querycount")) == [
        ("bygglov", "nb", 9, 0),
        ("bygglov", "sv", 5, 1),
        ("sopor", "sv", 2, 1),
    ]


def test_report_is_narrowed_by_period_language_and_missing_hits(staff):
    count("nytt")
    count("gammalt", days_ago=20)
    count("tomt", hits=0, days_ago=6)
    count("norsk", language="nb")
    client = staff("view_querycount")
    assert {row[0] for row in rows(client, period="7")} == {"nytt", "tomt", "norsk"}
    assert {row[0] for row in rows(client, period="30", language="sv")} == {"nytt", "gammalt", "tomt"}
    assert [row[0] for row in rows(client, without_hits="true")] == ["tomt"]
    assert {row[0] for row in rows(client, query="t", language="sv")} == {"nytt", "gammalt", "tomt"}


def test_search_that_finds_something_now_shows_it(staff):
    count("sopor", hits=0, days_ago=2)
    count("sopor", hits=4)
    assert rows(staff("view_querycount"), without_hits="true") == [("sopor", "sv", 1, 4)]


def test_report_asks_as_many_queries_for_many_rows_as_for_few(staff, django_assert_max_num_queries):
    client = staff("view_querycount")
    count("ett")
    client.get(reverse("search_report"))
    with django_assert_max_num_queries(30) as few:
        client.get(reverse("search_report"))
    for number in range(40):
        count(f"sökning {number}")
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("search_report"))


def test_report_and_its_menu_entry_are_only_for_those_who_may(staff):
    client = staff("add_searchsynonym", "change_searchsynonym")
    for name in ("search_report", "search_report_results"):
        assert client.get(reverse(name)).status_code == 302
        assert client.get(reverse(name), {"export": "csv"}).status_code == 302
    assert reverse("search_report") not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_report_is_closed_to_visitors(client, homes):
    response = client.get(reverse("search_report"))
    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]


@pytest.mark.parametrize("dangerous", ["=cmd|' /c calc'!a0", "+1+1", "-1", "@sum(a1)", "\t=1", " =1"])
def test_export_holds_no_formula(staff, dangerous):
    count(dangerous)
    response = staff("view_querycount").get(reverse("search_report"), {"export": "csv"})
    table = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert table[1][0] == f"'{dangerous}"
    assert table[1][2] == "1"


def test_export_as_workbook_works(staff):
    count("=1+1")
    response = staff("view_querycount").get(reverse("search_report"), {"export": "xlsx"})
    assert b"".join(response.streaming_content)[:2] == b"PK"


def test_editor_keeps_synonyms_with_list_filter_search_and_history(staff):
    client = staff("add_searchsynonym", "change_searchsynonym", "view_searchsynonym")
    response = client.post(
        reverse(SearchSynonym.snippet_viewset.get_url_name("add")), {"language": "sv", "words": "sopor;  avfall\nsopor"}
    )
    assert response.status_code == 302
    synonym = SearchSynonym.objects.get()
    assert synonym.words == "sopor, avfall"
    listing = reverse(SearchSynonym.snippet_viewset.get_url_name("list"))
    assert "sopor, avfall" in client.get(listing, {"q": "avfall", "language": "sv"}).content.decode()
    assert "sopor, avfall" not in client.get(listing, {"language": "nb"}).content.decode()
    history = reverse(SearchSynonym.snippet_viewset.get_url_name("history"), args=[synonym.pk])
    assert client.get(history).status_code == 200


def test_export_of_synonyms_holds_no_formula(staff):
    SearchSynonym.objects.create(language="sv", words="=1+1, två")
    client = staff("view_searchsynonym", "change_searchsynonym")
    response = client.get(reverse(SearchSynonym.snippet_viewset.get_url_name("list")), {"export": "csv"})
    assert "'=1+1" in b"".join(response.streaming_content).decode()


@pytest.mark.parametrize("words", ["", "sopor", "sopor, sopor", " , ,", ",".join(f"ord{n}" for n in range(41))])
def test_group_of_synonyms_has_two_to_forty_words(words):
    with pytest.raises(ValidationError):
        SearchSynonym(language="sv", words=words).full_clean()


def test_promoted_page_must_be_in_the_language_of_the_search(homes):
    PromotedResult(language="sv", query="hem, start", page=homes["sv"]).full_clean()
    with pytest.raises(ValidationError):
        PromotedResult(language="nb", query="hem", page=homes["sv"]).full_clean()
    with pytest.raises(ValidationError):
        PromotedResult(language="sv", query=" , ", page=homes["sv"]).full_clean()


def test_editor_promotes_a_page(staff, homes):
    client = staff("add_promotedresult", "change_promotedresult", "view_promotedresult")
    data = {"language": "sv", "query": "hem", "page": homes["sv"].pk, "position": "1"}
    response = client.post(reverse(PromotedResult.snippet_viewset.get_url_name("add")), data)
    assert response.status_code == 302
    listing = client.get(reverse(PromotedResult.snippet_viewset.get_url_name("list"))).content.decode()
    assert "hem" in listing
