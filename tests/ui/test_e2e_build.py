#!/usr/bin/python3
"""A real plan built from nothing with the keyboard alone: the tree of ichinoseki-r4, three indicators, two projects. What is saved is
compared with what the import makes of the published workbook."""
import csv
import os
import re
import sqlite3
import subprocess
import time

from e2e_kit import PLANS, Keikakubo, cli, journey, key, run_journeys, wait, workbook

LEVELS = ['基本理念', '基本方針', '戦略', '施策', '推進事業']
INDICATORS = ['K1', 'K2', 'K4']


def table(name):
    with open(os.path.join(PLANS, 'ichinoseki-r4', name + '.tsv'), encoding='utf-8') as f:
        return list(csv.DictReader(f, delimiter='\t'))


# --- the keyboard

def focused(app):
    for w in reversed(app.windows()):
        found = w.find(None, None, 'focused') if hasattr(w, 'find') else None
        if found:
            return found
    return None


def say(app, text):
    """types TEXT into what has the keyboard, all that is there being selected; typed again where the X server lost a letter"""
    for delay in (35, 80, 160):
        subprocess.run(['xdotool', 'type', '--delay', str(delay), text], check=True)
        end = time.monotonic() + 3
        while time.monotonic() < end:
            n = focused(app)
            if n and n.text() == text:
                return
        key('ctrl+a')
    raise AssertionError('%r was typed, there is %r' % (text, n and n.text()))


def name_row(app, name):
    """types NAME into the row being named; GTK 4.8 does not tell what stands in such a text, so the row itself is looked at"""
    title = name.split(' ', 1)[1] if name[0].isdigit() else name
    for delay in (35, 80, 160):
        subprocess.run(['xdotool', 'type', '--delay', str(delay), name], check=True)
        key('Return')
        row = wait(lambda: app.tree().find('tree').find('tree item', None, 'focused'), 'the row named')
        if row.name.replace('  ', ' ').split('、')[0] in (name, title):
            return
        key('F2')
        wait(lambda: focused(app).role == 'text', 'the name being typed')
        key('ctrl+a')
    raise AssertionError('%r was typed, the row is %r' % (name, row.name))


def tab_to(app, name, role='text'):
    """walks by Tab to the field of that name"""
    pat, seen = re.compile('^(%s)$' % name), []

    def moved():
        n = focused(app)
        return n if n and (n.path, n.name) != here else None
    n = wait(lambda: focused(app), 'a focus')
    for _ in range(60):
        if n.role == role and pat.match(n.name):
            return
        seen.append(n.name)
        if n.role == 'tree item':
            break  # back in the tree, where Tab is another key
        here = (n.path, n.name)
        key('Tab')
        n = wait(moved, 'the focus to move on from %r' % n.name)
    raise AssertionError('no field %s among %s' % (name, seen))


def fill(app, name, text):
    tab_to(app, name)
    key('ctrl+a')
    if text:
        say(app, text)


def to_tree(app):
    for _ in range(6):
        if app.tree().find('tree').find('tree item', None, 'focused'):
            return
        app.wait_focus('.')
        here = focused(app).path
        key('F6')
        wait(lambda: focused(app) and focused(app).path != here, 'the next pane')
    wait(lambda: app.tree().find('tree').find('tree item', None, 'focused'), 'the tree focused')


def row_of(app, name):
    return wait(lambda: app.tree().find('tree').find('tree item', re.compile(re.escape(name))), 'the row ' + name)


def go(app, printed, number):
    """to a row of the tree, which is the NUMBERth below the plan"""
    to_tree(app)
    key('Home')
    [key('Down') for _ in range(number)]
    wait(lambda: app.tree().find('tree').find('tree item', re.compile(re.escape(printed)), 'focused'), 'the row %s focused' % printed)


# --- building

def make_plan(app):
    plan = {r['key']: r['value'] for r in table('plan')}
    app.get('push button')
    app.wait_focus('.')
    key('ctrl+n')
    wait(lambda: len(app.windows()) > 1 and focused(app), 'the window “new plan”')
    fill(app, '計画名|Plan name', plan['title'])
    fill(app, '団体名|Organization', plan['organization'])
    fill(app, '期間|Period', 'R4-R8')
    fill(app, '階層|Levels', '/'.join(LEVELS))
    key('Return')
    wait(lambda: len(app.windows()) == 1, 'the window closed')
    wait(lambda: app.tree().find('tree').find('tree item', plan['title'], 'focused'), 'the plan in the tree')
    app.wait_focus('.')


def make_tree(app, nodes):
    """Enter, the name, Enter; deeper by Ctrl+Enter, back by Shift+Tab"""
    before = -1
    for n in nodes:
        depth = LEVELS.index(n['level'])
        key('ctrl+Return' if depth > before >= 0 else 'Return')
        wait(lambda: focused(app) and focused(app).role == 'text', 'the name being typed')
        name_row(app, printed(n))
        for _ in range(before - depth if before > depth else 0):
            key('shift+Tab')
        before = depth
    wait(lambda: app.tree().find('tree').find('tree item', re.compile(re.escape(nodes[-1]['title'])), 'focused'), 'the last row')


def printed(n):
    return ('%s %s' % (n['number'], n['title'])).strip()


