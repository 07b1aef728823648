#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a simulation learns from past orders: prices paid, second units, how sales moved with the
price."""

import datetime
import math
import random

from command import Folder, ask, main, run


def describe(price):
    return {'pannier': 1, 'currency': 'USD',
            'products': [{'sku': 'A', 'name': 'Apple', 'price': price, 'cost': '12.00'},
                         {'sku': 'B', 'name': 'Bread', 'price': '10.00', 'cost': '4.00'}],
            'bundles': [{'sku': 'AB', 'name': 'Both', 'type': 'mixed', 'components': ['A', 'B'],
                         'price': '27.00'},
                        {'sku': 'TWO', 'name': 'Two', 'type': 'mixed', 'price': '36.00',
                         'components': [{'sku': 'A', 'quantity': 2}]}],
            'scenarios': [{'name': 'S', 'bundles': ['AB'], 'assumptions': []},
                          {'name': 'Two', 'bundles': ['TWO'], 'assumptions': []},
                          {'name': 'Said', 'bundles': ['TWO'], 'assumptions': [
                              {'name': 'further unit A', 'value': 0.9, 'low': 0.8, 'high': 1.0}]}]}


def make(folder, lines, price='20.00'):
    """A plan with these lines: order, date, product, units, total."""
    plan = folder / 'p.pannier'
    run(folder, 'new', plan, '--currency', 'USD')
    applied = ask(folder, 'apply', plan, folder.write('plan.json', describe(price)))
    assert not applied['problems'], applied['problems']
    rows = ['order_id,date,customer,sku,quantity,line_total']
    rows += [f'{order},{date} 10:00,c{order % 90},{sku},{units},{total:.2f}'
             for order, date, sku, units, total in lines]
    report = ask(folder, 'import', plan, folder.write('o.csv', '\n'.join(rows) + '\n'),
                 '--as', 'orders')
    assert report['rows_imported'] == len(lines), report
    return plan


def simulate(folder, plan, scenario, *words):
    return ask(folder, 'simulate', plan, '--scenario', scenario, *words)


def list_misses(outcome):
    return [warning for warning in outcome['warnings'] if 'miss' in warning or 'counted' in warning]


def find(outcome, words):
    found = [a for a in outcome['assumptions'] if words in a['name']]
    return found[0] if found else None


def history(elasticity, n_weeks=60):
    """Weeks at one of five prices; orders of two at one in ten."""
    chance = random.Random(3)
    lines, order = [], 0
    first = datetime.date(2025, 7, 1)
    for week in range(n_weeks):
        price = chance.choice([16, 18, 20, 22, 24])
        mean = 40 * (price / 20) ** elasticity
        for sku, n, each in (('A', round(mean + chance.gauss(0, math.sqrt(mean))), price),
                             ('B', 25, 10)):
            for _ in range(max(n, 0)):
                order += 1
                date = first + datetime.timedelta(days=7 * week + chance.randrange(7))
                lines.append((order, date, sku, 1, each))
    return lines


def constant(n_orders, n_twos):
    date = datetime.date(2026, 1, 1)
    lines = [(i, date + datetime.timedelta(days=i % 90), 'A', 2 if i < n_twos else 1,
              40 if i < n_twos else 20) for i in range(n_orders)]
    lines += [(n_orders + i, date + datetime.timedelta(days=i % 90), 'B', 1, 10)
              for i in range(n_orders)]
    return lines + [(i, date, 'B', 1, 10) for i in range(40)]


def elasticity():
    """A planted elasticity is found where prices moved, and assumed where they did not."""
    folder = Folder()
    plan = make(folder, history(-4.0))
    outcome = simulate(folder, plan, 'S')
    learnt, assumed = find(outcome, 'elasticity of “Apple”'), find(outcome, 'elasticity of “Bread”')
    assert learnt['low'] < -4.0 < learnt['high'] and learnt['high'] - learnt['low'] < 1.5, learnt
    assert learnt['source'].startswith('From 60 weeks at 5 prices in the orders'), learnt
    assert assumed['source'].startswith('Assumed'), assumed
    half = simulate(folder, plan, 'S', '--from', '2025-07-01', '--to', '2025-09-30')
    assert find(half, 'elasticity of “Apple”')['source'].startswith('Assumed')
    assert half['inputs_hash'] != outcome['inputs_hash']


def second_units():
    """The baseline sells as many units as the orders hold, with an offer of two and without."""
    folder = Folder()
    plan = make(folder, constant(400, 60))
    for scenario, counted in (('S', 460 + 440), ('Two', 460)):
        outcome = simulate(folder, plan, scenario)
        units = float(outcome['baseline']['units']['value'])
        assert abs(units - counted) < 0.01 * counted, (scenario, units)
        worth = find(outcome, 'further unit of “Apple”')
        assert worth['low'] < worth['value'] < worth['high'], worth
        assert worth['source'] == 'Counted: 60 of 400 orders with it hold two or more', worth
        assert not list_misses(outcome), outcome['warnings']
    said = simulate(folder, plan, 'Said')
    worth = find(said, 'further unit of “Apple”')
    assert (worth['value'], worth['low'], worth['high']) == (0.9, 0.8, 1.0), worth
    assert any('above the counted' in warning for warning in said['warnings']), said['warnings']
    assert said['inputs_hash'] != outcome['inputs_hash']


def no_second_units():
    """Orders of one at today's price say nothing new."""
    folder = Folder()
    outcome = simulate(folder, make(folder, constant(400, 0)), 'S')
    assert not find(outcome, 'further unit') and not find(outcome, 'was sold')
    assert not list_misses(outcome), outcome['warnings']
    assert abs(float(outcome['baseline']['units']['value']) - 840) < 8.4


def price_import():
    """After an import of prices the past stays at the prices that were paid."""
    folder = Folder()
    plan = make(folder, constant(400, 0))
    before = simulate(folder, plan, 'S')
    for price in ('20.10', '26.00'):
        run(folder, 'import', plan, folder.write('p.csv', f'sku,name,price,cost\nA,Apple,{price},12.00\n'),
            '--as', 'products')
        after = simulate(folder, plan, 'S')
        fewer = 400 - (float(before['baseline']['units']['value'])
                       - float(after['baseline']['units']['value']))
        change = math.log(fewer / 400) / math.log(float(price) / 20)
        assert -5 < change < -1.5, (price, fewer, change)  # round -1 / (8 / 20), at a log-normal's bend
        told = [warning for warning in after['warnings'] if 'was sold at' in warning]
        assert len(told) == (price == '26.00'), (price, after['warnings'])
        assert find(after, 'Price at which “Apple” was sold')['value'] == 20
        assert find(after, 'elasticity of “Apple”')['value'] == -2.5
        assert not list_misses(after), after['warnings']


main([elasticity, second_units, no_second_units, price_import])
