#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is damaged is told and never written to, what is only tried or refused leaves no trace."""

import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys

from command import CLI, Folder, ask, fail, main, run

PAGE = 4096
VERSION_1 = pathlib.Path(sys.argv[2]).parent / 'plan' / 'plans' / 'version-1.pannier'
WINTER = {'pannier': 1, 'scenarios': [{'name': 'Winter'}]}
ORDERS = 'order,date,sku,qty,price,customer\n' + ''.join(
    f'{n},2026-01-05,{sku},1,10.00,c{n}\n' for n in range(1, 90) for sku in 'AB')


class Scene:
    """A plan with orders and one thing planned."""

    def __init__(self):
        self.folder = Folder()
        self.plan = self.folder / 'plan.pannier'
        self.more = self.folder.write('winter.json', WINTER)
        self.orders = self.folder.write('orders.csv', ORDERS)
        run(self.folder, '--quiet', 'new', self.plan)
        run(self.folder, '--quiet', 'import', self.plan, self.orders)
        run(self.folder, '--quiet', 'apply', self.plan, self.folder.write('first.json', {
            'pannier': 1, 'scenarios': [{'name': 'Autumn'}],
            'relationships': [{'type': 'cross-sell', 'from': 'A', 'to': 'B'}]}))

    def sql(self, *statements):
        db = sqlite3.connect(self.plan, isolation_level=None)
        db.execute('PRAGMA ignore_check_constraints = ON')
        for statement in statements:
            db.execute(statement)
        db.close()

    def bytes(self):
        return pathlib.Path(self.plan).read_bytes()

    def files(self):
        return sorted(path.name for path in self.folder.path.iterdir() if path.name.startswith('plan.'))

    def swap_index(self, name):
        """Two entries of an index change places: every page is as it must be, the order is not."""
        db = sqlite3.connect(self.plan)
        root, = db.execute('SELECT rootpage FROM sqlite_schema WHERE name = ?', (name,)).fetchone()
        db.close()
        whole = bytearray(self.bytes())
        at = (root - 1) * PAGE
        while whole[at] == 2:
            at = (int.from_bytes(whole[at + 8:at + 12], 'big') - 1) * PAGE
        assert whole[at] == 10
        whole[at + 8:at + 12] = whole[at + 10:at + 12] + whole[at + 8:at + 10]
        pathlib.Path(self.plan).write_bytes(whole)

    def refuses_to_be_written(self):
        before = self.bytes()
        for words in (['apply', self.plan, self.more], ['undo', self.plan], ['redo', self.plan],
                      ['revert', self.plan, 1],
                      ['import', self.plan, self.folder.write('o.csv', 'order,sku,qty,price\nx,A,1,1\n')]):
            sentence = fail(self.folder, *words)
            assert 'damaged' in sentence, sentence
        assert self.bytes() == before and self.files() == ['plan.pannier'], self.files()
        return sentence


def index_that_does_not_fit():
    scene = Scene()
    scene.swap_index('orders_batch')
    scene.refuses_to_be_written()
    # It can be looked at, and the check that finds it does not make it writable again.
    assert ask(scene.folder, 'info', scene.plan)['order_lines'] == 178
    finding = ask(scene.folder, 'check', scene.plan, status=3)['findings'][0]
    assert finding['code'] == 'damaged-file' and 'orders_batch' in finding['message'], finding
    scene.refuses_to_be_written()
    report = ask(scene.folder, 'rescue', scene.plan, scene.folder / 'saved.pannier')
    assert {row['table']: row['found'] for row in report['tables']}['order_line'] == 178
    assert ask(scene.folder, 'apply', scene.folder / 'saved.pannier', scene.more)['added'] == 1


def rows_without_a_number():
    for table, other in (('orders', 'order_line'), ('order_line', None), ('customer', 'orders'),
                         ('change', 'change_piece')):
        for number in (4611686018427387905, -5):
            scene = Scene()
            column = {'order_line': 'order_id', 'orders': 'customer_id', 'change_piece': 'change_id'}
            pointing = [f'UPDATE {other} SET {column[other]} = {number} WHERE {column[other]} = 1'] if other else []
            scene.sql('BEGIN', f'UPDATE {table} SET id = {number} WHERE id = 1', *pointing, 'COMMIT')
            scene.refuses_to_be_written()
            assert 'damaged' in fail(scene.folder, 'info', scene.plan)


