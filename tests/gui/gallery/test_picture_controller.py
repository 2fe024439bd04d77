"""What a click on a picture or its placeholder does, and what commands do with pictures."""

import pytest

from reader.commands import BY_ID
from reader.gui.gallery.picture_controller import PictureController
from reader.gui.gallery.picture_settings import PictureSettings
from reader.gui.gallery.viewer import PictureViewer
from reader.model import PictureProblem
from reader.settings import ASK, Settings
from tests.gui.pages import picture
from tests.gui.session.conftest import make, news, opened  # noqa: F401 - the same serve here
from tests.support import pictures as made
from tests.support.picture_server import picture as answer
from tests.support.picture_server import status

HTML = "<p>x</p><img src='picture:0'><img src='picture:1'>"


@pytest.fixture
def controller(opened, article, pictures, picture_server):  # noqa: F811
    """One over the article pane; the settings are `controller.settings`."""
    picture_server.default = answer(made.png(120, 90))
    settings = Settings()
    in_force = PictureSettings(settings, lambda: None, pictures, offline=False)
    built = PictureController(article.window(), article, pictures, in_force)
    built.settings, built.in_force, built.said, built.names = settings, in_force, [], []
    built.message.connect(built.said.append)
    built.hovered.connect(built.names.append)
    in_force.open_folder(opened.folder)
    return built


def answers(article):
    return [article.answer_of(one) for one in article.page.pictures]


def show(article, pictures, wait_until, *wanted):
    article.show_it(HTML, wanted or (picture(0), picture(1, alt="Fog over tea")))
    article.viewport().repaint()
    wait_until(lambda: not pictures.busy)


def test_it_offers_commands_of_the_table(controller):
    assert {BY_ID[name].menu for name in controller.commands()} == {"Pictures"}


def test_a_click_on_a_picture_looks_at_it(controller, article, pictures, wait_until):
    show(article, pictures, wait_until)
    controller.activate(picture(1, alt="Fog over tea"))
    viewer = article.window().findChild(PictureViewer)
    assert viewer.picture.alt == "Fog over tea"
    viewer.close()


def test_a_click_on_a_placeholder_does_what_it_says(
    controller, article, pictures, picture_server, wait_until
):
    picture_server.default = status(404)
    show(article, pictures, wait_until)
    assert all(isinstance(one, PictureProblem) for one in answers(article))
    controller._describe(picture(1, alt="Fog over tea"))
    assert controller.names[-1].endswith("Fog over tea")
    picture_server.default = answer(made.png(120, 90))
    controller.activate(picture(0))
    wait_until(lambda: not isinstance(answers(article)[0], PictureProblem))
    assert isinstance(answers(article)[1], PictureProblem)  # that one alone


def test_in_the_mode_that_asks_one_click_loads_the_article(
    controller,
    article,
    pictures,
    opened,  # noqa: F811
    picture_server,
    wait_until,
):
    controller.settings.picture_modes[str(opened.folder)] = ASK
    controller.in_force.apply()
    show(article, pictures, wait_until)
    assert answers(article) == [PictureProblem.NOT_ASKED] * 2
    assert not picture_server.requests
    controller.activate(picture(0))
    wait_until(lambda: not any(isinstance(one, PictureProblem) for one in answers(article)))


def test_pictures_that_were_off_come_when_they_are_loaded_always(
    controller,
    article,
    pictures,
    opened,  # noqa: F811
    wait_until,
):
    controller.settings.picture_modes[str(opened.folder)] = ASK
    controller.in_force.apply()
    show(article, pictures, wait_until)
    controller.settings.picture_modes.clear()
    controller.in_force.apply()
    wait_until(lambda: not any(isinstance(one, PictureProblem) for one in answers(article)))


def test_one_that_is_missing_is_not_the_first_to_be_looked_at(
    controller, article, pictures, picture_server, wait_until
):
    picture_server.routes["/0.jpg"] = status(404)
    article.show_it("<p>No picture.</p>", ())
    controller.look()
    assert controller.said == ["This article has no pictures."]
    show(article, pictures, wait_until)
    controller.look()
    viewer = article.window().findChild(PictureViewer)
    assert viewer.picture.key == "picture:1"
    viewer.close()
