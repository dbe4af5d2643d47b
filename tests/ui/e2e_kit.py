"""What every journey needs: the program on a private home, the words it says, files it wrote."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(ROOT, 'tests', 'guitest'))
from gtkax import App, key, screenshot, typ, wait  # noqa: E402

APP_ID = 'jp.keikakubo.Keikakubo'
BIN = os.environ['GUI_BIN']
CLI = os.environ.get('GUI_CLI', '')
PLANS = os.path.join(ROOT, 'tests', 'data', 'plans')
COMPLAINT = re.compile(r'CRITICAL|WARNING|ERROR|Sanitizer|==\d+==')


def workbook(plan):
    return os.path.join(PLANS, plan, 'plan.xlsx')


class Home:
    """A folder that is a person's home: settings, working copies and documents live below it."""

    def __init__(self):
        self.path = tempfile.mkdtemp(prefix='kkb-e2e-')

    def file(self, name):
        return os.path.join(self.path, name)

    def env(self):
        e = {'HOME': self.path}
        for kind in ('CONFIG', 'DATA', 'CACHE', 'STATE'):
            e['XDG_%s_HOME' % kind] = self.file(kind.lower())
        os.makedirs(self.file('config/gtk-4.0'), exist_ok=True)
        shutil.copy(os.path.join(os.environ['XDG_CONFIG_HOME'], 'gtk-4.0', 'settings.ini'), self.file('config/gtk-4.0'))
        return e

    def settings(self, **values):
        os.makedirs(self.file('config/keikakubo'), exist_ok=True)
        with open(self.file('config/keikakubo/settings.ini'), 'w', encoding='utf-8') as f:
            f.write('[window]\n' + ''.join('%s=%s\n' % (k.replace('_', '-'), v) for k, v in values.items()))

    def remove(self):
        shutil.rmtree(self.path, ignore_errors=True)