def head_that_no_plan_has():
    scene = Scene()
    whole = scene.bytes()
    for place, values in ((18, (0, 2, 3)), (19, (0, 2, 3, 255)), (20, (8, 255)), (21, (0, 65)), (22, (0, 33)), (23, (0,))):
        for value in values:
            bad = bytearray(whole)
            bad[place] = value
            pathlib.Path(scene.plan).write_bytes(bad)
            assert 'damaged' in fail(scene.folder, 'info', scene.plan), (place, value)
            scene.refuses_to_be_written()


def amounts_beyond_reason():
    for column in ('total_minor', 'quantity_milli', 'discount_minor', 'cost_micros'):
        for value in (9223372036854775807, -9223372036854775807):
            scene = Scene()
            scene.sql(f'UPDATE order_line SET {column} = {value} WHERE id = 7')
            sentence = scene.refuses_to_be_written()
            assert '(order_line, row 7)' in sentence, sentence
    saved = scene.folder / 'saved.pannier'
    report = ask(scene.folder, 'rescue', scene.plan, saved)
    lines = {row['table']: row for row in report['tables']}['order_line']
    assert lines['found'] == 177 and lines['lost'] == 1, lines
    assert ask(scene.folder, 'info', saved)['order_lines'] == 177
    for column in ('price_minor', 'cost_minor'):
        scene = Scene()
        scene.sql(f'UPDATE product SET {column} = -9223372036854775808 WHERE id = 1')
        assert '(product, row 1)' in scene.refuses_to_be_written()
        saved = scene.folder / 'saved.pannier'
        run(scene.folder, '--quiet', 'rescue', scene.plan, saved)
        run(scene.folder, '--quiet', 'apply', saved, scene.more)


def number_that_leads_elsewhere():
    """The plan's own number is part of a folder's name."""
    scene = Scene()
    scene.sql("UPDATE plan SET uuid = '../../../../escaped'")
    scene.refuses_to_be_written()
    assert not list(scene.folder.path.rglob('escaped*'))
    saved = scene.folder / 'saved.pannier'
    report = ask(scene.folder, 'rescue', scene.plan, saved)
    assert report['tables'][0]['placeholders'] == 1, report['tables'][0]
    assert ask(scene.folder, 'info', saved)['order_lines'] == 178


def texts_that_are_none():
    """They harm nobody, so the plan opens; but not without a word."""
    for value, table, column in (("CAST (x'fffe80' AS TEXT)", 'product', 'name'),
                                 ("'a' || char (0) || 'b'", 'scenario', 'note'),
                                 ("printf ('%.*c', 8000000, 'x')", 'product', 'name'),
                                 ("CAST (x'ff' AS TEXT)", 'orders', 'key')):
        scene = Scene()
        assert run(scene.folder, '--json', 'info', scene.plan).stderr == ''
        scene.sql(f'UPDATE {table} SET {column} = {value} WHERE id = (SELECT min(id) FROM {table})')
        said = run(scene.folder, '--json', 'info', scene.plan).stderr
        assert f'({table}, {column}, ' in said, said[:300]
        assert len(said) < 500
        findings = ask(scene.folder, 'check', scene.plan, status=3)['findings']
        assert any(finding['code'] == 'broken-text' for finding in findings), findings
    scene.sql("UPDATE product SET name = CAST (x'ff' AS TEXT)")
    assert '3 texts' in run(scene.folder, 'info', scene.plan).stderr


def log_of_another_program(statement):
    """A plan with a write-ahead log beside it that says @statement, as a program leaves it."""
    scene = Scene()
    source = scene.folder / 'source.pannier'
    shutil.copyfile(scene.plan, source)
    db = sqlite3.connect(source, isolation_level=None)
    db.execute('PRAGMA journal_mode = WAL')
    db.execute('PRAGMA wal_autocheckpoint = 0')
    db.execute(statement)
    for ending in ('', '-wal'):
        shutil.copyfile(source + ending, scene.plan + ending)
    db.close()
    return scene


