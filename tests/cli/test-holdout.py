#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Learn from January to October of a real year and see what November and December brought.

Counts for the comparison are made here, from the file itself. What they come to is printed, not
asserted: how well a shop can be foretold is a finding, not a rule."""

import collections
import csv
import datetime
import gzip
import io
import math

from command import DATA, Folder, ask, fail, main, run

SALES = 'foodmart-sales-1997.csv'
N_PAIRS = 8
SPLIT = datetime.date(1997, 11, 1)
DAYS_LEARNT, DAYS_AHEAD = 304, 61


def read_orders():
    """The products of each order, apart for the months learnt from and the months ahead."""
    content = gzip.decompress((DATA / (SALES + '.gz')).read_bytes()).decode('utf-8')
    orders = ({}, {})
    for row in csv.DictReader(io.StringIO(content)):
        month, day, year = (int(part) for part in row['the_date'].split()[0].split('/'))
        date = datetime.date(year, month, day)
        key = (date, row['customer_id'], row['store_id'])
        lines = orders[date >= SPLIT].setdefault(key, collections.defaultdict(float))
        lines[row['product_id']] += float(row['store_sales'])
    return orders


def count(orders, pair):
    """Orders with either product, units as orders that hold each, both, and what they came to."""
    first = sum(pair[0] in lines for lines in orders.values())
    second = sum(pair[1] in lines for lines in orders.values())
    both = sum(pair[0] in lines and pair[1] in lines for lines in orders.values())
    value = sum(lines.get(sku, 0) for lines in orders.values() for sku in pair)
    return {'first': first, 'second': second, 'both': both, 'orders': first + second - both,
            'value': value}


def choose_pairs(orders):
    """What was bought together most in the months learnt from."""
    pairs = collections.Counter()
    for lines in orders.values():
        skus = sorted(lines)
        pairs.update((a, b) for i, a in enumerate(skus) for b in skus[i + 1:])
    return [pair for pair, _ in sorted(pairs.items(), key=lambda item: (-item[1], item[0]))[:N_PAIRS]]


def read_skus():
    """The shop's number of each product that the sales file names by its own."""
    content = gzip.decompress((DATA / 'foodmart-products.csv.gz').read_bytes()).decode('utf-8')
    return {row['product_id']: row['SKU'] for row in csv.DictReader(io.StringIO(content))}


def describe(pairs, skus):
    bundles = [{'sku': f'PAIR-{i}', 'name': f'Pair {i}', 'type': 'mixed',
                'components': [{'sku': skus[number], 'quantity': 1} for number in pair],
                'price': {'mode': 'percent_off', 'value': '0.10'}} for i, pair in enumerate(pairs)]
    scenarios = [{'name': f'Pair {i}', 'bundles': [f'PAIR-{i}'], 'assumptions': []}
                 for i in range(len(pairs))]
    return {'pannier': 1, 'bundles': bundles, 'scenarios': scenarios}


def foretell(outcome):
    """The baseline of the months learnt from, shortened to the months ahead."""
    share = DAYS_AHEAD / DAYS_LEARNT
    side = outcome['baseline']
    orders = float(side['orders']['value'])
    shoppers = next(a['value'] for a in outcome['assumptions'] if a['name'] == 'Relevant shoppers')
    first, second = (a['value'] * shoppers for a in outcome['assumptions']
                     if a['name'].startswith('Purchase rate'))
    return {'first': first * share, 'second': second * share, 'orders': orders * share,
            'both': (first + second - orders) * share, 'aov': float(side['aov']['value'])}


def interval(foretold):
    """Nine times in ten: what chance does to counts in both windows."""
    share = DAYS_AHEAD / DAYS_LEARNT
    half = 1.645 * math.sqrt(max(foretold, 0.0) * (1.0 + share))
    return foretold - half, foretold + half


def compare(number, foretold, seen):
    """One line a pair; how many of its four counts lie inside their intervals."""
    n_inside = 0
    words = []
    for key in ('first', 'second', 'both', 'orders'):
        low, high = interval(foretold[key])
        n_inside += low <= seen[key] <= high
        words.append(f'{key} {foretold[key]:.1f} foretold ({low:.1f} to {high:.1f}), '
                     f'{seen[key]} seen')
    aov = seen['value'] / seen['orders'] if seen['orders'] else math.nan
    words.append(f"value per order {foretold['aov']:.2f} foretold, {aov:.2f} seen")
    print(f'# pair {number}: ' + '; '.join(words))
    return n_inside


