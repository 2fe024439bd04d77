"""Theme and text size are the person's, else the system's."""

from PySide6.QtGui import QColor, QPalette

from reader.gui.style.theme import DARK, LIGHT
from reader.settings import ZOOM_MAX, ZOOM_MIN


def ground(run):
    return run.window.article.viewport().palette().color(QPalette.ColorRole.Base)


def test_what_is_set_in_the_preferences_is_seen_at_once(run):
    settings, appearance = run.window.settings, run.window.appearance
    settings.theme = "dark"
    appearance.apply()
    assert appearance.theme is DARK
    assert ground(run) == QColor(DARK.page)
    settings.theme = "light"
    appearance.apply()
    assert ground(run) == QColor(LIGHT.page)


def test_the_command_line_has_the_last_word(program):
    run = program(theme="dark").open(None)
    run.window.settings.theme = "light"
    run.window.appearance.apply()
    assert run.window.appearance.theme is DARK


def test_the_text_grows_and_shrinks_within_bounds_and_stays_so(run, program):
    for _ in range(40):
        run.window.actions_by_id["zoom-in"].trigger()
    assert run.window.settings.zoom == ZOOM_MAX
    assert run.message == f"Text size {ZOOM_MAX} %"
    for _ in range(40):
        run.window.actions_by_id["zoom-out"].trigger()
    assert run.message == f"Text size {ZOOM_MIN} %"
    run.window.actions_by_id["zoom-reset"].trigger()
    assert run.message == "Text size 100 %"
    run.window.actions_by_id["zoom-in"].trigger()
    run.close()
    assert program().open(None).window.settings.zoom == 110


def test_lists_and_menus_grow_as_wished_and_rows_with_them(run, qapp):
    settings, rows = run.window.settings, run.window.list.rows
    before, height = qapp.font(), rows.row_height
    try:
        settings.interface_zoom = 200
        run.window.appearance.apply()
        assert rows.row_height > 1.6 * height
        assert "font-size: 30px" in run.window.styleSheet()
        settings.density = "compact"
        run.window.appearance.apply()
        assert rows.row_height < height
    finally:
        settings.interface_zoom, settings.density = 100, "comfortable"
        run.window.appearance.apply()
        qapp.setFont(before)


def test_what_is_scrolled_past_is_read_where_that_is_wished(run):
    ids = [run.window.session.headlines.headline(at).id for at in (3, 4)]
    run.window.list.rows.passed_rows.passed.emit(ids)
    assert not run.status("Four").read
    run.window.settings.read_by_scrolling = True
    run.window.list.rows.passed_rows.passed.emit(ids)
    assert run.status("Four").read
    assert run.status("Five").read
    run.window.actions_by_id["undo"].trigger()
    assert not run.status("Four").read
