"""The pages that anybody can read."""

from django.test import Client


def test_the_first_page_answers_anybody(client: Client, db: None) -> None:
    response = client.get("/")
    assert response.status_code == 200
    assert b"Learning to Deliver" in response.content
