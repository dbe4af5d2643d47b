#!/usr/bin/python3
"""Journeys on the program itself: its accessibility tree is what is seen, real keys and real file dialogs are what is done, and files are
what is checked. Run: tests/guitest/run-gui.sh, see meson.build; an argument chooses the journeys that have it in their sentence."""
import os
import pwd
import re
import subprocess
import zipfile

from e2e_kit import BIN, Home, Keikakubo, cli, journey, key, run_journeys, wait, workbook

EN = os.environ.get('LANGUAGE') == 'en'


USER = pwd.getpwuid(os.getuid()).pw_name  # whom the program names


def t(ja, en):
    return en if EN else ja


def clean(problem):
    assert not problem, problem


ACTUAL = t('令和3年度 実績', '令和3年度 Actual')


def import_plan(app, plan):
    """Ctrl+Shift+O, the path, the list of problems, the button."""
    app.wait_focus('.')
    key('ctrl+shift+o')
    app.choose(workbook(plan))
    app.answer(t('^取り込む', 'Import'), 'plan.xlsx')
    app.table_ready()


def to_tree(app):
    for _ in range(3):  # details, toolbar, tree
        app.wait_focus('.')
        key('F6')
    wait(lambda: app.tree().find('tree').find('tree item', None, 'focused'), 'the tree focused')


def choose_pdf(app):
    key('space')  # the kind of file has the keyboard: its list opens
    wait(lambda: app.front().find('list item', None, 'focused'), 'the list')
    key('Down')
    wait(lambda: app.front().find('list item', None, 'focused').find('label', 'PDF'), 'PDF under the keyboard')
    key('Return')
    wait(lambda: app.front().find('combo box').find('push button').find('label', 'PDF'), 'PDF chosen')


def start_page(app):
    wait(lambda: app.window().name == t('計画簿', 'Keikakubo'), 'the start page')
    app.wait_focus('.')


def save_as(app, path):
    app.wait_focus('.')
    key('ctrl+s')
    app.choose(path, save=True)
    wait(lambda: os.path.exists(path), 'the file')
    wait(lambda: app.tree().find('label', t('保存済み', 'Saved')), 'the state “saved”')


@journey('a workbook becomes a file and two reports, by keys and dialogs alone')
def whole_day(home):
    app, path = Keikakubo(home), home.file('前期計画.keikaku')
    import_plan(app, 'ichinoseki-h29')
    app.says(t('取り込みました', 'Imported'))
    # the tree: F6 into it, down to the first strategy, and the table follows
    n = len(app.rows())
    to_tree(app)
    [key('Down') for _ in range(3)]
    wait(lambda: 0 < len(app.rows()) < 5, 'the table of the strategy')
    [key('Up') for _ in range(3)]
    wait(lambda: len(app.rows()) > 5, 'the table of the plan')
    key('F6')
    wait(app.cursor, 'the table focused')
    # a cell, undo, redo; the cursor has stayed on the indicator of the strategy: from the top again
    key('ctrl+Home', 'Down')
    wait(lambda: '従業者数' in (app.cursor() or []), 'the first indicator')
    app.go('新規高卒者の管内就職率', ACTUAL)
    app.enter('61.5')
    app.shows('新規高卒者の管内就職率', ACTUAL, '61.5')
    key('ctrl+z')
    app.shows('新規高卒者の管内就職率', ACTUAL, '')
    app.says(t('元に戻しました', 'Undone'))
    key('ctrl+y')
    app.shows('新規高卒者の管内就職率', ACTUAL, '61.5')
    # search
    key('ctrl+f')
    app.get('entry', None, 'focused').set_text('品質管理')
    wait(lambda: len(app.rows()) == 2, 'two indicators')
    key('Escape')
    wait(lambda: len(app.rows()) > 5, 'all indicators')
    # save, close, open
    save_as(app, path)
    key('ctrl+w')
    start_page(app)
    key('ctrl+o')
    app.choose(path)
    app.table_ready()
    app.shows('新規高卒者の管内就職率', ACTUAL, '61.5')
    # reports
    for i, ending in enumerate(('.xlsx', '.pdf')):
        out = home.file('報告' + ending)
        app.wait_focus('.')
        key('ctrl+p')
        app.question(t('KPI一覧・進捗管理表', 'KPI Progress Table'))
        app.wait_focus('KPI', dialog=True)
        if i:
            choose_pdf(app)
        app.answer(t('保存先を選ぶ', 'Choose'))
        app.choose(out, save=True)
        app.says('報告' + ending)
        wait(lambda: os.path.exists(out), out)
    with zipfile.ZipFile(home.file('報告.xlsx')) as z:
        text = ''.join(z.read(n).decode('utf-8') for n in z.namelist() if n.endswith('.xml'))
        assert '新規高卒者の管内就職率' in text and '61.5' in text
    with open(home.file('報告.pdf'), 'rb') as f:
        assert f.read(5) == b'%PDF-'
    clean(app.leave())