def make_indicator(app, i):
    key('ctrl+shift+n')
    wait(lambda: focused(app) and re.match('指標|Indicator', focused(app).name), 'the form of the indicator')
    fill(app, '指標|Indicator', i['name'])
    fill(app, 'ID', i['id'])
    fill(app, '単位|Unit', i['unit'])
    fill(app, '(指標の)?説明|Meaning', i['meaning'])
    fill(app, '(現状)?把握(の)?方法|.*把握.*|How it is measured', i['source'])
    fill(app, '.*考え方.*|Rationale of the target', i['rationale'])
    tab_to(app, '備考|Note')
    key('Tab', 'Tab')  # direction, kind
    if i['series'] == 'cumulative':
        key('space')
        wait(lambda: focused(app) and focused(app).role != 'push button', 'the list opened')
        key('Down', 'Down', 'Return')
        wait(lambda: focused(app) and focused(app).role == 'push button', 'the list closed')
    fill(app, '現状(値)?|.*基準値.*|Baseline', i['baseline'])
    fill(app, '時点|As of', i['baseline_as_of'])
    tab_to(app, r'(, )?(目標|Target|実績|Actual)(, R\d+, .*)?')
    key('ctrl+Home', 'End')  # the table remembers where the cursor was in that of the indicator before
    wait(lambda: re.match('(目標|Target), R8', focused(app).name), 'the target of R8')
    subprocess.run(['xdotool', 'type', '--delay', '40', i['target']], check=True)
    key('Return')


def make_project(app, p):
    key('ctrl+Insert')
    wait(lambda: focused(app) and focused(app).role == 'text', 'the name of the project being typed')
    name_row(app, '%s %s' % (p['number'], p['name']))
    key('alt+5')
    tab_to(app, '区分.*|新規.*|New or continued')
    say(app, p['status'])
    fill(app, '属性|Category', p['category'])
    key('Tab')


def save(app, path):
    app.wait_focus('.')
    key('ctrl+s')
    wait(lambda: len(app.windows()) > 1 and not any('active' in w.states for w in app.windows()), 'the file dialog')
    key('ctrl+a')
    subprocess.run(['xdotool', 'type', '--delay', '10', path], check=True)
    key('Return')
    wait(lambda: os.path.exists(path), 'the file')


# --- comparing

def facts(path):
    c = sqlite3.connect('file:%s?mode=ro' % path, uri=True)
    c.row_factory = sqlite3.Row

    def rows(sql):
        return [dict(r) for r in c.execute(sql)]
    nodes = {r['id']: r for r in rows('SELECT * FROM node ORDER BY position')}

    def way(node):
        return (way(nodes[node['parent']]) if node['parent'] else ()) + ((node['label'], node['title']),)
    projects = {r['node']: r for r in rows('SELECT * FROM project')}

    def inside(parent):
        out = []
        for n in nodes.values():
            if n['parent'] == parent and n['id'] not in projects:
                out.append((way(n), n['level']))
                out += inside(n['id'])
        return out
    found = {
        'plan': rows('SELECT title, organization, start_fy, end_fy FROM plan'),
        'levels': [r['name'] for r in rows('SELECT name FROM plan_level ORDER BY position')],
        'tree': inside(None),
        'projects': {(way(nodes[i]), nodes[i]['level']): (p['status'], p['category'], p['summary']) for i, p in projects.items()},
        'indicators': {r['code']: r for r in rows('SELECT code, name, unit, meaning, source, rationale, direction, series, role, '
                                                  'period_kind, weight, tolerance FROM indicator')},
        'baselines': {r['code']: r for r in rows('SELECT i.code, b.fy, b.value, b.as_of FROM baseline b JOIN indicator i ON i.id = b.indicator')},
        'targets': {(r['code'], r['fy']): r['value'] for r in rows('SELECT i.code, t.fy, t.value FROM target t JOIN indicator i ON i.id = t.indicator')},
        'places': {r['code']: way(nodes[r['node']]) for r in rows('SELECT i.code, p.node FROM placement p JOIN indicator i ON i.id = p.indicator WHERE is_origin')},
        'bands': rows('SELECT position, label, condition, threshold FROM edition_band ORDER BY position'),
    }
    c.close()
    return found


def compare(built, imported):
    assert built['plan'] == imported['plan'], (built['plan'], imported['plan'])
    assert built['levels'] == imported['levels'] == LEVELS
    assert built['tree'] == imported['tree'], [x for x in zip(built['tree'], imported['tree']) if x[0] != x[1]][:3]
    assert built['bands'] == imported['bands']
    assert sorted(built['indicators']) == INDICATORS
    assert len(built['projects']) == 2 and len(built['targets']) == len(INDICATORS)
    for what in ('indicators', 'baselines', 'targets', 'places', 'projects'):
        for k, v in built[what].items():
            assert imported[what].get(k) == v, (what, k, v, imported[what].get(k))


@journey('a real plan is built from nothing with the keyboard alone and equals the imported one')
def build(home):
    path, other = home.file('plan.keikaku'), home.file('imported.keikaku')
    home.settings(maximized=1)
    nodes, indicators = table('nodes'), {r['id']: r for r in table('indicators')}
    app = Keikakubo(home)
    make_plan(app)
    nodes = list(depth_first(nodes, ''))  # as they are typed: each with what is below it
    make_tree(app, nodes)
    for i in INDICATORS:
        go(app, nodes[0]['title'], 1)
        make_indicator(app, indicators[i])
    strategy = next(i for i, n in enumerate(nodes) if n['id'] == 'S1')
    for p in table('projects')[:2]:
        go(app, nodes[strategy]['title'], 1 + strategy)
        make_project(app, p)
    save(app, path)
    made = cli(home, 'new', other, '--from', workbook('ichinoseki-r4'))
    assert os.path.exists(other), made.stderr
    problem = app.leave()
    assert not problem, problem
    compare(facts(path), facts(other))


def depth_first(nodes, parent):
    for n in nodes:
        if n['parent'] == parent:
            yield n
            yield from depth_first(nodes, n['id'])


if __name__ == '__main__':
    run_journeys()
