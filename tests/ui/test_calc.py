#!/usr/bin/python3
"""Cells to and from a real LibreOffice Calc over the clipboard of a private X server, by the keys a person presses in both."""
import os
import re
import signal
import subprocess
import time
import xml.etree.ElementTree as ET

from e2e_kit import Keikakubo, journey, key, run_journeys, wait

OFFICE = '{urn:oasis:names:tc:opendocument:xmlns:office:1.0}'
TABLE = '{urn:oasis:names:tc:opendocument:xmlns:table:1.0}'
TEXT = '{urn:oasis:names:tc:opendocument:xmlns:text:1.0}'

# a profile that asks nothing at its first start
SETTINGS = '''<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="ShowTipOfTheDay" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="FirstRun" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Setup/Product"><prop oor:name="ooSetupLastVersion" oor:op="fuse"><value>99.9</value></prop></item>
</oor:items>'''

DOCUMENT = '''<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
  office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>
<number:number-style style:name="N1"><number:number number:decimal-places="1" number:min-integer-digits="1"/></number:number-style>
<number:number-style style:name="N2"><number:number number:decimal-places="0" number:min-integer-digits="1" number:grouping="true"/>
</number:number-style>
<style:style style:name="tenths" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="thousands" style:family="table-cell" style:data-style-name="N2"/>
</office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="A">%s</table:table></office:spreadsheet></office:body></office:document>'''


def number(value, style):
    return '<table:table-cell table:style-name="%s" office:value-type="float" office:value="%s"/>' % (style, value)


def word(text):
    return '<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>' % text


def sheet(*rows):
    return DOCUMENT % ''.join('<table:table-row>%s</table:table-row>' % ''.join(r) for r in rows)


def saved_cells(path):
    """(type, value) of the cells of a flat document, row by row; None while it is being written"""
    try:
        table = ET.parse(path).getroot().find('.//' + TABLE + 'table')
    except (ET.ParseError, OSError):
        return None
    rows = []
    for row in table.iter(TABLE + 'table-row'):
        cells = []
        for c in row.findall(TABLE + 'table-cell'):
            kind = c.get(OFFICE + 'value-type')
            text = '\n'.join(''.join(p.itertext()) for p in c.findall(TEXT + 'p'))
            if kind:
                cells.append((kind, c.get(OFFICE + 'value') if kind == 'float' else text))
        rows.append(cells)
    return rows


def clipboard(kind):
    done = subprocess.run(['xclip', '-o', '-selection', 'clipboard', '-t', kind], capture_output=True, check=False)
    return done.stdout.decode('utf-8', 'replace')


