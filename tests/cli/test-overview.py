#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures of a period against plain SQL over the plan file, on a small shop and real orders."""

import contextlib
import datetime
import sqlite3

from command import DATA, Folder, ask, fail, main, run

ORDERS = '''order,date,customer,status,sku,quantity,line total,cost
1,2024-01-10,anna,completed,A,1,10.00,4.00
1,2024-01-10,anna,completed,B,2,30.00,10.00
2,2024-02-10,bert,completed,A,3,30.00,4.00
3,2024-02-11,anna,cancelled,B,9,135.00,10.00
4,2024-02-12,anna,completed,B,1,15.00,10.00
4,2024-02-12,anna,completed,B,-1,-15.00,10.00
5,2024-02-20,,completed,C,1,7.01,
6,2024-03-05,bert,completed,A,2,20.00,4.00
6,2024-03-05,bert,completed,A,-1,-10.00,4.00
'''

SQL = '''
WITH line AS (
  SELECT orders.id AS order_id, customer_id, quantity_milli, total_minor / 100.0 AS total,
         ifnull(cost_micros / 1e6, cost_minor / 100.0 * quantity_milli / 1000.0) AS cost
  FROM orders JOIN order_line ON order_line.order_id = orders.id
  JOIN product ON product.id = order_line.product_id
  WHERE is_cancelled = 0 AND ordered_at >= :low AND ordered_at < :high),
sum_of AS (
  SELECT order_id, customer_id, sum(total) AS value, sum(quantity_milli) / 1000.0 AS units
  FROM line GROUP BY order_id),
first AS (SELECT customer_id, min(ordered_at) AS time FROM orders
  WHERE is_cancelled = 0 AND EXISTS (SELECT 1 FROM order_line WHERE order_id = orders.id)
  GROUP BY customer_id)
SELECT (SELECT count(*) FROM sum_of), (SELECT sum(value) FROM sum_of),
  (SELECT avg(value) FROM sum_of), (SELECT sum(units) FROM sum_of),
  (SELECT count(DISTINCT customer_id) FROM sum_of),
  (SELECT sum(CASE WHEN cost IS NOT NULL THEN total - cost END) FROM line),
  (SELECT sum(CASE WHEN cost IS NOT NULL THEN total END) FROM line),
  (SELECT count(DISTINCT customer_id) FROM sum_of JOIN first USING (customer_id)
   WHERE first.time >= :low AND first.time < :high),
  (SELECT count(*) FROM line WHERE cost IS NULL)
'''

VALUES = '''
SELECT sum(total_minor) / 100.0 AS value FROM orders
JOIN order_line ON order_line.order_id = orders.id
WHERE is_cancelled = 0 AND ordered_at >= :low AND ordered_at < :high
GROUP BY orders.id ORDER BY value
'''


def seconds(date):
    return int(datetime.datetime.fromisoformat(date + '+00:00').timestamp())


def near(told, counted):
    return abs(float(told) - counted) <= 0.01