class Keikakubo(App):
    running = []

    def __init__(self, home, *args, env=None):
        self.home, self.err = home, home.file('stderr.log')
        e = dict(home.env(), G_DEBUG='fatal-criticals', **(env or {}))
        subprocess.run(['xdotool', 'mousemove', '2', '2'], check=True)  # what lies under the pointer takes part
        wrap = os.environ.get('GUI_BIN_WRAP', '').split()
        super().__init__(*wrap, BIN, *args, app_id=APP_ID, env=e, log=self.err)
        Keikakubo.running.append(self)

    # --- what is seen
    def front(self):
        """the window opened last: the question if there is one"""
        return self.windows()[-1]

    def says(self, what, timeout=None):
        """the message line, or any label that is in the tree (also of pages not shown: ask for words that come with the event)"""
        pat = what if hasattr(what, 'search') else re.compile(re.escape(what))
        return wait(lambda: next((n for n in self.tree().walk() if n.name and pat.search(n.name)), None),
                    'the words %r' % (what,), timeout)

    def rows(self):
        """the indicators in sight: name -> {head: value}"""
        out = {}
        table = self.tree().find('table')
        for r in table.all('table row') if table else []:
            cells = {}
            for c in r.kids:
                head, _, value = c.name.rpartition(' ')
                cells[head] = value
            if len(r.kids) > 1 and r.kids[0].role == 'table cell':  # neither the head nor a heading
                out[r.name] = cells
        return out

    def cell(self, row, head):
        return next((v.get(head) for k, v in self.rows().items() if k.startswith(row)), None)

    def shows(self, row, head, value):
        wait(lambda: self.cell(row, head) == value, '%r in %s, %s; there is %r' % (value, row, head, self.cell(row, head)))

    def table_ready(self, n=1):
        wait(lambda: len(self.rows()) >= n, 'a table with rows')
        wait(lambda: self.cursor(), 'the cursor')
        self.wait_focus('.')

    def cursor(self):
        """row name (but where it is the cell itself), head and value of the cell that has the keyboard"""
        table = self.tree().find('table')
        t = table.find('text', None, 'focused') if table else None
        return t.name.split(', ') if t and ', ' in t.name else None

    def go(self, row, head):
        """walks to a cell by the arrow keys"""
        for name, n in (('Down', row), ('Right', head)):
            for _ in range(40):
                where = wait(self.cursor, 'the cursor')
                if any(part.startswith(n) for part in where):
                    break
                self.wait_focus('.')
                key(name)
                wait(lambda: self.cursor() != where, 'the cursor to move on from %r' % (where,))
            else:
                raise AssertionError('no cell %s, %s' % (row, head))

    def enter(self, text):
        """types into the cell under the cursor; text that keys do not have comes through the accessibility bus"""
        self.wait_focus('.')
        if text.isascii():
            typ(text)
        else:
            key('F2')
            wait(lambda: self.tree().find('text', None, 'focused'), 'the editor').set_text(text)
        key('Return')

    def question(self, what=None):
        """the question in front of the window, freshly read"""
        def f():
            w = self.windows()
            q = w[-1] if len(w) > 1 and w[-1].find('push button') else None
            return q if q and (what is None or any(what in n.name for n in q.walk())) else None
        return wait(f, 'a question %r' % what)

    def answer(self, label, what=None):
        q = self.question(what).path
        self.question(what).find('push button', re.compile(label)).do()
        wait(lambda: self.p.poll() is not None or all(w.path != q for w in self.windows()), 'the question answered')

    def focus_title(self, title):
        """waits until the window with TITLE is in front (gtkax looks at the first window only)"""
        def f():
            o = subprocess.run(['xdotool', 'getactivewindow', 'getwindowname'], capture_output=True, text=True).stdout
            return title in o and any('active' in w.states and title in w.name for w in self.windows())
        wait(f, 'the window %s in front' % title)

    # --- the file dialog
    def choose(self, path, save=False):
        d = wait(lambda: (lambda w: 'modal' in w.states and w.find('push button', 'GtkToggleButton') and w)(self.front()), 'the file dialog')
        chooser = d.path
        wait(lambda: not any('active' in w.states for w in self.windows()), 'the file dialog has the keyboard')

        def now():
            return next(w for w in self.windows() if w.path == chooser)
        if not save:
            key('ctrl+l')
            wait(lambda: now().find('text', 'GtkFileChooserEntry'), 'the location entry')
        now().find('text').set_text(path)
        wait(lambda: 'sensitive' in now().all('push button')[-1].states, 'the last button, which accepts')
        now().all('push button')[-1].do()
        wait(lambda: all(w.path != chooser for w in self.windows()), 'the file dialog closed')

    # --- the end
    def leave(self, answer=None):
        """Ctrl+Q, ANSWER to the question about unsaved changes; returns what was wrong, '' = nothing."""
        self.wait_focus('.')
        key('ctrl+q')
        if answer:
            self.answer(answer)
        return self.ended()

    def ended(self):
        try:
            rc = self.p.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()
            return 'it did not end'
        return self.check(rc)

    def check(self, rc):
        if self.log:
            self.log.close()
            self.log = None
        with open(self.err, encoding='utf-8', errors='replace') as f:
            text = f.read()
        bad = [line for line in text.splitlines() if COMPLAINT.search(line)]
        return '' if rc == 0 and not bad else 'exit code %s\n%s' % (rc, '\n'.join(bad) or text)

    def kill(self):
        self.p.kill()
        self.p.wait()
        if self.log:
            self.log.close()
            self.log = None


def cli(home, *args):
    return subprocess.run([CLI, *args], env=dict(os.environ, **home.env()), capture_output=True, text=True)


# --- TAP
JOURNEYS = []


def journey(sentence):
    """A function of one Home; the sentence says what a user gets."""
    def f(func):
        JOURNEYS.append((sentence, func))
        return func
    return f


def run_journeys():
    wanted = [a for a in sys.argv[1:] if not a.startswith('-')]
    chosen = [(s, f) for s, f in JOURNEYS if not wanted or any(w in s for w in wanted)]
    failed = False
    print('TAP version 13\n1..%d' % len(chosen), flush=True)
    for i, (sentence, func) in enumerate(chosen, 1):
        home = Home()
        try:
            func(home)
            print('ok %d - %s' % (i, sentence), flush=True)
        except BaseException:
            failed = True
            print('not ok %d - %s' % (i, sentence), flush=True)
            for line in traceback.format_exc().splitlines():
                print('# ' + line, flush=True)
            folder = os.environ.get('GUI_ARTIFACTS')
            if folder:
                os.makedirs(folder, exist_ok=True)
                screenshot(os.path.join(folder, 'failed-%d.png' % i))
        finally:
            for app in Keikakubo.running:
                if app.p.poll() is None:
                    app.kill()
            Keikakubo.running.clear()
            home.remove()
    sys.exit(failed)