def crash(scene):
    """Another process is killed while it writes; some of its pages are in the plan already."""
    program = 'import os, signal, sqlite3, sys; db = sqlite3.connect(sys.argv[1], isolation_level=None); ' \
              'db.execute("PRAGMA cache_size = 5"); db.execute("BEGIN IMMEDIATE"); ' \
              'db.execute("UPDATE orders SET key = key || \'x\'"); ' \
              'db.execute("UPDATE order_line SET total_minor = total_minor + 1"); ' \
              'db.execute("CREATE TABLE more (a)"); ' \
              '[db.execute("INSERT INTO more VALUES (zeroblob (3000))") for n in range (50)]; ' \
              'os.kill(os.getpid(), signal.SIGKILL)'
    before = scene.bytes()
    subprocess.run([sys.executable, '-c', program, scene.plan], check=False)
    assert scene.bytes() != before and scene.files() == ['plan.pannier', 'plan.pannier-journal'], scene.files()


def crash_taken_back():
    """Who reads a plan after a crash leaves it as it is; who writes takes back what was half done."""
    scene = Scene()
    before = ask(scene.folder, 'info', scene.plan)
    crash(scene)
    torn = scene.bytes(), pathlib.Path(scene.plan + '-journal').read_bytes()
    for words in (['info', scene.plan], ['log', scene.plan], ['check', scene.plan]):
        said = run(scene.folder, *words, status=3 if words[0] == 'check' else 0).stderr
        assert 'not closed properly' in said, words
    assert ask(scene.folder, 'info', scene.plan) == before
    assert (scene.bytes(), pathlib.Path(scene.plan + '-journal').read_bytes()) == torn
    assert 'not closed properly' in run(scene.folder, 'apply', scene.plan, scene.more).stderr
    assert scene.files() == ['plan.pannier'], scene.files()
    assert ask(scene.folder, 'info', scene.plan)['revenue'] == before['revenue']


def backup_over_a_crash():
    """A copy put in the place of a plan that crashed is not spoilt by the journal of that crash."""
    for words in (['info'], ['apply']):
        scene = Scene()
        backup = scene.folder / 'backup.pannier'
        shutil.copyfile(scene.plan, backup)
        good = scene.bytes()
        before = ask(scene.folder, 'info', backup)
        run(scene.folder, '--quiet', 'import', scene.plan, scene.folder.write(
            'later.csv', ORDERS.replace('\n', '\nlater-').removesuffix('later-')))
        crash(scene)
        journal = pathlib.Path(scene.plan + '-journal').read_bytes()
        shutil.copyfile(backup, scene.plan)
        more = [scene.plan, scene.more] if words == ['apply'] else [scene.plan]
        said = run(scene.folder, *words, *more).stderr
        assert 'does not belong to it' in said, said
        if words == ['info']:
            assert scene.bytes() == good and pathlib.Path(scene.plan + '-journal').read_bytes() == journal
            assert ask(scene.folder, 'info', scene.plan) == before
            continue
        assert 'plan.pannier.journal-refused' in said, said
        assert scene.files() == ['plan.pannier', 'plan.pannier.journal-refused'], scene.files()
        assert pathlib.Path(scene.plan + '.journal-refused').read_bytes() == journal
        assert run(scene.folder, 'undo', scene.plan).stderr == ''
        assert ask(scene.folder, 'info', scene.plan)['revenue'] == before['revenue']
        findings = ask(scene.folder, 'check', scene.plan, status=3)['findings']
        assert not any(finding['code'] == 'damaged-file' for finding in findings), findings


def journal_that_leads_nowhere():
    """Neither with its journal nor without it sound: both stay as they are."""
    scene = Scene()
    crash(scene)
    for path in (scene.plan, scene.plan + '-journal'):
        whole = bytearray(pathlib.Path(path).read_bytes())
        for at in range(2 * PAGE, len(whole) - 64, PAGE):
            whole[at:at + 64] = b'\xa5' * 64
        pathlib.Path(path).write_bytes(whole)
    torn = scene.bytes(), pathlib.Path(scene.plan + '-journal').read_bytes()
    for words in (['info', scene.plan], ['apply', scene.plan, scene.more], ['undo', scene.plan]):
        assert 'damaged' in fail(scene.folder, *words), words
        assert (scene.bytes(), pathlib.Path(scene.plan + '-journal').read_bytes()) == torn, words
        assert scene.files() == ['plan.pannier', 'plan.pannier-journal'], scene.files()


def snapshots_of(scene):
    return [(snapshot['kind'], snapshot['last_action'])
            for snapshot in ask(scene.folder, 'snapshots', scene.plan)['snapshots']]


