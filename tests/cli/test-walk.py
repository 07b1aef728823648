#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Import, mine, suggest, bundle, price, simulate, chart, export: the whole path on real orders."""

import configparser
import csv
import json
import pathlib
import sys

from command import DATA, Folder, ask, main, run


def simulate_and_export(folder, plan, bundle, scenario):
    """From a planned bundle to the shop's files; what every walk ends with."""
    optimum = ask(folder, 'optimise', plan, '--bundle', bundle, '--shoppers', 16384)
    low, best, high = (float(optimum[key]) for key in ('band_low', 'price', 'band_high'))
    assert low <= best <= high, optimum
    assert float(optimum['profit']) >= float(optimum['profit_at_current']) - 0.005
    assert low <= float(optimum['tie_proof_price']) <= high
    assert len(optimum['curve']) > 20

    words = ('simulate', plan, '--scenario', scenario, '--shoppers', 16384, '--seed', 7)
    outcome = ask(folder, *words)
    for side in ('baseline', 'scenario', 'delta'):
        for metric in ('aov', 'orders', 'revenue', 'contribution', 'surplus', 'take_rate', 'ltv',
                       'store_aov', 'shipping_per_order', 'single_sales', 'takers'):
            # Where no order tells its customer, nobody is known to come back.
            estimate = outcome[side][metric]
            assert metric == 'ltv' and estimate is None \
                or set(estimate) >= {'value', 'low', 'high'}, metric
    baseline = float(outcome['baseline']['contribution']['value'])
    delta = float(outcome['delta']['contribution']['value'])
    after = float(outcome['scenario']['contribution']['value'])
    assert abs(after - baseline - delta) < 0.02
    # In the unit of the value: the error of the simulation alone is a small part of it.
    assert 0 < float(outcome['baseline']['aov']['standard_error']) \
        < 0.1 * float(outcome['baseline']['aov']['value']), outcome['baseline']['aov']
    assert outcome['assumptions'] and outcome['seed'] == 7
    one = run(folder, '--json', '--threads', 1, *words).stdout
    eight = run(folder, '--json', '--threads', 8, *words).stdout
    assert one == eight == run(folder, '--json', *words).stdout

    for kind in ('price', 'compare', 'scatter', 'board'):
        for ending, magic in (('svg', b'<?xml'), ('pdf', b'%PDF'), ('png', b'\x89PNG')):
            path = folder / f'{kind}.{ending}'
            ask(folder, 'chart', plan, kind, '--scenario', scenario, '--out', path)
            content = pathlib.Path(path).read_bytes()
            assert content.startswith(magic) and len(content) > 1000, path

    exported = ask(folder, 'export', plan, '--to', 'json', '--out', folder / 'json')
    shop = ask(folder, 'export', plan, '--to', 'woocommerce', '--out', folder / 'shop')
    assert exported['files'] and shop['files'] and 'losses' in shop
    names = [path.name for path in pathlib.Path(folder / 'shop').iterdir()]
    readme, = [path for path in pathlib.Path(folder / 'shop').glob('*README.txt')]
    told = readme.read_text(encoding='utf-8')
    for ending in ('losses.csv', 'manifest.json'):
        assert [name for name in names if name.endswith(ending) and name in told], told
    return folder / 'json', folder / 'shop'


def read_back(folder, json_folder, currency):
    """A new plan made from the exported file is the same plan."""
    source, = [path for path in pathlib.Path(json_folder).glob('*.json')
               if 'manifest' not in path.name]
    again = folder / 'again.pannier'
    ask(folder, 'new', again, '--currency', currency)
    applied = ask(folder, 'apply', again, source)
    assert not applied['problems'], applied['problems'][:3]
    ask(folder, 'export', again, '--to', 'json', '--out', folder / 'json-again')
    copy, = [path for path in pathlib.Path(folder / 'json-again').glob('*.json')
             if 'manifest' not in path.name]
    first, second = json.loads(source.read_text()), json.loads(copy.read_text())
    for document in (first, second):
        document.pop('name', None)
        document.pop('data_hash', None)
    assert first == second
    assert ask(folder, 'apply', again, source)['changed'] == 0


def undo_everything(folder, plan):
    """Every action is taken back and done again, each with the same figures as before."""
    states = []
    while True:
        states.append(ask(folder, 'info', plan))
        if not ask(folder, 'undo', plan)['actions']:
            break
    assert states[-1]['products'] == 0 and states[-1]['orders'] == 0
    for state in reversed(states[:-1]):
        assert len(ask(folder, 'redo', plan)['actions']) == 1
        assert ask(folder, 'info', plan) == state
    return len(states) - 1


def grouped_rows(shop_folder):
    for path in pathlib.Path(shop_folder).glob('*.csv'):
        with path.open(encoding='utf-8-sig', newline='') as file:
            for row in csv.DictReader(file):
                if row.get('Type') == 'grouped':
                    yield row