def summarise(foretold, seen, pace):
    for key in ('first', 'second', 'both', 'orders'):
        said, came = sum(f[key] for f in foretold), sum(s[key] for s in seen)
        errors = [abs(f[key] / s[key] - 1) for f, s in zip(foretold, seen) if s[key]]
        print(f'# {key}: {said:.0f} foretold, {came} seen, {said / came - 1:+.1%} together, '
              f'{sum(errors) / len(errors):.1%} off on average; {said * pace / came - 1:+.1%} together '
              f'at the pace that the whole shop then had')


def foodmart():
    """Baseline purchases of the pairs bought together most, foretold and seen."""
    if not (DATA / (SALES + '.gz')).exists():
        print('# FoodMart is not beside the project; nothing was foretold.')
        return
    folder = Folder()
    plan = folder / 'f.pannier'
    learnt, ahead = read_orders()
    pairs, skus = choose_pairs(learnt), read_skus()
    run(folder, 'new', plan, '--currency', 'USD')
    run(folder, 'import', plan, folder.unpack('foodmart-products.csv'), folder.unpack(SALES))
    applied = ask(folder, 'apply', plan, folder.write('pairs.json', describe(pairs, skus)))
    assert not applied['problems'], applied['problems']
    foretold, seen, n_inside = [], [], 0
    for number, pair in enumerate(pairs):
        outcome = ask(folder, 'simulate', plan, '--scenario', f'Pair {number}',
                      '--from', '1997-01-01', '--to', '1997-10-31')
        window = outcome['learnt_from']
        assert window['orders'] == len(learnt), (window, len(learnt))
        assert '1997-01-01' <= window['first_order'] and window['last_order'] < '1997-11-01'
        foretold.append(foretell(outcome))
        seen.append(count(ahead, pair))
        n_inside += compare(number, foretold[-1], seen[-1])
        # Learnt counts are met before anything is foretold from them.
        known = count(learnt, pair)
        for key in ('first', 'second'):
            assert abs(foretold[-1][key] * DAYS_LEARNT / DAYS_AHEAD - known[key]) < 0.01 * known[key]
    summarise(foretold, seen, len(ahead) * DAYS_LEARNT / DAYS_AHEAD / len(learnt))
    n = 4 * len(pairs)
    print(f'# all orders of the shop: {len(learnt) * DAYS_AHEAD / DAYS_LEARNT:.0f} at the pace of '
          f'before, {len(ahead)} seen; {n_inside} of {n} counts inside their intervals of 90 %')
    assert 0 <= n_inside <= n
    ltv = outcome['baseline']['ltv']
    print(f"# lifetime value {ltv and ltv['value']}, loyalty {outcome['loyalty']}")


def windows():
    """A window without orders, or turned round, is told."""
    folder = Folder()
    plan = folder / 's.pannier'
    run(folder, 'new', plan, '--sample', 'suits')
    name = ask(folder, 'info', plan)['scenario_names'][0]
    words = ('simulate', plan, '--scenario', name, '--shoppers', 4096)
    assert fail(folder, *words, '--from', '1990-01-01', '--to', '1990-12-31')
    assert '--to' in fail(folder, *words, '--from', '2026-02-01', '--to', '2026-01-01', status=2)
    whole = ask(folder, *words)
    half = ask(folder, *words, '--from', '2026-03-01')
    assert 0 < half['learnt_from']['orders'] < whole['learnt_from']['orders']
    assert float(half['baseline']['orders']['value']) < float(whole['baseline']['orders']['value'])
    for side in ('baseline', 'scenario', 'delta'):
        assert {'value', 'low', 'high'} <= set(whole[side]['ltv']), whole[side]['ltv']
    values = [float(whole[side]['ltv']['value']) for side in ('baseline', 'scenario', 'delta')]
    assert values[0] > 0 and abs(values[1] - values[0] - values[2]) < 0.02, values
    assert 0 < whole['loyalty']['repeat_rate'] < 1 and whole['loyalty']['backtest_mape'] < 0.5


main([windows, foodmart])
