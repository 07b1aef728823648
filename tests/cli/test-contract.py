#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What scripts rely on: exit statuses, one JSON document, the keys each verb promises."""

import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys

from command import CLI, Folder, ask, fail, main, run


def usage():
    folder = Folder()
    for words in ([], ['nonsense'], ['info'], ['new'], ['import', 'only-a-plan'], ['mine'],
                  ['simulate', 'p'], ['optimise', 'p'], ['export', 'p'], ['chart', 'p', 'price'],
                  ['info', 'p', '--no-such-option'], ['new', 'p', '--currency', 'euro']):
        result = run(folder, *words, status=2)
        assert result.stdout == '' and result.stderr
    plan = folder / 'p.pannier'
    ask(folder, 'new', plan)
    orders = folder.write('o.csv', 'order,sku,qty,price\n9,A,1,1.00\n')
    for words in (['import', plan, orders, '--map', 'sku'],
                  ['import', plan, orders, '--map', 'nope=sku'],
                  ['import', plan, orders, '--profile', 'zzz'],
                  ['chart', plan, 'pie', '--out', folder / 'c.svg'],
                  ['report', plan, '--out', folder / 'r.svg'],
                  ['chart', plan, 'board', '--size', '0x0', '--out', folder / 'c.svg'],
                  ['chart', plan, 'scatter', '--size', '100x100junk', '--out', folder / 'c.svg'],
                  ['export', plan, '--to', 'nowhere', '--out', folder / 'out'],
                  ['--threads', '-3', 'info', plan], ['mine', plan, '--min-lift', 'nan'],
                  ['mine', plan, '--min-lift', '-1'], ['mine', plan, '--top', '-1'],
                  ['suggest', plan, '--top', '-1'], ['log', plan, '--top', '-1'],
                  ['optimise', plan, '--bundle', 'B', '--max-discount', '5'],
                  ['optimise', plan, '--bundle', 'B', '--margin-floor', 'inf'],
                  ['new', folder / 's.pannier', '--sample', 'suits', '--currency', 'USD']):
        fail(folder, *words, status=2)
    for name in ('c.gif', 'c'):
        sentence = fail(folder, 'chart', plan, 'board', '--out', folder / name, status=2)
        assert all(ending in sentence for ending in ('.svg', '.pdf', '.png')), sentence
        assert not pathlib.Path(folder / name).exists()
    assert 'pannier-cli' in run(folder, '--help').stdout
    assert run(folder, '--version').stdout.startswith('pannier-cli ')


def nothing_there():
    """A wrong name or number is a failure with a sentence, not an empty answer."""
    folder = Folder()
    plan = folder / 'p.pannier'
    assert 'is not there' in fail(folder, 'snapshots', folder / 'nofile.pannier')
    ask(folder, 'new', plan, '--sample', 'suits')
    assert 'snapshots' in ask(folder, 'snapshots', plan)
    before = pathlib.Path(plan).read_bytes()
    assert 'no action 999 in the log' in fail(folder, 'revert', plan, 999)
    assert pathlib.Path(plan).read_bytes() == before


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
        ('optimise', plan, '--scenario', 'Trail set', '--shoppers', '4096', '--with-components'):
            'prices profit profit_at_current profit_on_second_sample profit_tie_proof gain '
            'robust_gain assumptions warnings',
        ('simulate', plan, '--scenario', 'Trail set', '--scenario', 'Trail set', '--shoppers',
         '4096'): 'products inputs_hash scenarios differences standing',
        ('simulate', plan, '--scenario', 'Trail set', '--study', 'tornado', '--shoppers', '4096'):
            'change bars shoppers seed inputs_hash',
        ('simulate', plan, '--scenario', 'Trail set', '--study', 'waterfall', '--shoppers',
         '4096'): 'steps inputs_hash',
        ('simulate', plan, '--scenario', 'Trail set', '--study', 'shipping'):
            'orders larger_orders points inputs_hash',
        ('simulate', plan, '--scenario', 'Trail set', '--study', 'replay'):
            'orders orders_touched given_away contribution_given_away acceptance offers sentence '
            'inputs_hash',
        ('chart', plan, 'win-win', '--scenario', 'Trail set', '--out', folder / 'w.svg'):
            'file data_hash description',
        ('chart', plan, 'order-values', '--scenario', 'Trail set', '--out', folder / 'o.svg'):
            'file data_hash description',
        ('advise', plan, '--anchor', 'RUN-TRAIL', '--shoppers', '4096'):
            'anchor advice too_close ranking offers assumptions warnings',
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
    assert 'notices' not in result
    case['inputs']['ticks'] = 5
    odd, = ask(folder, 'market', folder.write('odd.json', {'cases': [case]}))['results']
    assert odd['result'] == result['result'] and '“ticks”' in odd['notices'][0], odd


