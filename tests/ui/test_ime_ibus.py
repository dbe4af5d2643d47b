#!/usr/bin/python3
"""The Japanese input method as offices use it, for real (IBus and Anthy): the first Enter takes the conversion, the second the cell."""
import os
import re
import subprocess
import time

os.environ['PATH'] = '/usr/sbin:/usr/bin:/sbin:/bin'  # ibus-engine-anthy runs "python3": it must be the system's
os.environ['GSETTINGS_BACKEND'] = 'keyfile'
from e2e_kit import Keikakubo, journey, key, run_journeys, wait  # noqa: E402

ACTUAL = '令和3年度 実績'


def sh(*command):
    return subprocess.run(command, capture_output=True, text=True).stdout.strip()


class Ime:
    """An input method daemon of our own; hiragana, as a Japanese desktop starts."""

    def __enter__(self):
        sh('gsettings', 'set', 'org.freedesktop.ibus.engine.anthy.common', 'input-mode', '0')
        self.daemon = subprocess.Popen(['ibus-daemon', '--panel=disable', '--emoji-extension=disable'], stderr=subprocess.DEVNULL)
        wait(lambda: 'anthy' in sh('ibus', 'list-engine'), 'ibus-daemon')
        return self

    def __exit__(self, *_):
        self.daemon.terminate()
        self.daemon.wait()

    @staticmethod
    def on():
        wait(lambda: sh('ibus', 'engine', 'anthy') == '' and sh('ibus', 'engine') == 'anthy', 'anthy')


def start(home):
    home.settings(maximized=1)
    app = Keikakubo(home, '--sample', 'ichinoseki-h29', env={'GTK_IM_MODULE': 'ibus', 'IBUS_ENABLE_SYNC_MODE': '1',
                                                                  'IBUS_ADDRESS': sh('ibus', 'address')})
    app.table_ready()
    return app


def stays(app, value):
    """the cell keeps its value while the input method, which answers in its own time, could still change it"""
    end = time.monotonic() + 1
    while time.monotonic() < end:
        if app.cell('新規高卒者の管内就職率', ACTUAL) != value:
            return False
    return True


@journey('in a cell the first Enter takes the conversion and the second the cell')
def cell(home):
    with Ime() as ime:
        app = start(home)
        app.go('新規高卒者の管内就職率', ACTUAL)
        ime.on()
        key(*'shuukeichuu')  # typing begins the edit: not a letter may be lost to the first key
        assert app.cell('新規高卒者の管内就職率', ACTUAL) == ''
        key('space', 'Return')
        assert stays(app, ''), 'the first Enter took the cell'
        key('Return')
        app.shows('新規高卒者の管内就職率', ACTUAL, '集計中')
        wait(lambda: app.cursor()[0] == '従業者一人当たりの粗付加価値額', 'one row down, not %r' % app.cursor())
        problem = app.leave('^変更を破棄')
    assert not problem, problem


@journey('Escape during a conversion gives up the conversion, not the cell')
def escape(home):
    with Ime() as ime:
        app = start(home)
        app.go('新規高卒者の管内就職率', ACTUAL)
        key('F2')
        ime.on()
        key(*'chuushi', 'space', 'Return')  # 中止 is in the editor
        assert stays(app, '')
        key(*'ka', 'Escape')  # か is given up, the edit goes on
        assert stays(app, '')
        key('Return')
        app.shows('新規高卒者の管内就職率', ACTUAL, '中止')
        problem = app.leave('^変更を破棄')
    assert not problem, problem


@journey('in a note of the page 入力 the first Enter takes the conversion and the second the cell')
def note(home):
    def cursor():
        t = app.tree().find('table', '値の入力')
        t = t and t.find('text', None, 'focused')
        return t.name.split(', ') if t else []

    def stands():
        row = next((r for r in app.tree().find('table', '値の入力').all('table row') if r.name == '従業者数'), None)
        return next((c.name.rpartition(' ')[2] for c in row.kids if c.name.startswith(head)), None) if row else None

    head = '令和3年度 備考'
    with Ime() as ime:
        app = start(home)
        app.wait_focus('.')
        key('alt+2')
        wait(lambda: cursor()[:1] == ['従業者数'], 'the page 入力')
        app.wait_focus('.')
        key('alt+v')
        app.get('menu item', '入力のページ(N)')
        key('n')
        app.get('menu item', '計画期間の年度(Y)')
        key('o')
        for there in ('令和3年度 状態', head):
            wait(cursor, 'the table to have the keyboard')
            app.wait_focus('.')
            key('Right')
            wait(lambda: cursor()[1:2] == [there], there)
        ime.on()
        key(*'kakunin', 'space', 'Return')  # 確認 is in the editor
        end = time.monotonic() + 1
        while time.monotonic() < end:
            assert stands() == '', 'the first Enter took the cell'
        key('Return')
        wait(lambda: stands() == '確認', 'the note 確認, not %r' % stands())
        wait(lambda: cursor()[:1] == ['新規高卒者の管内就職率'], 'one row down, not %r' % cursor())
        problem = app.leave('^変更を破棄')
    assert not problem, problem


@journey('in the form of an indicator the first Enter takes the conversion and the second the field')
def form(home):
    def named(name):
        return app.tree().find('label', name) is not None

    with Ime() as ime:
        app = start(home)
        app.wait_focus('.')
        key('alt+4')
        wait(lambda: named('従業者数') and app.tree().find('text', None, 'focused'), 'the form of 従業者数')
        app.wait_focus('.')
        ime.on()
        key(*'chuushi', 'space', 'Return')  # the name was selected as a whole; now 中止 is in the field
        end = time.monotonic() + 1
        while time.monotonic() < end:
            assert named('従業者数'), 'the first Enter took the field'
        key('Return')
        wait(lambda: named('中止'), 'the new name')
        problem = app.leave('^変更を破棄')
    assert not problem, problem


@journey('the search field finds what was converted')
def search(home):
    with Ime() as ime:
        app = start(home)
        key('ctrl+f')
        app.get('entry', None, 'focused')
        ime.on()
        key(*'hinshitsu', 'space', 'Return')
        wait(lambda: '従業者数' not in app.rows() and '品質管理検定合格者数（市内企業）' in app.rows(), 'what has 品質')
        problem = app.leave()
    assert not problem, problem


@journey('in the tree the first Enter takes the conversion and the second the name')
def rename(home):
    with Ime() as ime:
        app = start(home)

        key('F6', 'F6', 'F6')  # details, toolbar, tree
        wait(lambda: app.tree().find('tree').find('tree item', None, 'focused'), 'the tree focused')
        key('Home', 'Down', 'F2')
        wait(lambda: app.tree().find('tree').find('text', None, 'focused'), 'the name being typed')
        ime.on()
        key('ctrl+a', 'BackSpace', *'hinshitsu', 'space', 'Return')
        end = time.monotonic() + 1
        while time.monotonic() < end:
            assert app.tree().find('tree').find('text', None, 'focused'), 'the first Enter took the name'
        key('Return')
        wait(lambda: app.tree().find('tree').find('tree item', re.compile('^品質'), 'focused'), 'the name converted')
        problem = app.leave('^変更を破棄')
    assert not problem, problem


if __name__ == '__main__':
    run_journeys()