class Calc:
    """LibreOffice on a private profile with one flat document."""

    def __init__(self, home, name, contents):
        profile, self.path = home.file('office'), home.file(name)
        os.makedirs(profile + '/user')
        with open(profile + '/user/registrymodifications.xcu', 'w', encoding='utf-8') as f:
            f.write(SETTINGS)
        with open(self.path, 'w', encoding='utf-8') as f:
            f.write(contents)
        self.p = subprocess.Popen(['soffice', '-env:UserInstallation=file://' + profile, '--norestore', '--nologo', '--nolockcheck',
                                   '--calc', self.path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        self.window = wait(lambda: self.xdotool('search', '--onlyvisible', '--name', re.escape(name)).split(), 'Calc', 60)[0]

    @staticmethod
    def xdotool(*args):
        return subprocess.run(['xdotool', *args], capture_output=True, text=True, check=False).stdout.strip()

    def keys(self, *names):
        self.xdotool('windowactivate', '--sync', self.window)
        wait(lambda: self.xdotool('getactivewindow') == self.window, 'Calc in front')
        for name in names:
            self.xdotool('key', '--clearmodifiers', name)

    def until(self, names, condition, what):
        """presses keys that do no harm twice until they have been heard: Calc does not say when it begins to listen"""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            self.keys(*names)
            try:
                return wait(condition, what, 2)
            except AssertionError:
                pass
        raise AssertionError('timeout waiting for %s; there is %r' % (what, saved_cells(self.path)))

    def copy_all(self, marker):
        self.until(('ctrl+Home', 'ctrl+shift+End', 'ctrl+c'), lambda: marker in clipboard('text/html'), 'the copied range')

    def paste_and_save(self, expected):
        def question():
            return self.xdotool('search', '--onlyvisible', '--name', '^Import Options$')
        self.until(('ctrl+Home', 'ctrl+v'), question, 'the question Calc asks about every table that comes as HTML')
        self.xdotool('windowactivate', '--sync', question(), 'key', 'Return')  # as it stands: no dates are made of anything
        wait(lambda: not question(), 'the answered question')
        self.until(('ctrl+s',), lambda: saved_cells(self.path) == expected, 'what was pasted: %r' % (expected,))

    def end(self):
        try:
            os.killpg(self.p.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.p.wait()


# three neighbours in the table and two of its years
NAMES = ('新規高卒者の管内就職率', '従業者一人当たりの粗付加価値額', '誘致企業数')
YEARS = ('令和元年度 実績', '令和2年度 実績')
BEFORE = (('', '47.4'), ('765', ''), ('', ''))


def block(app):
    return tuple(tuple(app.cell(name, year) for year in YEARS) for name in NAMES)


def paste(app):
    app.go(NAMES[0], YEARS[0])
    assert block(app) == BEFORE
    app.wait_focus('.')
    key('ctrl+v')
    wait(lambda: block(app) != BEFORE, 'the pasted values')


def clean(problem):
    assert not problem, problem


@journey('a range copied in Calc is pasted with its exact figures, as one step that stays selected')
def from_calc(home):
    calc = Calc(home, 'range.fods', sheet([number('47.3821', 'tenths'), word('集計中')], [number('10796.25', 'thousands'), word('―')],
                                          [word('▲7'), number('-7.25', 'tenths')]))
    try:
        calc.copy_all('47.3821')
        assert clipboard('text/plain;charset=utf-8').startswith('47.4\t'), 'Calc shows it rounded'
        app = Keikakubo(home, '--sample', 'ichinoseki-h29')
        app.table_ready()
        paste(app)
        # Calc shows 10,796: what it is the rounding of has come
        assert block(app) == (('47.3821', '集計中'), ('10,796.25', '―'), ('▲7', '▲7.25')), block(app)
        wait(lambda: '3 行 2 列' in app.cursor()[-1], 'the selection, not %r' % app.cursor())
        key('ctrl+z')
        wait(lambda: block(app) == BEFORE, 'one step back')
        key('ctrl+y')
        wait(lambda: block(app)[0][0] == '47.3821', 'the step again')
        clean(app.leave('^変更を破棄'))
    finally:
        calc.end()


@journey('what is copied in the table is pasted in Calc: numbers as exact numbers, words as words')
def to_calc(home):
    app = Keikakubo(home, '--sample', 'ichinoseki-h29')
    app.table_ready()
    app.go(NAMES[0], YEARS[0])
    for value in ('集計中', '1234.5678', '▲7.25'):
        app.enter(value)
    wait(lambda: app.cell(NAMES[2], YEARS[0]), 'the last value')
    while not app.cursor()[0].startswith(NAMES[0]):
        where = app.cursor()
        key('Up')
        wait(lambda: app.cursor() != where, 'the cursor to move up')
    key('shift+Right', 'shift+Down', 'shift+Down')
    wait(lambda: '3 行 2 列' in app.cursor()[-1], 'the selection, not %r' % app.cursor())
    key('ctrl+c')
    wait(lambda: '1234.5678' in clipboard('text/html'), 'the copied range')
    calc = Calc(home, 'empty.fods', sheet([]))
    try:
        calc.paste_and_save([[('string', '集計中'), ('float', '47.4')], [('float', '1234.5678')], [('float', '-7.25')]])
    finally:
        calc.end()
    clean(app.leave('^変更を破棄'))


if __name__ == '__main__':
    run_journeys()
