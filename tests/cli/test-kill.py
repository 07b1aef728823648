#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program is killed while it writes: no acknowledged action is lost, none is half there.

A short round by default; "--rounds 300 --seed 7" kills as often as one likes, "--huge 60" also while an import
above 64 MiB is taken back and done again, which takes some seconds each."""

import hashlib
import os
import pathlib
import random
import shutil
import subprocess
import sys
import time

from command import CLI, Folder, main, run
import plan_state

SHIM = sys.argv[3]
PLAN_LASTS = 10


def option(name, default):
    return int(sys.argv[sys.argv.index(name) + 1]) if name in sys.argv else default


def actions_of(folder, number):
    """An apply or an import that takes a while to write."""
    if number % 2 == 0:
        file = folder.write('more.json', {
            'pannier': 1, 'products': [{'sku': f'N{number}-{i}', 'name': 'N' * 50, 'price': '5.00'}
                                       for i in range(200)]})
        return ['apply', folder / 'plan.pannier', file]
    file = folder.write('orders.csv', 'order,date,sku,qty,price,email\n' + ''.join(
        f'{number}-{i // 3},2026-02-03,N{i % 400},1,5.00,mail{i // 9}@example.org\n'
        for i in range(1200)))
    return ['import', folder / 'plan.pannier', file, '--as', 'orders']


def on_a_copy(folder, words):
    """What the action leaves behind when nobody disturbs it, and how long that takes."""
    copy = folder / 'copy.pannier'
    shutil.copyfile(folder / 'plan.pannier', copy)
    start = time.monotonic()
    run(folder, '--quiet', *[copy if word == folder / 'plan.pannier' else word for word in words])
    return plan_state.rows(copy), time.monotonic() - start


def renamed(state):
    """The copy has another name, and that is all."""
    return {table: rows for table, rows in state.items() if table != 'plan'}


class Tally:
    def __init__(self):
        self.n_kills = self.n_acknowledged = self.n_before = self.n_after = self.n_hot = 0

    def count(self, what, is_acknowledged, is_after):
        assert is_after or not is_acknowledged, f'{what} was acknowledged and is lost'
        self.n_acknowledged += is_acknowledged
        self.n_kills += not is_acknowledged
        self.n_before += not is_acknowledged and not is_after
        self.n_after += not is_acknowledged and is_after

    def __str__(self):
        return (f'{self.n_kills} kills while running ({self.n_before} left the plan as before, '
                f'{self.n_after} as after, {self.n_hot} with a journal to roll back), '
                f'{self.n_acknowledged} actions acknowledged before')


def kill_while(folder, words, seconds, tally):
    """Starts it and kills it so many seconds later. Whether it ended before that."""
    child = subprocess.Popen([CLI, '--quiet', *words], env=folder.environment(),
                             stderr=subprocess.PIPE)
    time.sleep(seconds)
    child.kill()
    complaint = child.communicate()[1]
    assert child.returncode in (0, -9), f'exit status {child.returncode}: {complaint}'
    tally.n_hot += os.path.exists(f'{words[1]}-journal')
    # The next start takes back what was half done; then there is nothing left to find.
    run(folder, '--quiet', 'check', words[1])
    plan_state.check(words[1])
    return child.returncode == 0


def kill_once(folder, words, chance, tally):
    plan = folder / 'plan.pannier'
    before = plan_state.rows(plan)
    after, seconds = on_a_copy(folder, words)
    is_acknowledged = kill_while(folder, words, chance.uniform(0.1, 0.9) * seconds, tally)
    state = plan_state.rows(plan)
    is_after = renamed(state) == renamed(after)
    assert is_after or state == before, f'{words[0]} is half done'
    tally.count(words[0], is_acknowledged, is_after)


def at_random_moments():
    rounds, seed = option('--rounds', 25), option('--seed', 20240301)
    chance = random.Random(seed)
    tally = Tally()
    number = 0
    while tally.n_kills < rounds:
        if number % PLAN_LASTS == 0:
            folder = Folder()
            run(folder, '--quiet', 'new', folder / 'plan.pannier')
        kill_once(folder, actions_of(folder, number), chance, tally)
        number += 1
    print(f'# seed {seed}: {tally}')


def before_every_call():
    """Deterministic and complete: the program ends before its n-th call on the disk."""
    folder = Folder()
    kept = folder / 'kept.pannier'
    plan = folder / 'plan.pannier'
    run(folder, '--quiet', 'new', plan)
    run(folder, '--quiet', *actions_of(folder, 0))
    shutil.copyfile(plan, kept)
    words = ['undo', plan]
    before = plan_state.rows(plan)
    run(folder, '--quiet', *words)
    after = plan_state.rows(plan)
    n_after = number = 0
    while True:
        number += 1
        shutil.copyfile(kept, plan)
        pathlib.Path(f'{plan}-journal').unlink(missing_ok=True)
        # Without older snapshots every run makes the same calls.
        shutil.rmtree(folder.path / 'state', ignore_errors=True)
        environment = dict(folder.environment(), LD_PRELOAD=SHIM, FAULT_AT=str(number),
                           FAULT_FOLDER=str(folder.path), FAULT_MODE='kill')
        environment['ASAN_OPTIONS'] = os.environ.get('ASAN_OPTIONS', '') + ':verify_asan_link_order=0'
        status = subprocess.run([CLI, '--quiet', *words], env=environment, timeout=60).returncode
        plan_state.check(plan)
        state = plan_state.rows(plan)
        assert state in (before, after), f'killed before call {number}: half undone'
        n_after += state == after
        if status == 0:
            break
        assert status == -9, f'call {number}: exit status {status}'
    assert state == after and n_after > 2, 'no call after the commit was met'
    print(f'# killed before each of {number - 1} calls: {n_after - 1} times all was on the disk')


def sum_up(plan):
    """Every row, as one sum: there are 70 MB of them."""
    return hashlib.sha256(repr(plan_state.rows(plan)).encode()).hexdigest()


def import_huge(folder, plan):
    """Something small, and then more than the history keeps."""
    run(folder, '--quiet', 'new', plan)
    run(folder, '--quiet', *actions_of(folder, 0))
    long = 'x' * 1000
    file = folder.write('huge.csv', 'sku,name,brand,category,price\n' + ''.join(
        f'H{i},{long},{long},{long},{i % 90}.90\n' for i in range(24000)))
    run(folder, '--quiet', 'import', plan, file, '--as', 'products')
    os.unlink(file)
    db = plan_state.connect(plan)
    named = db.execute('SELECT snapshot FROM change ORDER BY id DESC LIMIT 1').fetchone()[0]
    db.close()
    assert named, 'the import is in the history and needs no snapshot'
    return named


def forget_snapshots(folder, kept):
    for path in (folder.path / 'state').rglob('*.pannier'):
        if path.name != kept:
            path.unlink()


def while_a_huge_import_comes_and_goes():
    """What is taken back by a snapshot, for the history keeps no more than 64 MiB."""
    folder = Folder()
    plan = folder / 'plan.pannier'
    snapshot = import_huge(folder, plan)
    ways = {}
    for verb in ('undo', 'redo'):
        before, kept = sum_up(plan), folder / f'{verb}.kept'
        shutil.copyfile(plan, kept)
        start = time.monotonic()
        run(folder, '--quiet', verb, plan)
        ways[verb] = kept, time.monotonic() - start, before, sum_up(plan)
    rounds, chance, tally = option('--huge', 0), random.Random(option('--seed', 20240301)), Tally()
    while tally.n_kills < rounds:
        verb = chance.choice(list(ways))
        kept, seconds, before, after = ways[verb]
        forget_snapshots(folder, snapshot)
        pathlib.Path(f'{plan}-journal').unlink(missing_ok=True)
        shutil.copyfile(kept, plan)
        is_acknowledged = kill_while(folder, [verb, plan], chance.uniform(0.05, 1) * seconds, tally)
        state = sum_up(plan)
        assert state in (before, after), f'{verb} is half done'
        tally.count(verb, is_acknowledged, state == after)
        if state == before:
            run(folder, '--quiet', verb, plan)
            assert sum_up(plan) == after, f'{verb} does not lead on after it was killed'
    print(f'# {tally}; undo takes {ways["undo"][1]:.1f} s, redo {ways["redo"][1]:.1f} s')


main([before_every_call, at_random_moments]
     + ([while_a_huge_import_comes_and_goes] if option('--huge', 0) > 0 else []))