def snapshots_of_one_second():
    """The whole one of a second is preferred, and each is found by its name."""
    scene = Scene()
    shelf, = (scene.folder.path / 'state' / 'pannier' / 'snapshots').iterdir()
    for path in shelf.glob('*.pannier'):
        path.unlink()
    shutil.copyfile(scene.plan, shelf / '20260102T030405Z-whole.pannier')
    run(scene.folder, '--quiet', 'apply', scene.plan, scene.more)
    kept, = (path for path in shelf.glob('*.pannier') if 'whole' not in path.name)
    kept.rename(shelf / '20260102T030405Z.pannier')
    listed = ask(scene.folder, 'snapshots', scene.plan)['snapshots']
    assert [(snapshot['kind'], snapshot['name']) for snapshot in listed] == [
        ('whole', '20260102T030405Z-whole.pannier'), ('planning', '20260102T030405Z.pannier')], listed
    for number, (words, kind) in enumerate([
            ([], 'whole'), (['--from', '2026-01-02T03:04:05Z'], 'whole'),
            (['--from', '20260102T030405Z.pannier'], 'planning'),
            (['--from', '20260102T030405Z-whole.pannier'], 'whole')]):
        target = scene.folder / f'back-{number}.pannier'
        report = ask(scene.folder, 'restore', scene.plan, target, *words)
        assert report['kind'] == kind, (words, report)
        assert ask(scene.folder, 'info', target)['order_lines'] == (178 if kind == 'whole' else 0), words
    # What was planned can still be taken back in the one without orders.
    assert len(ask(scene.folder, 'undo', scene.folder / 'back-2.pannier')['actions']) == 1
    assert ask(scene.folder, 'info', scene.folder / 'back-2.pannier')['scenarios'] == 0


def snapshot_without_the_orders_to_redo():
    """An import that was undone cannot be done again where its orders are not."""
    scene = Scene()
    assert len(ask(scene.folder, 'undo', scene.plan, 2)['actions']) == 2
    # One of the same second would stay, and be all there is.
    shutil.rmtree(scene.folder.path / 'state' / 'pannier' / 'snapshots')
    run(scene.folder, '--quiet', 'apply', scene.plan, scene.more)
    target = scene.folder / 'back.pannier'
    names = [snapshot['name'] for snapshot in ask(scene.folder, 'snapshots', scene.plan)['snapshots']
             if snapshot['kind'] == 'planning' and snapshot['last_action'] is None]
    assert names, ask(scene.folder, 'snapshots', scene.plan)
    report = ask(scene.folder, 'restore', scene.plan, target, '--from', names[0])
    assert report['kind'] == 'planning', report
    assert ask(scene.folder, 'redo', target)['actions'] == []
    assert ask(scene.folder, 'info', target)['orders'] == 0


def snapshots_of_nothing_new():
    """What has nothing to do or is refused puts nothing on the shelf, and takes nothing from it."""
    scene = Scene()
    run(scene.folder, '--quiet', 'apply', scene.plan, scene.more)
    before = snapshots_of(scene)
    bad = scene.folder.write('bad.json', {'pannier': 1, 'relationships': [
        {'type': 'cross-sell', 'from': 'A', 'to': 'NOBODY'}]})
    for number in range(4):
        assert ask(scene.folder, 'redo', scene.plan)['actions'] == []
        assert snapshots_of(scene) == before, number
    for number in range(4):
        run(scene.folder, 'apply', scene.plan, bad, status=1)
        fail(scene.folder, 'revert', scene.plan, 999)
        # One of the state after “winter.json”, which was not there yet; no more.
        assert len(snapshots_of(scene)) <= len(before) + 1, number
    ask(scene.folder, 'undo', scene.plan, 99)
    n_snapshots = len(snapshots_of(scene))
    assert ask(scene.folder, 'undo', scene.plan)['actions'] == []
    assert len(snapshots_of(scene)) == n_snapshots