def sizes_of_samples():
    """A sample of another size than asked for is said to be one."""
    folder = Folder()
    plan = folder / 'p.pannier'
    ask(folder, 'new', plan, '--sample', 'footwear')
    for words in (('simulate', plan, '--scenario', 'Trail set'),
                  ('optimise', plan, '--bundle', 'TRAIL-SET')):
        exact = ask(folder, *words, '--shoppers', 4096)
        assert exact['shoppers'] == 4096 and 'asked' not in ' '.join(exact['warnings']), exact
        rounded = ask(folder, *words, '--shoppers', 3000)
        told, = (warning for warning in rounded['warnings'] if '3000' in warning)
        assert rounded['shoppers'] == 4096 and '4096' in told and 'power of two' in told, told
        assert told in run(folder, *words, '--shoppers', 3000).stdout
        assert rounded['inputs_hash'] == exact['inputs_hash']


def one_scatter():
    """The chart draws what is suggested, and neither turned down nor anything else."""
    folder = Folder()
    plan = folder / 'p.pannier'
    ask(folder, 'new', plan, '--sample', 'suits')

    def compare():
        pairs = [suggestion for suggestion in ask(folder, 'suggest', plan)['suggestions']
                 if suggestion['type'] == 'cross-sell']
        drawn = ask(folder, 'chart', plan, 'scatter', '--out', folder / 's.svg')
        assert drawn['description'].startswith(f'{len(pairs)} '), (drawn, len(pairs))
        return pairs

    first, *rest = compare()
    ask(folder, 'apply', plan, folder.write('r.json', {'pannier': 1, 'rejected': [
        {'type': 'cross-sell', 'from': first['from'], 'to': first['to']}]}))
    assert len(compare()) == len(rest) > 0


def part_of_an_entry():
    """A board with one place left out is applied as far as it can be, and that is said."""
    folder = Folder()
    plan = folder / 'p.pannier'
    ask(folder, 'new', plan, '--sample', 'suits')
    sku = ask(folder, 'suggest', plan)['suggestions'][0]['from']
    board = {'name': 'Second', 'places': [{'sku': 'NOBODY', 'x': 1, 'y': 1},
                                          {'sku': sku, 'x': 5, 'y': 5}]}
    report = ask(folder, 'apply', plan, folder.write('b.json', {'pannier': 1, 'boards': [board]}),
                 status=3)
    assert report['added'] > 0 and len(report['problems']) == 1, report
    board['places'].pop()
    board['name'] = 'Third'
    run(folder, 'apply', plan, folder.write('b.json', {'pannier': 1, 'boards': [board]}), status=1)


def nothing_has_a_name():
    """An empty list is said to be one, not left blank."""
    folder = Folder()
    plan = folder / 'p.pannier'
    ask(folder, 'new', plan)
    for words in (('export', plan, '--to', 'json', '--out', folder / 'out'), ('log', plan)):
        shown = run(folder, *words).stdout.split('\n')
        assert any(line.split()[1:] == ['none'] for line in shown), shown


def market_findings():
    """Some cases unsolved: done with findings. All of them: failed, and the results say why."""
    folder = Folder()
    good = {'id': 'good', 'family': 'breakeven', 'task': 'allocate',
            'inputs': {'list_prices_cents': [1, 1], 'bundle_price_cents': 1}}
    bad = {'id': 'bad', 'family': 'gaussian', 'task': 'optimise',
           'inputs': {'demand': {'kind': 'normal', 'mean': [2, 2], 'sd': [1e308, 1], 'rho': 0},
                      'cost': [0, 0], 'strategies': ['pure']}}
    file = folder.write('m.json', {'cases': [good, bad]})
    result = ask(folder, 'market', file, status=3)['results'][1]
    assert 'bad' in result['error'] and 'demand.sd' in result['error'], result
    nothing = run(folder, '--json', 'market', folder.write('m.json', {'cases': [bad]}), status=1)
    assert 'error' in json.loads(nothing.stdout)['results'][0]
    assert 'demand.sd' in nothing.stderr and len(nothing.stderr.strip().splitlines()) == 1


