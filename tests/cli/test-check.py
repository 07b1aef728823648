#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One breach of every rule is planted: each is found once and at its place, and nothing besides."""

import pathlib
import re
import sqlite3
import sys

from command import Folder, ask, fail, main, run

SOURCE = pathlib.Path(sys.argv[2]).parents[1] / 'src' / 'plan'


def product(sku, price='20.00', cost='5.00', **more):
    return {'sku': sku, 'name': sku.title(), 'price': price, 'cost': cost, **more}


def link(kind, start, end, **more):
    return {'type': kind, 'from': start, 'to': end, **more}


def bundle(sku, price, *components):
    return {'sku': sku, 'name': sku.title(), 'type': 'mixed', 'components': list(components),
            'price': {'mode': 'fixed', 'value': price}}


def offer(sku, kind, components, price, **more):
    return {'sku': sku, 'name': sku.title(), 'type': kind, 'components': components,
            'price': price, **more}


PRODUCTS = [product(sku) for sku in ('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J')] \
    + [product('DEAR', '30.00')]
SOUND = {'pannier': 1, 'currency': 'EUR', 'products': PRODUCTS,
         'relationships': [link('cross-sell', 'A', 'B'), link('upsell', 'A', 'DEAR'),
                           link('alternative', 'A', 'B', direction='two-way')],
         'bundles': [bundle('SET', '35.00', 'A', 'B')],
         'scenarios': [{'name': 'Autumn', 'bundles': ['SET']}]}

