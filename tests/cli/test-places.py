#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk with no room, or that nothing may write to: said in a sentence, and all is well after.

File systems are mounted in a name space of this test's own. Where that is not allowed it says so."""

import contextlib
import os
import pathlib
import shutil
import subprocess
import sys

from command import Folder, ask, fail, main, run
import plan_state

ACTION = {'pannier': 1, 'products': [{'sku': f'D{i}', 'name': 'A new product' * 4, 'price': '3.00'}
                                     for i in range(400)]}
FREE = [4096 * pages for pages in (0, 1, 2, 3, 5, 8, 12, 16)]


@contextlib.contextmanager
def mounted(place, *words):
    subprocess.run(['mount', *map(str, words), str(place)], check=True, capture_output=True)
    try:
        yield
    finally:
        subprocess.run(['umount', place], check=True)


@contextlib.contextmanager
def read_only(place):
    with mounted(place, '--bind', place):
        subprocess.run(['mount', '-o', 'remount,ro,bind', place], check=True)
        yield


def put_plan(folder, place):
    """A plan in @place, undone once, so that there is something to redo."""
    plan = str(place / 'plan.pannier')
    run(folder, '--quiet', 'new', plan)
    run(folder, '--quiet', 'apply', plan, folder.write('first.json', {
        'pannier': 1, 'products': [{'sku': sku, 'price': '1.00'} for sku in 'ABC']}))
    return plan


def fill(place, n_free):
    """Leaves @n_free bytes, or what is nearest to it above."""
    ballast = place / 'ballast'
    with open(ballast, 'wb', buffering=0) as file:
        try:
            while True:
                file.write(b'\1' * 4096)
        except OSError:
            pass
        file.truncate(max(0, file.tell() - n_free))
        os.fsync(file.fileno())
    return ballast


def work_without_room(folder, place):
    plan = put_plan(folder, place)
    action = folder.write('more.json', ACTION)
    before = plan_state.rows(plan)
    n_refused = 0
    for n_free in FREE:
        ballast = fill(place, n_free)
        assert ask(folder, 'info', plan)['products'] == 3
        sentence = fail(folder, 'apply', plan, action)
        assert 'full' in sentence or 'disk' in sentence, sentence
        fail(folder, 'new', str(place / 'second.pannier'))
        assert sorted(path.name for path in place.iterdir() if path.name != 'lost+found') \
            in (['ballast', 'plan.pannier'], ['ballast', 'plan.pannier', 'plan.pannier-journal'])
        run(folder, '--quiet', 'info', plan)
        ballast.unlink()
        plan_state.check(plan)
        assert plan_state.rows(plan) == before, f'{n_free} bytes left: the plan has changed'
        n_refused += 1
    run(folder, '--quiet', 'apply', plan, action)
    assert ask(folder, 'info', plan)['products'] == 403
    print(f'# {n_refused} fillings, 0 to {FREE[-1]} bytes left: each refused, then all went well')


def full_tmpfs():
    folder = Folder()
    place = folder.path / 'small'
    place.mkdir()
    with mounted(place, '-t', 'tmpfs', '-o', 'size=352k', 'none'):
        work_without_room(folder, place)


def full_ext4():
    folder = Folder()
    place, image = folder.path / 'small', folder.path / 'image'
    place.mkdir()
    image.write_bytes(b'')
    os.truncate(image, 2 * 1024 * 1024)
    with contextlib.ExitStack() as stack:
        try:
            subprocess.run(['mkfs.ext4', '-q', '-m', '0', image], check=True, capture_output=True)
            stack.enter_context(mounted(place, '-o', 'loop', image))
        except (OSError, subprocess.CalledProcessError) as fault:
            print(f'# no ext4 in a file can be mounted here, so it was not tried: {fault}')
            return
        work_without_room(folder, place)