def names_of_any_bytes():
    """A name that is no text is a name all the same, and is told as well as it goes."""
    scene = Scene()
    plan, copy, saved, back = (os.fsencode(scene.folder.path) + b'/' + name + b'\xff.pannier'
                               for name in (b'bad', b'copy', b'saved', b'back'))

    def ask_in_bytes(*words):
        result = subprocess.run([CLI, '--json', *words], capture_output=True,
                                env=scene.folder.environment(), check=False)
        assert result.returncode == 0, (words, result.stderr)
        assert b'CRITICAL' not in result.stderr, result.stderr
        return json.loads(result.stdout)

    assert ask_in_bytes('new', plan)['plan'].endswith('bad\N{REPLACEMENT CHARACTER}.pannier')
    ask_in_bytes('import', plan, scene.orders)
    ask_in_bytes('apply', plan, scene.more)
    assert 'copy' in ask_in_bytes('copy', plan, copy)['plan']
    assert 'saved' in ask_in_bytes('rescue', plan, saved)['plan']
    assert 'back' in ask_in_bytes('restore', plan, back)['plan']
    assert ask_in_bytes('info', copy)['order_lines'] == 178
    assert ask_in_bytes('info', saved)['order_lines'] == 178
    # What is gone is found by the place its shelf notes.
    os.unlink(plan)
    assert ask_in_bytes('snapshots', plan)['snapshots']
    for words in (['info', plan], ['rescue', scene.orders.encode() + b'\xfe', saved + b'2'],
                  ['snapshots', b'none\xff'], ['restore', b'none\xff', b'x']):
        said = subprocess.run([CLI, *words], capture_output=True, env=scene.folder.environment(), check=False)
        assert said.returncode == 1 and b'Invalid UTF-8' not in said.stderr, said.stderr
        said.stderr.decode()


def beside_a_long_import():
    """Who reads sees the plan as it was before, who writes is told to wait."""
    scene = Scene()
    before = ask(scene.folder, 'info', scene.plan)
    program = 'import sqlite3, sys; db = sqlite3.connect(sys.argv[1], isolation_level=None); ' \
              'db.execute("PRAGMA cache_size = 5"); db.execute("BEGIN EXCLUSIVE"); ' \
              'db.execute("UPDATE order_line SET total_minor = total_minor + 1"); ' \
              'db.execute("CREATE TABLE more (a)"); ' \
              '[db.execute("INSERT INTO more VALUES (zeroblob (3000))") for n in range(50)]; ' \
              'print("writing", flush=True); sys.stdin.read(); db.execute("ROLLBACK")'
    writer = subprocess.Popen([sys.executable, '-c', program, scene.plan], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, text=True)
    assert writer.stdout.readline() == 'writing\n'
    whole = scene.bytes(), pathlib.Path(scene.plan + '-journal').read_bytes()
    seen = run(scene.folder, '--json', 'info', scene.plan)
    assert json.loads(seen.stdout) == before and 'as it was before' in seen.stderr, seen
    assert 'Try again when it has finished' in fail(scene.folder, 'apply', scene.plan, scene.more)
    assert (scene.bytes(), pathlib.Path(scene.plan + '-journal').read_bytes()) == whole
    assert scene.files() == ['plan.pannier', 'plan.pannier-journal'], scene.files()
    writer.communicate()
    assert ask(scene.folder, 'apply', scene.plan, scene.more)['added'] == 1


def refused_with_a_log():
    refused_as_it_was('CREATE TABLE evil (a)')
    refused_as_it_was('DELETE FROM plan')


def refused_as_it_was(statement):
    scene = log_of_another_program(statement)
    before = scene.bytes(), pathlib.Path(scene.plan + '-wal').read_bytes()
    for words in (['info', scene.plan], ['apply', scene.plan, scene.more], ['mine', scene.plan],
                  ['check', scene.plan]):
        run(scene.folder, '--quiet', *words, status=3 if words[0] == 'check' else 1)
        assert (scene.bytes(), pathlib.Path(scene.plan + '-wal').read_bytes()) == before, words
        assert scene.files() == ['plan.pannier', 'plan.pannier-wal'], scene.files()


def read_with_a_log():
    """Who reads sees what the log says and leaves it; who writes takes it into the plan."""
    scene = log_of_another_program("INSERT INTO scenario (name, created) VALUES ('Logged', 1)")
    before = scene.bytes(), pathlib.Path(scene.plan + '-wal').read_bytes()
    assert 'Logged' in ask(scene.folder, 'info', scene.plan)['scenario_names']
    ask(scene.folder, 'mine', scene.plan, '--top', 1)
    ask(scene.folder, 'suggest', scene.plan)
    assert (scene.bytes(), pathlib.Path(scene.plan + '-wal').read_bytes()) == before
    assert scene.files() == ['plan.pannier', 'plan.pannier-wal'], scene.files()
    ask(scene.folder, 'apply', scene.plan, scene.more)
    assert scene.files() == ['plan.pannier'], scene.files()
    assert {'Logged', 'Winter'} <= set(ask(scene.folder, 'info', scene.plan)['scenario_names'])


