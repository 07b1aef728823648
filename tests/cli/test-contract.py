#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What scripts rely on: exit statuses, one JSON document, the keys each verb promises."""

import json
import os
import pathlib
import subprocess

from command import CLI, Folder, ask, fail, main, run


def usage():
    folder = Folder()
    for words in ([], ['nonsense'], ['info'], ['new'], ['import', 'only-a-plan'], ['mine'],
                  ['simulate', 'p'], ['optimise', 'p'], ['export', 'p'], ['chart', 'p', 'price'],
                  ['info', 'p', '--no-such-option'], ['new', 'p', '--currency', 'euro']):
        result = run(folder, *words, status=2)
        assert result.stdout == '' and result.stderr
    assert 'pannier-cli' in run(folder, '--help').stdout
    assert run(folder, '--version').stdout.startswith('pannier-cli ')


def without_display():
    environment = {key: value for key, value in os.environ.items()
                   if key not in ('DISPLAY', 'WAYLAND_DISPLAY')}
    assert subprocess.run([CLI, '--version'], env=environment, check=True)
    libraries = subprocess.run(['ldd', CLI], capture_output=True, text=True, check=True).stdout
    assert 'libgtk' not in libraries and 'libadwaita' not in libraries


def promised_keys():
    folder = Folder()
    plan = folder / 'shop.pannier'
    assert ask(folder, 'new', plan, '--sample', 'footwear') == {'plan': plan, 'currency': 'EUR'}
    promised = {
        ('info', plan): 'products orders order_lines customers relationships bundles scenarios '
                        'first_order last_order aov aov_median units_per_order revenue '
                        'contribution margin_share data_hash scenario_names bundle_skus',
        ('mine', plan): 'baskets items min_count rules',
        ('mine', plan, '--itemsets'): 'baskets items min_count itemsets',
        ('suggest', plan): 'suggestions',
        ('simulate', plan, '--scenario', 'Trail set', '--shoppers', '4096'):
            'baseline scenario delta shoppers seed inputs_hash assumptions',
        ('optimise', plan, '--bundle', 'TRAIL-SET', '--shoppers', '4096'):
            'price band_low band_high tie_proof_price profit profit_at_current curve',
        ('log', plan): 'actions',
        ('export', plan, '--to', 'json', '--out', folder / 'out'): 'files losses',
        ('chart', plan, 'scatter', '--out', folder / 's.svg'): 'file data_hash',
    }
    for words, keys in promised.items():
        missing = set(keys.split()) - set(ask(folder, *words))
        assert not missing, (words, missing)
    rule = ask(folder, 'mine', plan, '--top', 1)['rules'][0]
    assert set('if then count support confidence lift leverage conviction kulczynski imbalance '
               'chi_square p_value q_value lift_low lift_high'.split()) <= set(rule)
    suggestion = ask(folder, 'suggest', plan, '--top', 1)['suggestions'][0]
    assert {'type', 'from', 'to', 'sentence', 'expected_margin'} <= set(suggestion)
    action = ask(folder, 'log', plan)['actions'][0]
    assert {'id', 'when', 'who', 'what'} <= set(action)


def market():
    folder = Folder()
    case = {'id': 'stigler', 'family': 'discrete2', 'task': 'optimise',
            'inputs': {'shoppers': [[8000, 2500], [7000, 3000]], 'weight': [1, 1],
                       'cost': [0, 0], 'strategies': ['components', 'pure', 'mixed']}}
    file = folder.write('market.json', {'cases': [case], 'datasets': {}})
    result, = ask(folder, 'market', file)['results']
    assert result['id'] == 'stigler'
    # Stigler, "United States v. Loew's Inc.", 1963: 19,000 apart, 20,000 in one block.
    assert result['result']['components']['profit'] == 19000
    assert result['result']['pure']['profit'] == 20000


def same_bytes():
    """The same file and seed give the same bytes."""
    folder = Folder()
    plans = [folder / name for name in ('one.pannier', 'two.pannier')]
    for plan in plans:
        ask(folder, 'new', plan, '--sample', 'phones')
    for words in (('mine', '--min-count', '20'), ('suggest',)):
        first, second = (run(folder, '--json', words[0], plan, *words[1:]).stdout
                         for plan in plans)
        assert first == second, words


def people_read_tables():
    folder = Folder()
    plan = folder / 'shop.pannier'
    run(folder, 'new', plan, '--sample', 'footwear')
    table = run(folder, 'suggest', plan, '--top', 3).stdout
    assert 'sentence' in table and '{' not in table
    assert run(folder, '--quiet', 'info', plan).stdout == ''
    lines = run(folder, 'mine', plan, '--pairs', '--csv').stdout.splitlines()
    assert lines[0].startswith('if,then,count') and len(lines) > 10


def history():
    folder = Folder()
    plan = folder / 'shop.pannier'
    ask(folder, 'new', plan)
    for number in range(3):
        ask(folder, 'apply', plan, folder.write(f'{number}.json', {
            'pannier': 1, 'products': [{'sku': f'P{number}', 'price': '1.00'}]}))
    assert ask(folder, 'info', plan)['products'] == 3
    assert len(ask(folder, 'undo', plan, 2)['actions']) == 2
    assert ask(folder, 'info', plan)['products'] == 1
    assert len(ask(folder, 'redo', plan, 9)['actions']) == 2
    assert ask(folder, 'info', plan)['products'] == 3
    fail(folder, 'undo', plan, 'many', status=2)


main([usage, without_display, promised_keys, market, same_bytes, people_read_tables, history])