def read_only_place():
    """Not even the superuser writes to a file system that is mounted for reading only."""
    folder = Folder()
    place = folder.path / 'place'
    place.mkdir()
    plan = put_plan(folder, place)
    shutil.copytree(place, folder.path / 'kept')
    whole = pathlib.Path(plan).read_bytes()
    with read_only(place):
        assert ask(folder, 'info', plan)['products'] == 3
        assert len(ask(folder, 'log', plan)['actions']) == 1
        run(folder, '--quiet', 'export', plan, '--to', 'json', '--out', folder / 'out')
        for words in (['undo', plan], ['apply', plan, folder.write('more.json', ACTION)],
                      ['import', plan, folder.write('o.csv', 'order,sku,qty,price\n1,A,1,1\n')]):
            assert 'nothing may be written' in fail(folder, *words)
        assert ask(folder, 'import', plan, folder / 'o.csv', '--dry-run')['orders_new'] == 1
        fail(folder, 'new', str(place / 'second.pannier'))
        fail(folder, 'export', plan, '--to', 'json', '--out', str(place / 'out'))
        assert pathlib.Path(plan).read_bytes() == whole


def hot_journal_in_a_read_only_place():
    """It must be rolled back before the plan can be shown, and that is writing."""
    folder = Folder()
    place = folder.path / 'place'
    place.mkdir()
    plan = put_plan(folder, place)
    db = plan_state.connect(plan)
    db.execute('PRAGMA cache_size = 1')
    db.execute('BEGIN')
    db.execute("UPDATE product SET name = 'half done'")
    db.execute("INSERT INTO change_piece VALUES (1, 9, zeroblob (100000))")
    for name in ('plan.pannier', 'plan.pannier-journal'):
        shutil.copyfile(place / name, folder.path / name)
    db.execute('ROLLBACK')
    db.close()
    before = plan_state.rows(plan)
    for name in ('plan.pannier', 'plan.pannier-journal'):
        shutil.copyfile(folder.path / name, place / name)
    with read_only(place):
        sentence = fail(folder, 'info', plan)
    assert 'not closed properly' in sentence, sentence
    # What was not finished is no more in what is rescued than in the plan.
    rescued = str(folder.path / 'rescued.pannier')
    report = ask(folder, 'rescue', plan, rescued)
    assert {row['table']: row['found'] for row in report['tables']}['product'] == 3
    names = plan_state.connect(rescued).execute('SELECT DISTINCT name FROM product').fetchall()
    assert names and all(name != 'half done' for name, in names), names
    # As the sentence says: together with its journal, in another folder.
    assert ask(folder, 'info', folder / 'plan.pannier')['products'] == 3
    assert plan_state.rows(folder / 'plan.pannier') == before


def log_in_a_read_only_place():
    """What another program left in a log belongs to the plan, so it is not shown without."""
    folder = Folder()
    place = folder.path / 'place'
    place.mkdir()
    plan = put_plan(folder, place)
    source = str(folder.path / 'source.pannier')
    shutil.copyfile(plan, source)
    db = plan_state.connect(source)
    db.execute('PRAGMA journal_mode = WAL')
    db.execute("INSERT INTO scenario (name, created) VALUES ('Logged', 1)")
    for ending in ('', '-wal'):
        shutil.copyfile(source + ending, plan + ending)
    db.close()
    with read_only(place):
        for words in (['info', plan], ['apply', plan, folder.write('more.json', ACTION)]):
            sentence = fail(folder, *words)
            assert '“-wal”' in sentence and 'Copy both' in sentence, sentence
    shutil.copytree(place, folder.path / 'elsewhere')
    assert 'Logged' in ask(folder, 'info', folder.path / 'elsewhere' / 'plan.pannier')['scenario_names']


def enter_own_mounts():
    """Starts again where mounting is nobody else's business; False where that is not allowed."""
    flags = '-m' if os.geteuid() == 0 else '-rm'
    tried = subprocess.run(['unshare', flags, 'mount', '-t', 'tmpfs', 'none', '/mnt'],
                           capture_output=True, text=True)
    if tried.returncode != 0:
        print('1..1')
        print('ok 1 places')
        print(f'# nothing can be mounted here, so no place was tried: {tried.stderr.strip()}')
        return
    os.execvp('unshare', ['unshare', flags, sys.executable, *sys.argv, '--inside'])


if '--inside' in sys.argv:
    main([full_tmpfs, full_ext4, read_only_place, hot_journal_in_a_read_only_place,
          log_in_a_read_only_place])
else:
    enter_own_mounts()