def sample():
    folder = Folder()
    plan = folder / 'suits.pannier'
    ask(folder, 'new', plan, '--sample', 'suits')
    info = ask(folder, 'info', plan)
    assert info['orders'] == 6000 and info['products'] == 48
    assert 'SUIT-SET' in info['bundle_skus'] and info['scenario_names'] == ['Suit set']
    found = {(row['from'], row['to']) for row in ask(folder, 'suggest', plan)['suggestions']}
    either = found | {(to, start) for start, to in found}
    assert ('COAT-WOOL', 'SCARF-CASH') in either and ('SHIRT-FRENCH', 'CUFF-ONYX') in either
    assert ('SOCK-PLAIN', 'SHIRT-WHITE') not in either
    exported, shop = simulate_and_export(folder, plan, 'SUIT-SET', 'Suit set')
    row, = grouped_rows(shop)
    assert row['SKU'] == 'SUIT-SET'
    assert [sku.strip() for sku in row['Grouped products'].split(',')] \
        == ['JKT-NAVY', 'TIE-SILK', 'CUFF-SILVER']
    read_back(folder, exported, 'EUR')
    assert undo_everything(folder, plan) >= 1


def planted_pairs():
    """What was planted in the sample shops is found; what was not is not claimed."""
    samples = pathlib.Path(sys.argv[2]).parents[1] / 'src' / 'exchange' / 'samples'
    for name in ('suits', 'footwear', 'phones'):
        folder = Folder()
        plan = folder / 'plan.pannier'
        ask(folder, 'new', plan, '--sample', name)
        shop = configparser.RawConfigParser(delimiters='=', strict=False)
        shop.optionxform = str
        shop.read(samples / f'{name}.ini', encoding='utf-8')
        assert 40 <= len(shop['products']) <= 60
        assert ask(folder, 'info', plan)['orders'] == shop.getint('shop', 'orders')
        planning = json.loads((samples / f'{name}.json').read_text())
        linked = {frozenset((row['from'], row['to'])) for row in planning['relationships']}
        found = {frozenset((row['from'], row['to']))
                 for row in ask(folder, 'suggest', plan)['suggestions']}
        for pair in shop['pairs']:
            assert frozenset(pair.split('+')) in found | linked, (name, pair)
        for pair in shop['strangers']:
            assert frozenset(pair.split('+')) not in found, (name, pair)


def foodmart():
    folder = Folder()
    plan = folder / 'foodmart.pannier'
    ask(folder, 'new', plan, '--currency', 'USD')
    files = [folder.unpack('foodmart-products.csv'), folder.unpack('foodmart-sales-1997.csv')]
    report = ask(folder, 'import', plan, *files)
    assert report['rows_read'] == 1560 + 86837, report['rows_read']
    assert report['rows_rejected'] == 0 and report['products_new'] == 1560
    assert report['orders_new'] == 20530 and report['order_lines'] == 86837
    info = ask(folder, 'info', plan)
    expected = {'products': 1560, 'orders': 20530, 'order_lines': 86837, 'customers': 5581,
                'revenue': '565238.13', 'cost': '225627.2336', 'lines_under_promotion': 23181}
    assert {key: info[key] for key in expected} == expected, info
    assert float(info['units']) == 266773
    again = ask(folder, 'import', plan, *files)
    assert again['orders_new'] == 0 and again['order_lines'] == 0
    assert again['rows_read'] == again['rows_unchanged']
    assert 'Dane Schmidt'.encode() not in pathlib.Path(plan).read_bytes()

    pairs = ask(folder, 'mine', plan, '--pairs', '--min-count', 3)
    assert len(pairs['rules']) == 5325, len(pairs['rules'])
    assert ask(folder, 'mine', plan, '--min-count', 3, '--min-confidence', 0.25,
               '--max-items', 2)['rules'] == []
    # Bought independently: a handful at most may be proposed, never thousands.
    assert len([row for row in ask(folder, 'suggest', plan)['suggestions']
                if row['type'] == 'cross-sell']) <= 20

    pair = max(pairs['rules'], key=lambda rule: rule['count'])
    names = {pair['if'][0], pair['then'][0]}
    with open(files[0], encoding='utf-8') as file:
        skus = [row['SKU'] for row in csv.DictReader(file) if row['product_name'] in names]
    assert len(skus) == 2, names
    bundle = folder.write('bundle.json', {
        'pannier': 1,
        'relationships': [{'type': 'cross-sell', 'from': skus[0], 'to': skus[1]}],
        'bundles': [{'sku': 'DUO', 'name': 'Duo', 'type': 'mixed',
                     'components': [{'sku': sku, 'quantity': 1} for sku in skus],
                     'price': {'mode': 'percent_off', 'value': 0.1}}],
        'scenarios': [{'name': 'Duo', 'bundles': ['DUO']}]})
    assert ask(folder, 'apply', plan, bundle)['added'] == 3
    exported, shop = simulate_and_export(folder, plan, 'DUO', 'Duo')
    row, = grouped_rows(shop)
    assert row['SKU'] == 'DUO'
    read_back(folder, exported, 'USD')
    assert undo_everything(folder, plan) >= 2


