#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every call on the disk fails once, and from then on: one sentence, and a plan as it was.

In the suite each call fails in one of the ways in turn. With --all it fails in each of them."""

import errno
import json
import os
import shutil
import subprocess
import sys

from command import CLI, Folder, main, run
import plan_state

SHIM = sys.argv[3]
ALL = '--all' in sys.argv
WAYS = [(errno.EIO, 'once'), (errno.ENOSPC, 'on'), (errno.EROFS, 'once'),
        (errno.EIO, 'on'), (errno.ENOSPC, 'once'), (errno.EROFS, 'on')]
ORDERS = 'order,date,sku,qty,price,customer\n' + ''.join(
    f'{n},2026-01-05,{sku},1,10.00,c{n}\n' for n in range(1, 40) for sku in ('A', 'B'))
ACTION = {'pannier': 1,
          'products': [{'sku': sku, 'name': f'Product {sku}', 'price': '12.00'} for sku in 'ABC'],
          'relationships': [{'type': 'cross-sell', 'from': 'A', 'to': 'B'}],
          'bundles': [{'sku': 'AB', 'name': 'AB', 'type': 'mixed', 'components': ['A', 'B'],
                       'price': {'mode': 'percent_off', 'value': 0.1}}]}


class Scene:
    """A plan in a folder of its own, and what is done to it."""

    def __init__(self, words, *, has_plan=True):
        self.folder = Folder()
        self.place = self.folder.path / 'place'
        self.plan = str(self.place / 'plan.pannier')
        self.orders = self.folder.write('orders.csv', ORDERS)
        self.action = self.folder.write('action.json', ACTION)
        self.words = words(self)
        self.place.mkdir()
        if has_plan:
            run(self.folder, '--quiet', 'new', self.plan)
            run(self.folder, '--quiet', 'apply', self.plan, self.action)
        self.kept = self.folder.path / 'kept'
        shutil.copytree(self.place, self.kept)
        self.before = self.see()
        run(self.folder, '--quiet', *self.words)
        self.after = self.see()
        assert self.after != self.before, 'this scene changes nothing'

    def set_back(self):
        shutil.rmtree(self.place)
        shutil.copytree(self.kept, self.place)
        # Without older snapshots every run makes the same calls.
        shutil.rmtree(self.folder.path / 'state', ignore_errors=True)

    def see(self):
        """Plan and files written beside it; a hidden file that was never finished is neither."""
        files = sorted(str(path.relative_to(self.place)) for path in self.place.rglob('*')
                       if path.is_file() and '.pannier' not in path.name)
        return plan_state.rows(self.plan), files

    def litter(self):
        return [path.name for path in self.place.rglob('*')
                if path.is_file() and path.name.startswith('.')]

    def run_failing(self, number, code, mode, reads=False, words=None, ways=('', '')):
        """Returns the exit status and which call failed, None when there were fewer calls."""
        note = self.folder.path / 'note'
        note.unlink(missing_ok=True)
        environment = dict(self.folder.environment(), LD_PRELOAD=SHIM, FAULT_AT=str(number),
                           FAULT_FOLDER=str(self.place), FAULT_ERRNO=str(code), FAULT_MODE=mode,
                           FAULT_NOTE=str(note), FAULT_FROM=ways[0], FAULT_TO=ways[1])
        # The sanitizer wants to be loaded first and is content to be second.
        environment['ASAN_OPTIONS'] = os.environ.get('ASAN_OPTIONS', '') + ':verify_asan_link_order=0'
        if reads:
            environment['FAULT_READS'] = '1'
        result = subprocess.run([CLI, '--json', *map(str, words or self.words)], capture_output=True, text=True,
                                env=environment, timeout=60)
        return result, note.read_text().strip() if note.exists() else None


def judge(scene, result, call, mode):
    """Whether what is left is what was, or what should be, and the merchant was told which."""
    sentence = result.stderr.strip()
    if result.returncode == 1:
        assert result.stdout == '', f'printed {result.stdout[:100]!r} although it failed'
        assert sentence and '\n' not in sentence, f'not one sentence: {sentence!r}'
        assert '/.' not in sentence, f'names what nobody sees: {sentence!r}'
    else:
        assert result.returncode == 0, f'exit status {result.returncode}: {sentence}'
        # A snapshot that could not be kept stops nothing, but is said.
        assert sentence == '' or 'no snapshot of the plan' in sentence, f'done, but said {sentence!r}'
        json.loads(result.stdout)
    if os.path.exists(scene.plan + '-journal') or mode == 'on':
        run(scene.folder, '--quiet', 'info', scene.plan,
            status=0 if os.path.exists(scene.plan) else 1)
    if os.path.exists(scene.plan):
        plan_state.check(scene.plan)
    state = scene.see()
    if result.returncode == 0:
        assert state == scene.after, 'said to be done, but it is not'
    else:
        assert state[0] in (scene.before[0], scene.after[0]), 'the plan is half changed'
    if mode == 'once' and 'unlink' not in call:
        assert not scene.litter(), f'left behind: {scene.litter()}'
    return result.returncode


def walk(words, *, has_plan=True, reads=False):
    scene = Scene(words, has_plan=has_plan)
    n_runs = n_done = n_late = 0
    number = 1
    while True:
        ways = WAYS if ALL else [WAYS[number % len(WAYS)]]
        if reads:
            ways = [(errno.EIO, 'once'), (errno.EIO, 'on')] if ALL else [(errno.EIO, 'once')]
        for code, mode in ways:
            scene.set_back()
            result, call = scene.run_failing(number, code, mode, reads)
            if call is None:
                break
            try:
                status = judge(scene, result, call, mode)
            except (AssertionError, ValueError) as fault:
                raise AssertionError(f'call {number} ({call}) failed {mode} with '
                                     f'{errno.errorcode[code]}: {fault}') from fault
            n_runs += 1
            n_done += status == 0
            if status == 1 and scene.see() == scene.after:
                n_late += 1
                print(f'# {call} {errno.errorcode[code]} {mode}: done on disk, yet {result.stderr.strip()}')
        if call is None:
            break
        number += 1
    assert result.returncode == 0 and scene.see() == scene.after, result.stderr
    assert number > 3, 'no call was seen: is the shim loaded?'
    print(f'# {number - 1} calls, {n_runs} runs, {n_runs - n_done} failed with a sentence, '
          f'{n_done} went well all the same, {n_late} failed when all was on the disk')


def new():
    walk(lambda scene: ['new', scene.plan], has_plan=False)


def apply():
    walk(lambda scene: ['apply', scene.plan, scene.folder.write(
        'more.json', {'pannier': 1, 'products': [{'sku': 'D', 'name': 'D', 'price': '3.00'}],
                      'relationships': [{'type': 'upsell', 'from': 'A', 'to': 'D'}]})])


def import_orders():
    walk(lambda scene: ['import', scene.plan, scene.orders, '--as', 'orders'])


def undo():
    walk(lambda scene: ['undo', scene.plan])


def export():
    walk(lambda scene: ['export', scene.plan, '--to', 'woocommerce', '--out', scene.place / 'out'])


def reading():
    walk(lambda scene: ['undo', scene.plan], reads=True)


def nothing_beside():
    """A disk that is full from any write on, and a program that is killed at it, leave the folder
    as it was, the latter from the next use of the folder on."""
    scene = Scene(lambda scene: ['copy', scene.plan, scene.place / 'copy'])
    beside = sorted(path.name for path in scene.kept.iterdir())
    for mode in ('full', 'kill'):
        for words in (scene.words, ['new', scene.place / 'new.pannier', '--currency', 'EUR']):
            number = 0
            while True:
                number += 1 if number < 14 or ALL else 9
                scene.set_back()
                result, call = scene.run_failing(number, errno.ENOSPC, mode, words=words)
                if call is None:
                    break
                assert result.returncode == (1 if mode == 'full' else -9), (mode, number, result)
                if mode == 'full' and words[0] == 'new':
                    assert 'was not made' in result.stderr, result.stderr
                if mode == 'kill':
                    for held in scene.place.glob('.pannier.??????'):
                        if held.stat().st_size == 0:
                            os.utime(held, (1, 1))
                    run(scene.folder, '--quiet', 'new', scene.place / 'next')
                    (scene.place / 'next').unlink()
                    (scene.place / 'copy').unlink(missing_ok=True)
                    (scene.place / 'new.pannier').unlink(missing_ok=True)
                left = sorted(path.name for path in scene.place.iterdir())
                assert left == beside, f'{mode} at call {number} ({call}) of {words[0]}: {left}'
            assert number > 5, 'no call was seen: is the shim loaded?'


def moved_away():
    """The plan is renamed, or another one put in its place, at any call: what was not saved before
    is never said to be saved."""
    for words, fates in ((lambda scene: ['apply', scene.plan, scene.folder.write('more.json', {
            'pannier': 1, 'products': [{'sku': 'D', 'name': 'D'}]})], ('renamed', 'replaced')),
                         (lambda scene: ['import', scene.plan, scene.orders], ('renamed',))):
        scene = Scene(words)
        other = str(scene.place / 'other.pannier')
        moved = str(scene.place / 'moved.pannier')
        run(scene.folder, '--quiet', 'new', scene.folder.path / 'other.pannier')
        for fate in fates:
            ways = (scene.plan, moved) if fate == 'renamed' else (other, scene.plan)
            number = n_late = 0
            is_begun = is_saved = False
            while True:
                number += 1
                scene.set_back()
                shutil.copy(scene.folder.path / 'other.pannier', other)
                result, call = scene.run_failing(number, 0, 'move', ways=ways)
                if call is None:
                    break
                where = f'{scene.words[0]}: {call} (call {number}), {result.stderr.strip()}'
                if result.returncode == 0:
                    assert is_saved, f'said to be done: {where}'
                else:
                    sentence = result.stderr.strip()
                    assert result.returncode == 1 and '\n' not in sentence, where
                    assert 'was moved' in sentence or not is_begun, where
                    n_late += 'went into a file' in sentence
                assert not os.path.exists(scene.plan + '-journal'), where
                if fate == 'renamed':
                    rows = plan_state.rows(moved)
                    is_late = result.returncode == 0 or 'went into a file' in result.stderr
                    assert rows == (scene.after if is_late else scene.before)[0], where
                else:
                    assert (scene.place / 'plan.pannier').read_bytes() \
                        == (scene.folder.path / 'other.pannier').read_bytes(), where
                is_begun = is_begun or (call.startswith('open') and call.endswith('-journal'))
                # The journal is removed by the commit; the folder is flushed after that.
                is_saved = is_saved or (call.startswith('unlink') and call.endswith('-journal'))
            assert number > 10 and n_late > 0, (number, n_late)


main([nothing_beside, new, apply, import_orders, undo, export, reading, moved_away])
