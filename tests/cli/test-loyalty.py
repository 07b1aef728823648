#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How customers come back, against counting the plan file's rows one by one."""

import collections
import datetime
import sqlite3

from command import Folder, ask, fail, main


def month_of(seconds):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime('%Y-%m')


def read_orders(plan):
    """Customer, time, id, total and kept products of each order that counts."""
    connection = sqlite3.connect(plan)
    orders = {}
    for order, time, customer, product, quantity, total in connection.execute(
            'SELECT orders.id, ordered_at, customer_id, product_id, quantity_milli, total_minor '
            'FROM orders JOIN order_line ON order_id = orders.id WHERE is_cancelled = 0'):
        row = orders.setdefault(order, [customer, time, order, 0, set()])
        row[3] += total or 0
        if quantity > 0:
            row[4].add(product)
    skus = dict(connection.execute('SELECT id, sku FROM product'))
    connection.close()
    return list(orders.values()), skus


def recount():
    folder = Folder()
    plan = folder / 'suits.pannier'
    ask(folder, 'new', plan, '--sample', 'suits')
    orders, skus = read_orders(plan)
    last_day = max(time for _, time, *_ in orders) // 86400
    by_customer = collections.defaultdict(list)
    for customer, time, order, total, products in orders:
        by_customer[customer].append((time, order, total, products))
    for days in (30, 90, 200):
        found = ask(folder, 'info', plan, '--customers', '--within-days', days)
        cohorts = collections.defaultdict(lambda: [0, 0, 0, 0])
        products = collections.defaultdict(lambda: [0, 0])
        for own in by_customer.values():
            own.sort(key=lambda row: row[:2])
            first = own[0][0] // 86400
            watched = first + days <= last_day
            returned = any(first < row[0] // 86400 <= first + days for row in own)
            cohort = cohorts[month_of(own[0][0])]
            cohort[0] += 1
            cohort[1] += sum(row[2] for row in own)
            cohort[2] += watched
            cohort[3] += watched and returned
            for product in own[0][3]:
                products[skus[product]][0] += watched
                products[skus[product]][1] += watched and returned
        assert len(found['cohorts']) == len(cohorts)
        for entry in found['cohorts']:
            n, revenue, watched, returned = cohorts[entry['month']]
            assert (entry['customers'], entry['revenue']) == (n, f'{revenue / 100:.2f}'), entry
            assert (entry['repeat']['watched'], entry['repeat']['returned']) == (watched, returned)
        sums = sum(round(float(entry['revenue']) * 100) for entry in found['cohorts'])
        assert sums == round(float(found['revenue']) * 100) == sum(row[3] for row in orders)
        assert found['first_products']
        for entry in found['first_products']:
            repeat = entry['repeat']
            assert [repeat['watched'], repeat['returned']] == products[entry['sku']], entry
            assert repeat['low'] <= repeat['value'] <= repeat['high']
    assert 0 <= found['projection']['backtest_mape'] < 0.2, found['projection']


def without_customers():
    folder = Folder()
    plan = folder / 'p.pannier'
    ask(folder, 'new', plan)
    orders = folder.write('o.csv', 'order,date,sku,qty,price\n1,2024-01-02,A,1,9.00\n'
                                   '2,2024-02-02,A,1,9.00\n')
    ask(folder, 'import', plan, orders)
    found = ask(folder, 'info', plan, '--customers')
    assert found['customers'] == 0 and found['cohorts'] == [] and found['projection'] is None
    assert found['revenue'] == found['revenue_without_customer'] == '18.00'
    assert found['repeat']['value'] is None


def misuse():
    folder = Folder()
    plan = folder / 'p.pannier'
    ask(folder, 'new', plan)
    fail(folder, 'info', plan, '--customers', '--days', 3, status=2)
    fail(folder, 'info', plan, '--within-days', 3, status=2)
    fail(folder, 'info', plan, '--customers', '--within-days', -1, status=2)


main([recount, without_customers, misuse])