def saved_plan(home, name='計画.keikaku', plan='ichinoseki-h29'):
    """a file made by the command-line program"""
    path = home.file(name)
    made = cli(home, 'new', path, '--from', workbook(plan))
    assert os.path.exists(path), made.stderr
    return path


def open_file(app, path):
    app.wait_focus('.')
    key('ctrl+o')
    app.choose(path)
    app.table_ready()


def edit(app, value='61.5'):
    app.go('新規高卒者の管内就職率', ACTUAL)
    app.enter(value)
    app.shows('新規高卒者の管内就職率', ACTUAL, value)


@journey('unsaved changes are asked about, and each answer does what it says')
def unsaved(home):
    path = saved_plan(home)
    app = Keikakubo(home, path)
    app.table_ready()
    edit(app)
    key('ctrl+q')
    app.answer(t('^キャンセル', '^_?Cancel'), t('変更を保存しますか', 'Save the changes'))
    app.shows('新規高卒者の管内就職率', ACTUAL, '61.5')
    clean(app.leave(t('^変更を破棄', 'Discard')))
    app = Keikakubo(home, path)
    app.table_ready()
    app.shows('新規高卒者の管内就職率', ACTUAL, '')
    edit(app, '62.5')
    clean(app.leave(t('^保存', '^_?Save')))
    app = Keikakubo(home, path)
    app.table_ready()
    app.shows('新規高卒者の管内就職率', ACTUAL, '62.5')
    clean(app.leave())


@journey('what was entered before a crash is offered at the next start, with its undo')
def crash(home):
    path = saved_plan(home)
    app = Keikakubo(home, path)
    app.table_ready()
    edit(app)
    app.kill()
    app = Keikakubo(home)
    app.answer(t('^復元', 'Recover'), t('保存されていない入力', 'Unsaved entries'))
    app.table_ready()
    app.says(t('復元しました', 'Recovered'))
    app.shows('新規高卒者の管内就職率', ACTUAL, '61.5')
    key('ctrl+z')
    app.shows('新規高卒者の管内就職率', ACTUAL, '')
    key('ctrl+y')
    app.shows('新規高卒者の管内就職率', ACTUAL, '61.5')
    key('ctrl+s')
    wait(lambda: app.tree().find('label', t('保存済み', 'Saved')), 'the state “saved”')
    clean(app.leave())
    app = Keikakubo(home, path)
    app.table_ready()
    app.shows('新規高卒者の管内就職率', ACTUAL, '61.5')
    clean(app.leave())


@journey('a file that somebody else has open is refused, and who has it is said')
def in_use(home):
    path = saved_plan(home)
    first = Keikakubo(home, path)
    first.table_ready()
    other = Home()
    refused = cli(other, 'set', path, 'A2', 'actual', '2021', '70')
    assert refused.returncode == 3 and USER in refused.stderr, refused.stderr
    second = Keikakubo(other, '--sample', 'ichinoseki-r4')  # never handed to the first
    second.table_ready()
    key('ctrl+o')
    second.choose(path)
    second.question(USER)
    second.answer(t('^読み取り専用', 'Read Only'), t('ほかの人が開いています', 'Somebody else'))
    wait(lambda: second.tree().find('label', t('読み取り専用', 'Read only')), 'the state “read only”')
    second.focus_title('計画 —')
    key('ctrl+q')
    clean(second.ended())
    clean(first.leave())
    other.remove()