def check_period(plan, period):
    """Every figure of a period, counted again by plain SQL."""
    bounds = {key: seconds(period[name][:-1]) for key, name in (('low', 'from'), ('high', 'to'))}
    with contextlib.closing(sqlite3.connect(f'file:{plan}?mode=ro', uri=True)) as db:
        (orders, revenue, aov, units, customers, contribution, costed, new,
         uncosted) = db.execute(SQL, bounds).fetchone()
        values = [value for value, in db.execute(VALUES, bounds)]
    assert period['orders'] == orders == len(values) > 0, (period, orders)
    middle = len(values) // 2
    median = values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2
    assert near(period['revenue'], revenue) and near(period['aov'], aov), (period, revenue, aov)
    assert near(period['aov_median'], median), (period, median)
    for key, tenths in (('aov_p10', 1), ('aov_p90', 9)):
        assert near(period[key], values[max((len(values) * tenths + 9) // 10, 1) - 1])
    assert near(period['units'], units) and near(period['units_per_order'], units / orders)
    assert near(period['contribution'], contribution), (period, contribution)
    assert near(period['contribution_per_order'], contribution / orders)
    assert near(period['margin_share'] * 100, contribution / costed * 100)
    assert period['customers'] == customers and period['new_customers'] == new, (period, new)
    assert period['returning_customers'] == customers - new
    assert period['lines_without_cost'] == uncosted
    parts = [period[name] for name in ('first_orders', 'repeat_orders', 'anonymous_orders')]
    assert sum(part['orders'] for part in parts) == orders
    assert near(sum(float(part['revenue']) for part in parts), revenue)


def make_plan(folder):
    plan = folder / 'small.pannier'
    ask(folder, 'new', plan, '--currency', 'EUR')
    path = folder.write('orders.csv', ORDERS)
    ask(folder, 'import', plan, path, '--as', 'orders', '--map', 'line_total=line total')
    return plan


def small():
    folder = Folder()
    plan = make_plan(folder)
    info = ask(folder, 'info', plan)
    assert info['period']['revenue'] == info['revenue'] == '87.01', info
    assert info['period']['orders'] == 5 and info['orders_cancelled'] == 1
    assert info['period']['aov'] == info['aov'] == '17.40'
    assert info['period']['aov_median'] == info['aov_median'] == '10.00'
    assert 'comparison' not in info
    check_period(plan, info['period'])
    words = ('info', plan, '--from', '2024-02-01', '--to', '2024-02-29')
    february = ask(folder, *words, '--compare', 'previous')
    assert february['period']['orders'] == 3 and february['period']['revenue'] == '37.01'
    assert february['comparison']['from'] == '2024-01-03T00:00:00Z'
    assert february['comparison']['orders'] == 1 and february['comparison_is_partial']
    check_period(plan, february['period'])
    check_period(plan, february['comparison'])
    assert ask(folder, 'info', plan, '--days', 1)['period']['revenue'] == '10.00'
    assert 'comparison' not in ask(folder, *words, '--compare', 'year')
    shown = run(folder, *words).stdout
    assert '37.01' in shown


def charts():
    folder = Folder()
    plan = make_plan(folder)
    february = ('--from', '2024-02-01', '--to', '2024-02-29', '--compare', 'previous')
    for kind, words in (('trend', ()), ('order-values', ()), ('growth', february)):
        for ending, magic in (('svg', b'<?xml'), ('pdf', b'%PDF'), ('png', b'\x89PNG')):
            path = folder / f'{kind}.{ending}'
            told = ask(folder, 'chart', plan, kind, *words, '--out', path)
            with open(path, 'rb') as file:
                assert file.read().startswith(magic), path
            assert told['description'] and told['data_hash']
    growth = ask(folder, 'info', plan, *february)['growth']
    parts = ('customers', 'orders_per_customer', 'items_per_order', 'price_per_item')
    assert growth['change'] == '-2.99' and growth['orders_stand_for_customers']
    assert round(sum(float(growth[part]) for part in parts), 2) == -2.99
    assert round(float(growth['volume']) + float(growth['price_mix']), 2) == -2.99


def misuse():
    folder = Folder()
    plan = make_plan(folder)
    for words in (('--days', 'x'), ('--days', -1), ('--from', '2024-02-30'), ('--to', 'yesterday'),
                  ('--days', 5, '--from', '2024-01-01'), ('--compare', 'previous'),
                  ('--days', 5, '--compare', 'never'),
                  ('--from', '2024-02-02', '--to', '2024-02-01')):
        assert fail(folder, 'info', plan, *words, status=2)


def foodmart():
    folder = Folder()
    plan = folder / 'foodmart.pannier'
    ask(folder, 'new', plan, '--currency', 'USD')
    ask(folder, 'import', plan, folder.unpack('foodmart-products.csv'),
        folder.unpack('foodmart-sales-1997.csv'))
    info = ask(folder, 'info', plan)
    period = info['period']
    assert period['revenue'] == info['revenue'] == '565238.13' and period['orders'] == 20530
    assert period['aov'] == '27.53' and period['aov_median'] == '25.74'
    assert period['customers'] == 5581 and period['contribution'] == '339610.90'
    check_period(plan, period)
    quarter = ask(folder, 'info', plan, '--from', '1997-07-01', '--to', '1997-09-30', '--compare',
                  'previous')
    check_period(plan, quarter['period'])
    check_period(plan, quarter['comparison'])
    last = ask(folder, 'info', plan, '--days', 90, '--compare', 'previous')
    assert last['period']['to'].startswith('1997-12-31')
    check_period(plan, last['period'])
    check_period(plan, last['comparison'])


def taxes():
    """Contribution is without tax: by tax classes that are a rate, else as a scenario assumes."""
    folder = Folder()
    plan = folder / 'shop.pannier'
    ask(folder, 'new', plan, '--sample', 'suits')
    gross = ask(folder, 'info', plan)
    assert gross['tax'] == '0.00'
    ask(folder, 'apply', plan, folder.write('tax.json', {'pannier': 1, 'scenarios': [
        {'name': 'Suit set', 'assumptions': [{'name': 'vat share', 'value': 0.25}]}]}))
    info = ask(folder, 'info', plan)
    revenue, cost = float(info['revenue']), float(info['cost'])
    assert info['revenue'] == gross['revenue'] and near(info['tax'], revenue / 5)
    assert near(info['contribution'], revenue / 1.25 - cost), info
    with contextlib.closing(sqlite3.connect(plan)) as db:
        db.execute("UPDATE product SET tax_class = '10,0 %' WHERE sku = 'TIE-SILK'")
        db.execute("UPDATE product SET tax_class = 'standard' WHERE sku = 'JKT-NAVY'")
        db.execute("UPDATE product SET tax_class = '1.2.3' WHERE sku = 'CUFF-SILVER'")
        db.commit()
        tie, = db.execute("""
            SELECT sum(total_minor) / 100.0 FROM order_line
            JOIN orders ON orders.id = order_id JOIN product ON product.id = product_id
            WHERE tax_class = '10,0 %' AND is_cancelled = 0""").fetchone()
    info = ask(folder, 'info', plan)
    assert tie > 0 and near(info['contribution'], tie / 1.1 + (revenue - tie) / 1.25 - cost), info
    assert info['period']['contribution'] == info['contribution']
    assert info['period']['tax'] == info['tax'] and info['period']['margin_share'] > 0


TESTS = [small, charts, misuse, taxes]
if DATA.is_dir():
    TESTS.append(foodmart)
else:
    print('# PANNIER_DATA is not set: real orders are not tried')
main(TESTS)
