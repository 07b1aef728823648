#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An interrupt at any moment of an import, an undo or a redo leaves the plan as it was, or as it
becomes; never in between."""

import hashlib
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import time

from command import CLI, Folder, ask, main, run

N_ORDERS = 6000
N_MOMENTS = 8


def many_orders(folder):
    random.seed(7)
    rows = ['order,date,customer,sku,qty,price']
    for order in range(N_ORDERS):
        for sku in random.sample(range(3000), 6):
            rows.append(f'{order},2026-01-{order % 28 + 1:02},c{order % 900},S{sku},1,{sku}.50')
    return folder.write('orders.csv', '\n'.join(rows))


def rows_of(plan):
    """Every row of every table; the file may hold free pages in another order."""
    with sqlite3.connect(f'file:{plan}?mode=ro', uri=True) as connection:
        assert connection.execute('PRAGMA integrity_check').fetchall() == [('ok',)]
        digest = hashlib.sha256()
        for name, sql in connection.execute('SELECT name, sql FROM sqlite_master ORDER BY name'):
            digest.update(repr((name, sql)).encode())
            if sql and sql.startswith('CREATE TABLE'):
                for row in connection.execute(f'SELECT * FROM "{name}"'):
                    digest.update(repr(row).encode())
        return digest.hexdigest()


def interrupt(folder, delay, *words):
    """Runs a verb and interrupts it after a while; whether it said that it stopped."""
    command = subprocess.Popen([CLI, '-q', *map(str, words)], env=folder.environment(),
                               stderr=subprocess.PIPE)
    time.sleep(delay)
    command.send_signal(signal.SIGINT)
    command.communicate(timeout=200)
    # Before it listens and after it has ended, an interrupt simply ends it.
    assert command.returncode in (0, 1, -signal.SIGINT), command.returncode
    return command.returncode == 1


def duration(folder, *words):
    start = time.monotonic()
    run(folder, '-q', *words)
    return time.monotonic() - start


def survives(folder, plan, *words):
    """Moments over the whole length of a verb; afterwards the verb can still be run."""
    before = rows_of(plan)
    whole = pathlib.Path(plan).read_bytes()
    length = duration(folder, *words)
    pathlib.Path(plan).write_bytes(whole)
    n_stopped = 0
    for moment in range(N_MOMENTS):
        is_stopped = interrupt(folder, length * (moment + 0.5) / N_MOMENTS, *words)
        n_stopped += is_stopped
        assert not os.path.exists(plan + '-journal')
        if pathlib.Path(plan).read_bytes() != whole and rows_of(plan) != before:
            assert not is_stopped, f'stopped at moment {moment}, yet the plan is another one'
            pathlib.Path(plan).write_bytes(whole)
    assert n_stopped > 0, 'no interrupt met the verb at work'
    run(folder, '-q', *words)


def import_undo_redo():
    folder = Folder()
    plan = folder / 'plan.pannier'
    ask(folder, 'new', plan)
    survives(folder, plan, 'import', plan, many_orders(folder))
    after = ask(folder, 'info', plan)
    assert after['order_lines'] == 6 * N_ORDERS, after
    survives(folder, plan, 'undo', plan)
    assert ask(folder, 'info', plan)['order_lines'] == 0
    survives(folder, plan, 'redo', plan)
    assert ask(folder, 'info', plan) == after


def second_import():
    """The same beside orders that are there already, whose indexes stand."""
    folder = Folder()
    plan = folder / 'plan.pannier'
    ask(folder, 'new', plan)
    ask(folder, 'import', plan, folder.write('first.csv', 'order,sku,qty\nx,S1,1\n'))
    survives(folder, plan, 'import', plan, many_orders(folder))
    survives(folder, plan, 'undo', plan)
    survives(folder, plan, 'redo', plan)
    assert ask(folder, 'info', plan)['order_lines'] == 6 * N_ORDERS + 1


main([import_undo_redo, second_import])