def readers_are_in_nobodys_way():
    """A verb that reads holds nothing that a verb that writes would have to wait for, and leaves
    nothing when it is killed."""
    scene = Scene()
    before = scene.bytes()
    reading = subprocess.Popen([CLI, '--quiet', 'mine', scene.plan, '--min-count', '1', '--itemsets'],
                               env=scene.folder.environment(), stdout=subprocess.DEVNULL)
    reading.kill()
    reading.wait()
    assert scene.bytes() == before and scene.files() == ['plan.pannier'], scene.files()
    lock = 'import fcntl, struct, sys; file = open(sys.argv[1], "r+b"); ' \
           'fcntl.fcntl(file, 37, struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 1 << 62, 1, 0)); ' \
           'print("held", flush=True); sys.stdin.read()'
    holder = subprocess.Popen([sys.executable, '-c', lock, scene.plan], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, text=True)
    assert holder.stdout.readline() == 'held\n'
    # Somebody else writes: that is told to who wants to write, and is nothing to who reads.
    assert 'already open' in fail(scene.folder, 'apply', scene.plan, scene.more)
    for words in (['info', scene.plan], ['mine', scene.plan], ['log', scene.plan]):
        assert run(scene.folder, '--json', *words).stderr == '', words
    assert ask(scene.folder, 'import', scene.plan, scene.orders, '--dry-run')['rows_unchanged'] == 178
    holder.communicate()
    assert scene.bytes() == before


def only_tried():
    """A trial writes nothing, into an old plan neither; so it is possible everywhere."""
    scene = Scene()
    more = scene.folder.write('more.csv', 'order,date,sku,qty,price\nnew,2026-02-01,A,1,5.00\n')
    for whole in (scene.bytes(), VERSION_1.read_bytes()):
        pathlib.Path(scene.plan).write_bytes(whole)
        os.utime(scene.plan, (1, 1))
        os.chmod(scene.plan, 0o400)
        report = ask(scene.folder, 'import', scene.plan, more, '--dry-run')
        assert report['orders_new'] == 1 and report['order_lines'] == 1, report
        assert scene.bytes() == whole and os.stat(scene.plan).st_mtime == 1
        assert scene.files() == ['plan.pannier'], scene.files()
        os.chmod(scene.plan, 0o600)


def steps_that_were_there():
    """Fewer than asked for is said; one that fails takes the others with it, so that nothing changed."""
    scene = Scene()
    for n in range(3):
        run(scene.folder, '--quiet', 'apply', scene.plan, scene.folder.write(f'{n}.json', {
            'pannier': 1, 'scenarios': [{'name': f'S{n}'}]}))
    report = ask(scene.folder, 'undo', scene.plan, 99)
    assert len(report['actions']) == 5 and 'Only 5 actions were left' in report['message'], report
    assert 'nothing left to undo' in ask(scene.folder, 'undo', scene.plan)['message']
    report = ask(scene.folder, 'redo', scene.plan, 4)
    assert len(report['actions']) == 4 and 'message' not in report, report
    assert 'Only 1 action was' in run(scene.folder, 'redo', scene.plan, 2).stdout
    scene.sql("UPDATE scenario SET note = 'by other hands' WHERE name = 'S1'")
    before = ask(scene.folder, 'info', scene.plan)
    sentence = fail(scene.folder, 'undo', scene.plan, 4)
    assert '“Apply “1.json”” (2 of 4)' in sentence and 'Nothing was changed' in sentence, sentence
    assert ask(scene.folder, 'info', scene.plan) == before
    assert len(ask(scene.folder, 'undo', scene.plan)['actions']) == 1


def reasons():
    """What was done is in the log with why, and who took it back is not forgotten."""
    scene = Scene()
    run(scene.folder, '--quiet', 'apply', scene.plan, scene.more, '--why', 'for the cold season')
    run(scene.folder, '--quiet', 'import', scene.plan, scene.folder.write(
        'more.csv', 'order,sku,qty,price\nz,A,1,1\n'), '--why', 'the last week')
    run(scene.folder, '--quiet', 'apply', scene.plan, scene.folder.write('no.json', {
        'pannier': 1, 'rejected': [{'type': 'cross-sell', 'from': 'B', 'to': 'A', 'reason': 'obvious'}]}))
    log = ask(scene.folder, 'log', scene.plan)['actions']
    assert [action['why'] for action in log[:4]] == ['obvious', 'the last week', 'for the cold season', None], log
    run(scene.folder, '--quiet', 'undo', scene.plan)
    run(scene.folder, '--quiet', 'redo', scene.plan)
    newest = ask(scene.folder, 'log', scene.plan)['actions'][0]
    assert newest['undone'] is False and newest['undone_by'] == 'tester' and newest['undone_at'], newest
    assert 'for the cold season' in run(scene.folder, 'log', scene.plan).stdout