# code → (object, what breaks the rule in JSON, or in SQL what no file of ours can say)
BREACHES = {
    'no-currency': ('plan', "UPDATE plan SET currency = 'XXX'"),
    'zero-price': ('C', "UPDATE product SET price_minor = 0, cost_minor = 0 WHERE sku = 'C'"),
    'price-below-cost': ('C', "UPDATE product SET cost_minor = 2001 WHERE sku = 'C'"),
    'missing-parent': ('C', "UPDATE product SET parent_sku = 'GONE' WHERE sku = 'C'"),
    'upsell-not-dearer': ('C → D', {'relationships': [link('upsell', 'C', 'D')]}),
    'target-out-of-stock': ('C → D', {'products': [product('D') | {'stock': 0}],
                                      'relationships': [link('cross-sell', 'C', 'D')]}),
    'target-hidden': ('C → D', {'products': [product('D') | {'visible': False}],
                                'relationships': [link('cross-sell', 'C', 'D')]}),
    'duplicate-link': ('A → B', 'INSERT INTO relation SELECT 900, kind, from_id, to_id, two_way, '
                       '7, strength_ppm, note, evidence, measure, measure_ppm, window_from, '
                       'window_to, data_hash, author, created, approver, approved FROM relation '
                       "WHERE kind = 'cross-sell'"),
    'both-ways-link': ('D → C', {'relationships': [link('required', 'C', 'D'),
                                                   link('required', 'D', 'C')]}),
    'too-few-parts': ('ONE', {'bundles': [bundle('ONE', '15.00', 'C')]}),
    'bundle-dearer': ('MORE', {'bundles': [bundle('MORE', '40.01', 'C', 'D')]}),
    'bundle-below-cost': ('LESS', {'products': [product(sku, cost='9.00') for sku in 'CD'],
                                   'bundles': [bundle('LESS', '21.00', 'C', 'D')]},
                          "UPDATE bundle SET price_value = 1799 WHERE sku = 'LESS'"),
    'bundle-below-floor': ('FLOOR', {'bundles': [bundle('FLOOR', '30.00', 'C', 'D')
                                                 | {'margin_floor': 0.5}]},
                           "UPDATE bundle SET margin_floor_ppm = 700000 WHERE sku = 'FLOOR'"),
    'bundle-below-part': ('THIN', {'bundles': [bundle('THIN', '19.99', 'C', 'D')]}),
    'bundle-free': ('FREE', {'bundles': [bundle('FREE', '10.00', 'C', 'D')]},
                    "UPDATE bundle SET price_value = 0 WHERE sku = 'FREE'"),
    'sku-taken': ('J', {'bundles': [bundle('OWN', '35.00', 'C', 'D')]},
                  "UPDATE bundle SET sku = 'J' WHERE sku = 'OWN'"),
    'unpriced-part': ('OPEN', {'products': [product('C') | {'price': None}],
                               'bundles': [bundle('OPEN', '35.00', 'C', 'D')]}),
    'bundle-saves-nothing': ('SAME', {'bundles': [bundle('SAME', '40.00', 'C', 'D')]}),
    'cheaper-combination': ('TRIO', {'bundles': [bundle('TRIO', '56.00', 'C', 'D', 'E'),
                                                 bundle('DUO', '35.00', 'C', 'D')]}),
    'free-cart': ('THREE', {'products': [product('C', cost='0.00')], 'bundles': [
        offer('THREE', 'volume', ['C'], {'mode': 'tiers', 'tiers': [{'from': 3, 'value': 1.0}]})]}),
    'cart-below-cost': ('ANY', {'bundles': [
        offer('ANY', 'mix-and-match', ['C', 'D', 'E'], {'mode': 'fixed', 'value': '18.00'},
              choice=2)], 'products': [product('E', cost='15.00')]}),
    'gift-below-cost': ('GIFT', {'products': [product('C', '12.90', '4.10')], 'bundles': [
        offer('GIFT', 'gift', ['D'], {'mode': 'percent_off', 'value': 1.0}, threshold='10.00')]},
        "UPDATE product SET cost_minor = 900 WHERE sku = 'D'"),
    'stacked-free': ('LEAD', {'bundles': [
        offer(sku, 'leader', [anchor, {'sku': reward, 'role': 'reward'}],
              {'mode': 'percent_off', 'value': 1.0}) for sku, anchor, reward in (
                  ('LEAD', 'C', 'D'), ('NEXT', 'D', 'E'), ('LAST', 'E', 'C'))]}),
    'more-for-less': ('FIVE', {'bundles': [
        offer('FIVE', 'volume', ['C'], {'mode': 'tiers', 'tiers': [{'from': 5, 'value': 0.5}]})]}),
    'stacked-below-cost': ('LEAD', {'products': [product(sku, cost='9.00') for sku in 'CDE'],
                                    'bundles': [
        offer(sku, 'leader', [anchor, {'sku': 'D', 'role': 'reward'}],
              {'mode': 'percent_off', 'value': 0.9}) for sku, anchor in (('LEAD', 'C'),
                                                                         ('LAST', 'E'))]}),
    'price-drift': ('SET', {'products': [product('A', '22.00')]}),
    'part-short': ('FEW', {'products': [product('C') | {'stock': 1}],
                           'bundles': [bundle('FEW', '50.00', {'sku': 'C', 'quantity': 2}, 'D')]}),
    'shared-stock': ('C', {'products': [product('C', stock=10)],
                           'bundles': [bundle('ONE', '35.00', 'C', 'D'),
                                       bundle('TWO', '35.00', 'C', 'E')]}),
    'part-hidden': ('VEIL', {'products': [product('C') | {'visible': False}],
                             'bundles': [bundle('VEIL', '35.00', 'C', 'D')]}),
    'same-bundle': ('TWIN', {'bundles': [bundle('TWIN', '35.00', 'B', 'A')]}),
    'uncosted-part': ('DARK', {'products': [product('C') | {'cost': None}],
                               'bundles': [bundle('DARK', '35.00', 'C', 'D')]}),
    'assumption-out-of-range': ('Odd', {'scenarios': [{'name': 'Odd', 'assumptions': [
        {'name': 'elasticity', 'value': -2.0, 'low': -3.0, 'high': -1.0}]}]},
        'UPDATE assumption SET low_ppm = 0'),
    'unknown-assumption': ('Typo', {'scenarios': [{'name': 'Typo', 'assumptions': [
        {'name': 'elasticity', 'value': -2.0}]}]},
        "UPDATE assumption SET name = 'elastisity'"),
    'empty-scenario': ('Void', {'scenarios': [{'name': 'Void'}]}),
    'loose-reference': ('relation', 'UPDATE relation SET to_id = 999 WHERE id = '
                        "(SELECT id FROM relation WHERE kind = 'cross-sell')"),
}
# What a plan cannot say while its references are whole.
# Met in other places: test-damage.py makes texts that are none.
ELSEWHERE = {'gone-product', 'damaged-file', 'foreign-parts', 'broken-text'}


def make(folder):
    plan = folder / 'plan.pannier'
    ask(folder, 'new', plan, '--currency', 'EUR')
    ask(folder, 'apply', plan, folder.write('sound.json', SOUND))
    return plan


def plant(folder, plan, deeds):
    for deed in deeds:
        if isinstance(deed, dict):
            report = ask(folder, 'apply', plan, folder.write('more.json', {'pannier': 1, **deed}))
            assert report['problems'] == [], report
        else:
            db = sqlite3.connect(plan)
            assert db.execute(deed).rowcount > 0, deed
            db.commit()
            db.close()


