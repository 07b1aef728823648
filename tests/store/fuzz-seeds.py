#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the plans that fuzzing starts from: samples, with imports, with a history to undo.

Usage: fuzz-seeds.py PANNIER-CLI FOLDER"""

import json
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

CLI, TARGET = sys.argv[1], pathlib.Path(sys.argv[2])
ORDERS = 'order,date,sku,qty,price,customer,status\n' + ''.join(
    f'{n},2026-01-{n % 28 + 1:02},{sku},{n % 3 + 1},{n % 7 + 2}.50,c{n % 5},'
    f'{"cancelled" if n % 9 == 0 else "completed"}\n'
    for n in range(1, 30) for sku in 'ABCDEF'[:n % 4 + 1])
ACTION = {
    'pannier': 1,
    'products': [{'sku': sku, 'name': f'Product {sku}', 'price': '9.90'} for sku in 'ABCDEF'],
    'relationships': [{'type': 'cross-sell', 'from': 'A', 'to': 'B'},
                      {'type': 'upsell', 'from': 'B', 'to': 'C'}],
    'bundles': [{'sku': 'AB', 'name': 'A and B', 'type': 'mixed', 'components': ['A', 'B'],
                 'price': {'mode': 'percent_off', 'value': 0.1}}],
    'scenarios': [{'name': 'AB', 'bundles': ['AB']}],
}


def cli(*words):
    environment = dict(os.environ, XDG_STATE_HOME=tempfile.gettempdir() + '/pannier-fuzz-state')
    subprocess.run([CLI, '--quiet', *map(str, words)], check=True, env=environment)


def keep(plan, name, page_size=512):
    """Small pages make small plans with the same number of trees in them."""
    kept = TARGET / name
    kept.write_bytes(pathlib.Path(plan).read_bytes())
    with sqlite3.connect(kept, isolation_level=None) as db:
        db.execute(f'PRAGMA page_size = {page_size}')
        db.execute('VACUUM')
    db.close()
    print(f'{kept}: {kept.stat().st_size} bytes')


def main():
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        plan, orders, action = folder / 'p.pannier', folder / 'o.csv', folder / 'a.json'
        orders.write_text(ORDERS)
        action.write_text(json.dumps(ACTION))
        cli('new', plan)
        keep(plan, 'empty')
        cli('apply', plan, action)
        keep(plan, 'applied')
        cli('import', plan, orders, '--as', 'orders')
        keep(plan, 'imported')
        keep(plan, 'imported-4096', 4096)
        cli('undo', plan)
        keep(plan, 'import-undone')
        cli('undo', plan)
        keep(plan, 'all-undone')
        for sample in ('suits', 'footwear', 'phones'):
            plan = folder / f'{sample}.pannier'
            cli('new', plan, '--sample', sample)
            if plan.stat().st_size < 1 << 20:
                keep(plan, sample, 1024)


main()