def lost_orders():
    """Lines whose order is lost stay, under a number that says so."""
    scene = Scene()
    scene.sql('DELETE FROM orders WHERE id BETWEEN 11 AND 30', 'DELETE FROM orders WHERE id = 40')
    saved = scene.folder / 'saved.pannier'
    report = ask(scene.folder, 'rescue', scene.plan, saved)
    counts = {row['table']: row for row in report['tables']}
    assert counts['order_line']['found'] == 178 and counts['order_line']['lost'] == 0, counts
    assert counts['orders']['found'] == 68 and counts['orders']['placeholders'] == 21, counts
    assert 'LOST' in report['message'], report['message']
    info = ask(scene.folder, 'info', saved)
    assert info['order_lines'] == 178 and info['orders'] == 89 and info['revenue'] == '1780.00', info


def cut_short():
    """How much is missing is said, and that nothing is left where nothing is."""
    scene = Scene()
    whole = scene.bytes()
    n_pages = len(whole) // PAGE
    for n_left in (1, 2, n_pages // 2, n_pages - 1):
        pathlib.Path(scene.plan).write_bytes(whole[:n_left * PAGE])
        saved = scene.folder / f'saved-{n_left}.pannier'
        report = ask(scene.folder, 'rescue', scene.plan, saved) if n_left > 1 else None
        if report is None:
            fail(scene.folder, 'rescue', scene.plan, saved)
            continue
        assert f'{n_pages - n_left} of its {n_pages} pages' in report['message'], report['message']
        products = {row['table']: row for row in report['tables']}['product']
        assert ('empty' in report['message']) == (products['found'] + products['placeholders'] == 0), report
    assert 'empty' in ask(scene.folder, 'rescue', scene.folder.write('two.pannier', whole[:2 * PAGE]),
                          scene.folder / 'two-saved.pannier')['message']



def long_name_of_an_old_plan():
    """The copy of before is called by as much of the name as there is room for."""
    folder = Folder()
    name = 'ü' * 117 + '.pannier'
    assert len(name.encode()) == 242
    plan = folder / name
    shutil.copy(VERSION_1, plan)
    run(folder, '--quiet', 'apply', plan, folder.write('winter.json', WINTER))
    run(folder, '--quiet', 'info', plan)
    copies = [path.name for path in folder.path.iterdir() if '(before version' in path.name]
    assert len(copies) == 1 and copies[0].startswith('ü' * 100), copies
    assert (folder.path / copies[0]).read_bytes()[60:64] == VERSION_1.read_bytes()[60:64]


def rescue_of_what_may_not_be_read():
    scene = Scene()
    os.chmod(scene.plan, 0)
    os.chmod(scene.folder.path, 0o777)
    # The superuser may read everything, so somebody else tries.
    other = {'user': 65534} if os.geteuid() == 0 else {}
    try:
        result = subprocess.run([CLI, 'rescue', scene.plan, scene.folder / 'saved.pannier'], text=True,
                                capture_output=True, env=scene.folder.environment(), **other)
    except PermissionError:
        print('# nobody else may run the program here: not tried')
        return
    assert result.returncode == 1 and 'You may not read' in result.stderr, result


main([snapshots_of_one_second, snapshot_without_the_orders_to_redo, snapshots_of_nothing_new,
      names_of_any_bytes, crash_taken_back, backup_over_a_crash, journal_that_leads_nowhere,
      beside_a_long_import, index_that_does_not_fit,
      rows_without_a_number, head_that_no_plan_has, amounts_beyond_reason,
      number_that_leads_elsewhere, texts_that_are_none, refused_with_a_log, read_with_a_log,
      readers_are_in_nobodys_way, only_tried, steps_that_were_there, reasons, lost_orders, cut_short,
      long_name_of_an_old_plan, rescue_of_what_may_not_be_read])