def names_are_not_unique():
    """Two products of one name are told apart by their SKUs."""
    folder = Folder()
    plan = folder / 'shop.pannier'
    ask(folder, 'new', plan)
    rows = ''.join(f'{i},RED-S,Shirt,1\n{i},RED-L,Shirt,1\n' for i in range(6))
    orders = folder.write('o.csv', 'order,sku,name,quantity\n' + rows + '7,CAP,Cap,1\n')
    assert ask(folder, 'import', plan, orders)['products_new'] == 3
    sets = ask(folder, 'mine', plan, '--itemsets')['itemsets']
    assert sorted(tuple(sorted(row['skus'])) for row in sets) \
        == [('RED-L',), ('RED-L', 'RED-S'), ('RED-S',)]
    rules = ask(folder, 'mine', plan)['rules']
    assert {(*rule['if_skus'], *rule['then_skus']) for rule in rules} \
        == {('RED-L', 'RED-S'), ('RED-S', 'RED-L')}
    assert all(rule['if'] == rule['then'] == ['Shirt'] for rule in rules)


def decisions_are_signed():
    """Who decided and when is known of every decision, though the document names nobody."""
    folder = Folder()
    plan = folder / 'shop.pannier'
    ask(folder, 'new', plan, '--sample', 'suits')
    ask(folder, 'export', plan, '--to', 'json', '--out', folder / 'out')
    document, = (path for path in (folder.path / 'out').glob('*-plan.json'))
    planned = json.loads(document.read_text())
    decisions = planned['relationships'] + planned['bundles']
    assert decisions and all(one['author'] and one['created'] for one in decisions), decisions


def old_plans_are_only_read():
    """A verb that reads leaves a plan of an older version as it is, where it may write and where not."""
    folder = Folder()
    plans = pathlib.Path(sys.argv[2]).parents[0] / 'plan' / 'plans'
    old = (plans / 'version-1.pannier').read_bytes()
    for mode in (0o700, 0o500):
        place = folder.path / f'place-{mode:o}'
        place.mkdir()
        plan = place / 'old.pannier'
        plan.write_bytes(old)
        plan.chmod(0o600 & mode)
        place.chmod(mode)
        bundle, = ask(folder, 'info', plan)['bundle_skus'][:1]
        out = folder / f'out-{mode:o}'
        for words in (['log', plan], ['check', plan], ['mine', plan, '--min-count', '1'],
                      ['suggest', plan], ['info', plan, '--bundle', bundle],
                      ['chart', plan, 'board', '--out', folder / 'board.svg'],
                      ['export', plan, '--to', 'json', '--out', out],
                      ['copy', plan, folder / f'copy-{mode:o}.pannier']):
            result = subprocess.run([CLI, '--json', *map(str, words)], capture_output=True,
                                    text=True, env=folder.environment())
            assert result.returncode in (0, 3), (words, result.stderr)
            assert plan.read_bytes() == old, words
            assert [path.name for path in place.iterdir()] == ['old.pannier'], words
        place.chmod(0o700)


def what_a_snapshot_lacks_is_said():
    folder = Folder()
    plan = folder / 'p.pannier'
    ask(folder, 'new', plan)
    # The first action has nothing before it; the second finds something to keep.
    for sku in 'AB':
        ask(folder, 'apply', plan, folder.write('a.json', {
            'pannier': 1, 'products': [{'sku': sku, 'name': sku, 'price': '3.00'}]}))
    result = run(folder, '--json', 'restore', plan, folder / 'r.pannier')
    report = json.loads(result.stdout)
    assert report['has_orders'] is False and report['taken'] and 'orders' in result.stderr
    whole = pathlib.Path(plan).read_bytes()
    pathlib.Path(plan).write_bytes(whole[:-4096])
    assert 'newest snapshot is of' in fail(folder, 'info', plan)


def newer_plans_are_not_rescued():
    """What a rescue does not know it would lose without a word."""
    folder = Folder()
    plan = folder / 'shop.pannier'
    ask(folder, 'new', plan)
    db = sqlite3.connect(plan)
    version, = db.execute('PRAGMA user_version').fetchone()
    db.execute(f'PRAGMA user_version = {version + 1}')
    db.close()
    assert 'newer' in fail(folder, 'rescue', plan, folder / 'rescued.pannier')
    assert not os.path.exists(folder / 'rescued.pannier')