@journey('a damaged file is not opened but salvaged into a new one')
def damaged(home):
    path, new = saved_plan(home), home.file('救出.keikaku')
    with open(path, 'r+b') as f:
        f.seek(0, os.SEEK_END)
        f.seek(f.tell() // 4096 // 2 * 4096)
        f.write(b'\xff' * 4096)
    with open(path, 'rb') as f:
        before = f.read()
    app = Keikakubo(home, path)
    app.answer(t('^新しいファイルに救出', 'Salvage'), t('壊れています', 'is damaged'))
    app.choose(new, save=True)
    app.answer(t('^開く', 'Open It'), t('救出しました', 'Salvaged'))
    app.table_ready()
    with open(path, 'rb') as f:
        assert f.read() == before, 'the damaged file was changed'
    clean(app.leave())


SAMPLES = {'ichinoseki-r4': ('2022〜2026', '従業者数'), 'ichinoseki-h29': ('2017〜2021', '従業者数'),
           'morioka-healthtech': ('ヘルステック', 'ヘルステック産業'), 'morioka-grants-r3': ('交付金', 'TOLIC')}


@journey('each sample opens from the start page')
def start_samples(home):
    app = Keikakubo(home)
    for title, indicator in SAMPLES.values():
        app.get('push button', re.compile(title)).do()
        app.table_ready()
        wait(lambda: any(k.startswith(indicator) for k in app.rows()), indicator)
        app.wait_focus('.')
        key('ctrl+w')
        start_page(app)
    clean(app.leave())


@journey('each sample opens by its name on the command line')
def named_samples(home):
    for name, (_, indicator) in SAMPLES.items():
        app = Keikakubo(home, '--sample', name)
        app.table_ready()
        wait(lambda: any(k.startswith(indicator) for k in app.rows()), indicator)
        clean(app.leave())


def brightness():
    shot = subprocess.run(['import', '-window', 'root', '-resize', '1x1!', '-depth', '8', 'gray:-'], capture_output=True, check=True)
    return shot.stdout[0]


@journey('dark and light are chosen in the menu and remembered')
def appearance(home):
    home.settings(maximized=1)
    app = Keikakubo(home, '--sample', 'ichinoseki-h29')
    app.table_ready()
    for name, keys, seen in (('dark', 'r', lambda b: b < 80), ('light', 'g', lambda b: b > 180)):
        app.wait_focus('.')
        key('alt+v')
        app.get('menu item', t('画面の色: 暗い(R)', 'Dark'))
        key(keys)
        wait(lambda: seen(brightness()), name)
    app.wait_focus('.')
    key('alt+v', 'r')
    wait(lambda: brightness() < 80, 'dark')
    clean(app.leave())
    app = Keikakubo(home, '--sample', 'ichinoseki-h29')
    app.table_ready()
    wait(lambda: brightness() < 80, 'still dark')
    clean(app.leave())


@journey('F1 shows the guide, Escape puts it away')
def guide(home):
    app = Keikakubo(home)
    app.get('push button')
    app.wait_focus('.')
    for keys in ('F1', 'ctrl+F1'):
        key(keys)
        wait(lambda: len(app.windows()) == 2, 'the help window')
        app.wait_focus(t('ヘルプ', 'Help'), dialog=True)
        key('Escape')
        wait(lambda: len(app.windows()) == 1, 'the help window closed')
        app.wait_focus('.')
    clean(app.leave())


@journey('two files have two windows; a file opened twice comes forward')
def windows(home):
    a, b = saved_plan(home, 'あ.keikaku'), saved_plan(home, 'い.keikaku', 'morioka-healthtech')
    app = Keikakubo(home, a)
    app.table_ready()
    app.focus_title('あ —')
    key('ctrl+o')
    app.choose(b)
    wait(lambda: len([w for w in app.windows() if w.role == 'frame']) == 2, 'the second window')
    app.focus_title('い —')
    key('ctrl+o')
    app.choose(a)
    app.focus_title('あ —')
    assert len([w for w in app.windows() if w.role == 'frame']) == 2
    again = subprocess.run([BIN, b], env=dict(os.environ, **home.env()), timeout=20)  # hands over to the first
    assert again.returncode == 0
    app.focus_title('い —')
    assert len([w for w in app.windows() if w.role == 'frame']) == 2
    key('ctrl+q')
    clean(app.ended())


@journey('what is no workbook is said to be none')
def no_workbook(home):
    app, path = Keikakubo(home), home.file('名簿.xlsx')
    with open(path, 'w', encoding='utf-8') as f:
        f.write('指標,実績\n')
    app.get('push button')
    app.wait_focus('.')
    key('ctrl+shift+o')
    app.choose(path)
    app.says(t('Excelブック（.xlsx）ではありません', 'is not an Excel workbook'))
    start_page(app)
    clean(app.leave())


if __name__ == '__main__':
    run_journeys()