def a_sound_plan():
    folder = Folder()
    plan = make(folder)
    before = pathlib.Path(plan).read_bytes()
    assert ask(folder, 'check', plan) == {'findings': []}
    assert pathlib.Path(plan).read_bytes() == before
    for name in ('suits', 'footwear', 'phones'):
        sample = folder / f'{name}.pannier'
        ask(folder, 'new', sample, '--sample', name)
        assert ask(folder, 'check', sample) == {'findings': []}, name


def every_breach_is_found_once():
    for code, (where, *deeds) in BREACHES.items():
        folder = Folder()
        plan = make(folder)
        plant(folder, plan, deeds)
        findings = ask(folder, 'check', plan, status=3)['findings']
        assert [(row['code'], row['object']) for row in findings] == [(code, where)], (code, findings)
        row, = findings
        assert row['severity'] in ('error', 'warning', 'note') and row['message'] and row['fix']


def all_at_once():
    """Together they are found as they are alone: no rule hides or doubles another."""
    folder = Folder()
    plan = make(folder)
    apart = ['upsell-not-dearer', 'too-few-parts', 'bundle-dearer', 'same-bundle',
             'empty-scenario', 'no-currency']
    for code in apart:
        plant(folder, plan, BREACHES[code][1:])
    findings = ask(folder, 'check', plan, status=3)['findings']
    assert sorted((row['code'], row['object']) for row in findings) \
        == sorted((code, BREACHES[code][0]) for code in apart), findings
    severities = [row['severity'] for row in findings]
    assert severities == sorted(severities, key=['error', 'warning', 'note'].index)
    table = run(folder, 'check', plan, status=3).stdout
    assert 'bundle-dearer' in table and 'MORE' in table


def a_broken_file():
    folder = Folder()
    plan = make(folder)
    file = pathlib.Path(plan)
    file.write_bytes(file.read_bytes()[:-4096])
    finding, = ask(folder, 'check', plan, status=3)['findings']
    assert finding['code'] == 'damaged-file' and finding['object'] == 'plan.pannier', finding

    strange = folder / 'strange.pannier'
    ask(folder, 'new', strange)
    db = sqlite3.connect(strange)
    db.execute('CREATE TABLE more (a)')
    db.commit()
    db.close()
    finding, = ask(folder, 'check', strange, status=3)['findings']
    assert finding['code'] == 'foreign-parts' and finding['object'] == 'strange.pannier', finding

    assert 'not a Pannier plan' in fail(folder, 'check', folder.write('a.pannier', 'a letter' * 99))
    assert 'not there' in fail(folder, 'check', folder / 'none.pannier')


def many_broken_pages():
    """The first faults of a file are told, and how many there are besides."""
    folder = Folder()
    plan = folder / 'plan.pannier'
    ask(folder, 'new', plan, '--sample', 'suits')
    file = pathlib.Path(plan)
    whole = file.read_bytes()
    # The pages of the list of tables stay, so that the others can be looked at.
    pages = [number for number in range(1, len(whole) // 4096)
             if b'CREATE ' not in whole[number * 4096:(number + 1) * 4096]]
    broken = bytearray(whole)
    for number in pages[40:80]:
        broken[number * 4096:(number + 1) * 4096] = b'\xa5' * 4096
    file.write_bytes(broken)
    findings = ask(folder, 'check', plan, status=3)['findings']
    told = [row['message'] for row in findings if 'more' in row['message']]
    assert told and all(re.search(r'Page \d+.*; .* and \d+ more\.$', text) for text in told), findings
    assert all(len(row['message']) < 400 and '\n' not in row['message'] for row in findings), findings
    assert max(map(len, run(folder, 'check', plan, status=3).stdout.splitlines())) < 500


def nothing_is_left_out():
    """A rule that is added to the program is added here."""
    codes = set()
    for path in (SOURCE / 'check').glob('*.c'):
        codes |= set(re.findall(r'\{ "([a-z-]+)", PNR_SEVERITY', path.read_text()))
    codes |= set(re.findall(r'#define CODE_\w+ "([a-z-]+)"',
                            (SOURCE / 'pnr-plan-check.c').read_text()))
    assert codes == set(BREACHES) | ELSEWHERE, codes ^ (set(BREACHES) | ELSEWHERE)


main([a_sound_plan, every_breach_is_found_once, all_at_once, a_broken_file, many_broken_pages,
      nothing_is_left_out])
