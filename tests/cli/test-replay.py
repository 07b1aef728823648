#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Past orders gone through with a scenario's offers, against the plan file's own lines."""

import collections
import os
import pathlib
import sqlite3

from command import Folder, ask, fail, main

DATA = pathlib.Path(os.environ.get('PANNIER_DATA', '/nonexistent'))


def half_up(numerator, denominator):
    return (2 * numerator + denominator) // (2 * denominator)


def read_orders(plan):
    """By order: product -> units and price paid for one; and what the order came to."""
    rows = sqlite3.connect(f'file:{plan}?mode=ro', uri=True).execute(
        'SELECT order_id, sku, sum(quantity_milli), sum(total_minor) FROM order_line '
        'JOIN orders ON orders.id = order_id JOIN product ON product.id = product_id '
        'WHERE NOT is_cancelled GROUP BY 1, 2').fetchall()
    orders, totals = collections.defaultdict(dict), collections.Counter()
    for order, sku, milli, total in rows:
        totals[order] += total
        if milli >= 1000:
            orders[order][sku] = (milli // 1000, half_up(total * 1000, milli))
    return orders, totals


def minor(text):
    return round(float(text) * 100)


def expect_set(plan, price, content, catalogue):
    orders, _ = read_orders(plan)
    touched = given = parts = step = 0
    for order in orders.values():
        held = [sku for sku in content if sku in order]
        sets = min(order.get(sku, (0, 0))[0] for sku in content)
        if sets:
            saving = sets * (sum(order[sku][1] for sku in content) - price)
            touched += saving > 0
            given += max(0, saving)
        elif held:
            more = price - sum(order[sku][1] for sku in held)
            if more < sum(catalogue[sku] for sku in content if sku not in order):
                parts += 1
                step += more
    return touched, given, parts, step


def told(offer):
    return (offer['orders_touched'], minor(offer['given_away']), offer['orders_would_be'],
            minor(offer['would_be_revenue']))


def suit():
    folder = Folder()
    plan = folder / 'shop.pannier'
    ask(folder, 'new', plan, '--sample', 'suits')
    words = ('simulate', plan, '--scenario', 'Suit set', '--study', 'replay')
    report = ask(folder, *words)
    offer, = report['offers']
    rows = sqlite3.connect(plan).execute(
        'SELECT sku, price_minor FROM bundle_component JOIN product ON product.id = product_id')
    catalogue = dict(rows.fetchall())
    price, = sqlite3.connect(plan).execute('SELECT price_value FROM bundle').fetchone()
    assert len(catalogue) == 3
    assert told(offer) == expect_set(plan, price, list(catalogue), catalogue), offer
    assert offer['orders_touched'] > 0 and offer['orders_would_be'] > 0
    info = ask(folder, 'info', plan)
    assert report['orders'] == info['orders'] and report['revenue'] == info['revenue']
    # Of a hundred that hold a part, so many earn what is given away, and one fewer does not.
    share = offer['break_even_share']
    gain, loss = minor(offer['would_be_contribution']), minor(offer['contribution_given_away'])
    assert gain * share >= loss > gain * (share - 2e-6)
    assert minor(offer['contribution_floor']) == -loss
    assert abs(minor(offer['contribution_expected']) - (report['acceptance']['value'] * gain
                                                        - loss)) <= 1
    assert ask(folder, *words) == report
    dear = {'pannier': 1, 'bundles': [{'sku': 'SUIT-SET', 'price': '150.00'}]}
    ask(folder, 'apply', plan, folder.write('dear.json', dear))
    other = ask(folder, *words)
    assert other['inputs_hash'] != report['inputs_hash']
    assert told(other['offers'][0]) == expect_set(plan, 15000, list(catalogue), catalogue)


def refused():
    folder = Folder()
    plan = folder / 'shop.pannier'
    ask(folder, 'new', plan, '--sample', 'suits')
    ask(folder, 'apply', plan, folder.write('empty.json', {
        'pannier': 1, 'scenarios': [{'name': 'Empty'}]}))
    assert 'no bundle' in fail(folder, 'simulate', plan, '--scenario', 'Empty', '--study', 'replay')
    # It is a table, so there is no picture of it.
    assert 'replay' in fail(folder, 'chart', plan, 'replay', '--scenario', 'Suit set', '--out',
                            folder / 'r.svg', status=2)


def foodmart():
    folder = Folder()
    plan = folder / 'foodmart.pannier'
    ask(folder, 'new', plan, '--currency', 'USD')
    ask(folder, 'import', plan, folder.unpack('foodmart-products.csv'),
        folder.unpack('foodmart-sales-1997.csv'))
    database = sqlite3.connect(plan)
    pair = [sku for sku, in database.execute(
        'SELECT sku FROM product JOIN order_line ON product_id = product.id GROUP BY 1 '
        'ORDER BY count(*) DESC, 1 LIMIT 2')]
    catalogue = dict(database.execute('SELECT sku, price_minor FROM product').fetchall())
    set_price = sum(catalogue[sku] for sku in pair) * 8 // 10
    ask(folder, 'apply', plan, folder.write('offers.json', {
        'pannier': 1,
        'bundles': [{'sku': 'SET', 'name': 'Set', 'kind': 'mixed', 'components': pair,
                     'price': f'{set_price / 100:.2f}'},
                    {'sku': 'GIFT', 'name': 'Gift', 'kind': 'gift', 'threshold': '40.00',
                     'components': [pair[0]]}],
        'scenarios': [{'name': 'Offers', 'bundles': ['SET', 'GIFT']}]}))
    report = ask(folder, 'simulate', plan, '--scenario', 'Offers', '--study', 'replay')
    offers = {offer['bundle']: offer for offer in report['offers']}
    assert report['orders'] == 20530
    assert told(offers['SET']) == expect_set(plan, set_price, pair, catalogue)
    orders, totals = read_orders(plan)
    free = {order: orders[order].get(pair[0], (0, 0))[1] for order in totals}
    given = [free[order] for order in totals if totals[order] - free[order] >= 4000]
    assert told(offers['GIFT'])[:2] == (len(given), sum(given)) and len(given) > 1000
    assert offers['GIFT']['break_even_share'] is None


TESTS = [suit, refused]
if DATA.is_dir():
    TESTS.append(foodmart)
else:
    print('# PANNIER_DATA is not set: real orders are not tried')
main(TESTS)
