#!/usr/bin/python3
"""The page 入力 on the program itself: a year's figures keyed in with the keyboard alone, from a file to a file. Run:
tests/guitest/run-gui.sh, see meson.build; an argument chooses the journeys that have it in their sentence."""
import os
import re

from e2e_kit import Keikakubo, cli, journey, key, run_journeys, typ, wait, workbook

EN = os.environ.get('LANGUAGE') == 'en'


def t(ja, en):
    return en if EN else ja


YEAR = '令和3年度 '
ACTUAL, STATE, NOTE = YEAR + t('実績', 'Actual'), YEAR + t('状態', 'State'), YEAR + t('備考', 'Note')
NAMES = ['従業者数', '新規高卒者の管内就職率', '従業者一人当たりの粗付加価値額', '誘致企業数', '新規雇用者数（誘致企業による）']


class Entry(Keikakubo):
    """The program with the entry grid in front."""

    def table(self):
        return self.tree().find('table', t('値の入力', 'Entry of figures'))

    def rows(self):
        out, table = {}, self.table()
        for r in table.all('table row') if table else []:
            if len(r.kids) > 1 and r.kids[0].role == 'table cell':
                out[r.name] = {c.name.rpartition(' ')[0]: c.name.rpartition(' ')[2] for c in r.kids}
        return out

    def cursor(self):
        table = self.table()
        text = table.find('text', None, 'focused') if table else None
        return text.name.split(', ') if text and ', ' in text.name else None

    def at(self, row, head):
        wait(lambda: (self.cursor() or [''])[:2] == [row, head], 'the cursor on %s, %s, not %r' % (row, head, self.cursor()))

    def figure(self, row, value, head=ACTUAL):
        self.shows(row, head, value)


def open_entry(home, path):
    app = Entry(home, path)
    wait(lambda: app.tree().find('table'), 'the table of indicators')
    app.wait_focus('.')
    key('alt+2')
    app.table_ready()
    return app


def saved_plan(home):
    path = home.file('計画.keikaku')
    made = cli(home, 'new', path, '--from', workbook('ichinoseki-h29'))
    assert os.path.exists(path), made.stderr
    return path


@journey("a year's figures are keyed in by the keyboard alone, undone, done again and saved")
def a_year(home):
    path = saved_plan(home)
    app = open_entry(home, path)
    app.at(NAMES[0], ACTUAL)  # the newest year is where the keyboard is
    typed = ['10812', '158/333', '=700+65', 'abc', '120+35']
    for name, text in zip(NAMES, typed):
        app.at(name, ACTUAL)
        app.wait_focus('.')
        typ(text)
        key('Return')
    app.figure(NAMES[0], '10,812')
    app.figure(NAMES[1], '47.4')
    app.figure(NAMES[2], '765')
    app.figure(NAMES[3], 'abc')  # cannot be read: kept, and told
    app.figure(NAMES[4], '155')
    app.says(t('読めない入力 1件', '1 cell cannot be read'))
    key('F4')
    app.at(NAMES[3], ACTUAL)
    key('7', 'Return')
    app.figure(NAMES[3], '7')
    # the state of the last one, from the list
    app.go(NAMES[4], ACTUAL)
    key('Right')
    app.at(NAMES[4], STATE)
    app.wait_focus('.')
    key('alt+Down')
    wait(lambda: app.tree().find('list item', '確定', 'focused'), 'the list of states')
    key('Down')
    wait(lambda: app.tree().find('list item', '速報', 'focused'), '速報 under the keyboard')
    key('Return')
    app.figure(NAMES[4], '(155)')
    # back and forth
    for _ in range(3):
        app.wait_focus('.')
        key('ctrl+z')
    app.figure(NAMES[4], '591')
    app.figure(NAMES[3], 'abc')  # as it was before it was mended: kept, not read
    app.figure(NAMES[2], '765')
    for _ in range(3):
        app.wait_focus('.')
        key('ctrl+y')
    app.figure(NAMES[4], '(155)')
    app.figure(NAMES[3], '7')
    app.wait_focus('.')
    key('ctrl+s')
    wait(lambda: app.tree().find('label', t('保存済み', 'Saved')), 'the state “saved”')
    problem = app.leave()
    assert not problem, problem
    app = open_entry(home, path)
    for name, value in zip(NAMES, ['10,812', '47.4', '765', '7', '(155)']):
        app.figure(name, value)
    problem = app.leave()
    assert not problem, problem


@journey('what is odd is told while it is typed, and what cannot be read is asked about at the end')
def odd(home):
    app = open_entry(home, saved_plan(home))
    app.at(NAMES[0], ACTUAL)
    app.wait_focus('.')
    typ('107960')
    app.says(re.compile(t('10倍|１０倍|10 倍', '10 times|ten times')))
    key('Escape')
    app.at(NAMES[0], ACTUAL)
    app.wait_focus('.')
    typ('abc')
    key('Return')
    app.says(t('読めない入力 1件', '1 cell cannot be read'))
    app.wait_focus('.')
    key('ctrl+q')
    app.answer(t('^入力へ移動', 'Go There'), t('文書に入っていない入力が1件', '1 entry is not in the document yet'))
    app.at(NAMES[0], ACTUAL)
    app.wait_focus('.')
    key('Escape')
    wait(lambda: app.cell(NAMES[0], ACTUAL) == '', 'the cell as it was')
    problem = app.leave()
    assert not problem, problem


if __name__ == '__main__':
    run_journeys()