def best_come_first():
    """--top alone takes the best, not the first."""
    folder = Folder()
    plan = folder / 'shop.pannier'
    ask(folder, 'new', plan, '--sample', 'footwear')
    pairs = ask(folder, 'mine', plan, '--pairs')['rules']
    top, = ask(folder, 'mine', plan, '--pairs', '--top', 1)['rules']
    assert top['count'] == max(rule['count'] for rule in pairs)
    rules = ask(folder, 'mine', plan)['rules']
    top, = ask(folder, 'mine', plan, '--top', 1)['rules']
    assert top['log10_q'] == min(rule['log10_q'] for rule in rules)


def unwritten_results():
    """A result that nobody got is a failure, whatever its form."""
    folder = Folder()
    plan = folder / 'shop.pannier'
    ask(folder, 'new', plan, '--sample', 'footwear')
    for words in (['--json', 'info', plan], ['info', plan], ['--json', 'mine', plan],
                  ['mine', plan], ['mine', plan, '--csv'], ['--help']):
        with open('/dev/full', 'w') as full:
            result = subprocess.run([CLI, *words], stdout=full, stderr=subprocess.PIPE, text=True,
                                    env=folder.environment())
        assert result.returncode == 1 and 'written' in result.stderr, (words, result)


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
    table = run(folder, 'advise', plan, '--anchor', 'RUN-TRAIL').stdout
    assert re.search(r'-?[0-9.]+ \(-?[0-9.]+…-?[0-9.]+\)', table) and 'low,' not in table
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
    ask(folder, 'undo', plan, '--why', 'Too early')
    ask(folder, 'redo', plan, '--why', 'Not so')
    ask(folder, 'revert', plan, 2, '--why', 'Only two')
    newest = ask(folder, 'log', plan)['actions'][0]
    assert (newest['undone_why'], newest['redone_why']) == ('Only two', 'Not so'), newest
    assert newest['redone_by'] and newest['redone_at'], newest
    assert ask(folder, 'revert', plan, 0)['newest_action'] == 0
    assert ask(folder, 'info', plan)['products'] == 0
    assert ask(folder, 'revert', plan, 0)['newest_action'] == 0
    assert ask(folder, 'revert', plan, 3)['newest_action'] == 3
    assert ask(folder, 'info', plan)['products'] == 3
    assert '0 for the moment' in fail(folder, 'revert', plan, 'first', status=2)


def copies_keep_what_is_not_theirs():
    """A copy made by hand shares its origin's snapshots until it has its own, and removes only those."""
    folder = Folder()
    plan, copy = folder / 'shop.pannier', folder / 'copy.pannier'
    ask(folder, 'new', plan)

    def add(where, sku):
        ask(folder, 'apply', where, folder.write('more.json', {
            'pannier': 1, 'products': [{'sku': sku, 'price': '1.00'}]}))

    add(plan, 'P1')
    add(plan, 'P2')
    kept = ask(folder, 'snapshots', plan)['snapshots']
    assert kept and all(snapshot['shared_with'] is None for snapshot in kept), kept
    shutil.copyfile(plan, copy)
    assert all(snapshot['shared_with'] == plan for snapshot in ask(folder, 'snapshots', copy)['snapshots'])
    told = run(folder, 'snapshots', copy, '--remove-before', 'now').stderr
    assert f'belongs to “{plan}”' in told, told
    after = ask(folder, 'snapshots', copy, '--remove-before', 'now')
    assert (after['removed'], after['kept']) == (0, len(kept)), after
    assert ask(folder, 'snapshots', plan)['snapshots'] == kept
    add(copy, 'P3')
    after = ask(folder, 'snapshots', copy, '--remove-before', 'now')
    assert (after['removed'], after['kept'], after['snapshots']) == (1, 0, []), after
    assert ask(folder, 'snapshots', plan)['snapshots'] == kept
    after = ask(folder, 'snapshots', plan, '--remove-before', 'now')
    assert (after['removed'], after['kept']) == (len(kept), 0), after


main([usage, nothing_there, without_display, promised_keys, market, market_findings,
      sizes_of_samples, one_scatter, part_of_an_entry, nothing_has_a_name,
      names_are_not_unique, decisions_are_signed, what_a_snapshot_lacks_is_said,
      newer_plans_are_not_rescued, old_plans_are_only_read, best_come_first,
      unwritten_results, same_bytes, people_read_tables, history,
      copies_keep_what_is_not_theirs])