def groceries():
    folder = Folder()
    plan = folder / 'groceries.pannier'
    ask(folder, 'new', plan, '--currency', 'EUR')
    report = ask(folder, 'import', plan, folder.unpack('groceries.csv'), '--as', 'baskets')
    assert report['orders_new'] == 9835 and report['products_new'] == 169
    assert report['order_lines'] == 43367
    sets = ask(folder, 'mine', plan, '--itemsets', '--min-support', 0.001)
    assert len(sets['itemsets']) == 13492 and sets['min_count'] == 10
    for count, confidence, expected in ((10, 0.5, 5668), (10, 0.8, 410), (60, 0.25, 463),
                                        (99, 0.5, 15), (99, 0.25, 170)):
        rules = ask(folder, 'mine', plan, '--min-count', count, '--min-confidence', confidence)
        assert len(rules['rules']) == expected, (count, confidence, len(rules['rules']))
    top = ask(folder, 'mine', plan, '--pairs', '--min-count', 50, '--sort', 'count', '--top', 1)
    assert set(top['rules'][0]['if'] + top['rules'][0]['then']) == {'other vegetables',
                                                                   'whole milk'}
    assert top['rules'][0]['count'] == 736

    # The history has no prices; the merchant's own are invented here, the orders are real.
    priced = folder.write('prices.csv', 'sku,price,cost\nwhole milk,1.29,0.80\n'
                          'other vegetables,2.49,1.40\nroot vegetables,1.99,1.10\n')
    changed = ask(folder, 'import', plan, priced, '--as', 'products')
    assert changed['products_changed'] == 3 and changed['products_new'] == 0
    bundle = folder.write('bundle.json', {
        'pannier': 1,
        'bundles': [{'sku': 'SOUP', 'name': 'Soup basket', 'type': 'mixed',
                     'components': ['other vegetables', 'root vegetables'],
                     'price': {'mode': 'fixed', 'value': '3.99'}}],
        'scenarios': [{'name': 'Soup', 'bundles': ['SOUP'],
                       'assumptions': [{'name': 'elasticity', 'value': -2.6, 'low': -3.5,
                                        'high': -2.0, 'source': 'a guess'}]}]})
    assert ask(folder, 'apply', plan, bundle)['added'] == 2
    exported, _ = simulate_and_export(folder, plan, 'SOUP', 'Soup')
    read_back(folder, exported, 'EUR')
    assert undo_everything(folder, plan) >= 3


def baskets(name, expected, *words):
    """Counts of a history as it comes, imported and mined without a plan."""
    def walk():
        folder = Folder()
        plan = folder / 'plan.pannier'
        ask(folder, 'new', plan)
        file = folder.unpack(name)
        report = ask(folder, 'import', plan, file, *words)
        info = ask(folder, 'info', plan)
        assert (info['orders'], info['products'], report['rows_rejected']) == expected, \
            (info['orders'], info['products'], report['rows_rejected'])
    walk.__name__ = name + ' ' + ' '.join(words)
    return walk


def pizza():
    folder = Folder()
    plan = folder / 'pizza.pannier'
    ask(folder, 'new', plan, '--currency', 'USD')
    files = [folder.unpack(f'pizza-{name}.csv')
             for name in ('orders', 'order_details', 'pizzas', 'pizza_types')]
    report = ask(folder, 'import', plan, *files)
    assert report['orders_new'] == 21350 and report['order_lines'] == 48620
    assert report['rows_rejected'] == 0
    info = ask(folder, 'info', plan)
    assert info['revenue'] == '817860.05' and info['aov'] == '38.31' and float(info['units']) == 49574
    # A negative control: nothing is sold together here.
    assert [row for row in ask(folder, 'suggest', plan)['suggestions']
            if row['type'] == 'cross-sell'] == []


def retail_mined():
    folder = Folder()
    file = folder.unpack('retail.dat')
    sets = ask(folder, 'mine', '--baskets', file, '--itemsets', '--min-count', 89)
    assert len(sets['itemsets']) == 7589 and sets['baskets'] == 88162
    rules = ask(folder, 'mine', '--baskets', file, '--min-count', 89, '--min-confidence', 0.5)
    assert len(rules['rules']) == 5731
    pairs = ask(folder, 'mine', '--baskets', file, '--pairs', '--min-count', 9)
    assert len(pairs['rules']) == 67992


TESTS = [sample, planted_pairs]
if DATA.is_dir():
    TESTS += [foodmart, groceries, pizza, retail_mined,
              baskets('groceries-lines.csv', (9835, 169, 0)),
              baskets('retail.dat', (88162, 16470, 0)),
              baskets('T10I4D100K.dat', (100000, 870, 0)),
              baskets('BreadBasket_DMS.csv', (9465, 94, 786)),
              baskets('BreadBasket_DMS.csv', (9531, 95, 0), '--profile', 'plain')]
else:
    print(f'# the real order histories are not at {DATA}: walked through the sample shop only')
main(TESTS)
