#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tax classes and doubtful costs reach every calculation, to the cent, and are listed with it."""

from command import BUNDLES_ALONE, Folder, ask, main

PARTS = ('JKT-NAVY', 'TIE-SILK', 'CUFF-SILVER')
SHOPPERS = ('--shoppers', '16384')


def plan_with(classes=None, kind=None, **assumptions):
    """The sample shop with tax @classes by SKU, and what its scenario assumes."""
    folder = Folder()
    plan = folder / 'suits.pannier'
    ask(folder, 'new', plan, '--sample', 'suits')
    bundles = [{'sku': 'SUIT-SET', 'kind': kind}] if kind else []
    listed = [dict(assumption, name=name.replace('_', ' '))
              for name, assumption in assumptions.items()]
    document = {'pannier': 1,
                'products': [{'sku': sku, 'tax_class': name}
                             for sku, name in (classes or {}).items()],
                'bundles': bundles,
                'scenarios': [{'name': 'Suit set', 'bundles': ['SUIT-SET'],
                               'assumptions': BUNDLES_ALONE + listed}]}
    assert ask(folder, 'apply', plan, folder.write('plan.json', document))['problems'] == []
    return folder, plan


def simulate(*arguments, **assumptions):
    folder, plan = plan_with(*arguments, **assumptions)
    return ask(folder, 'simulate', plan, '--scenario', 'Suit set', *SHOPPERS)


def optimise(*arguments, **assumptions):
    folder, plan = plan_with(*arguments, **assumptions)
    return ask(folder, 'optimise', plan, '--bundle', 'SUIT-SET')


def number(found, side, figure='contribution', end='value'):
    return float(found[side][figure][end])


def listed(found):
    return {entry['name']: entry for entry in found['assumptions']}


def a_sale_is_what_the_sheet_says():
    """Where nothing but the bundle is on sale, 169.00 leave what sheet and kitchen table leave."""
    classes = dict(zip(PARTS, ('25', '25 %', '12')))
    folder, plan = plan_with(classes, 'pure')
    sheet = ask(folder, 'info', plan, '--bundle', 'SUIT-SET')
    assert sheet['vat']['by_product'] == '30.18', sheet['vat']
    margin = sum(float(part['margin']) for part in sheet['components'])
    found = ask(folder, 'simulate', plan, '--scenario', 'Suit set', *SHOPPERS)
    sold = number(found, 'scenario', 'revenue') / 169.0
    per_sale = number(found, 'scenario') / sold
    assert abs(per_sale - margin) < 0.01, (per_sale, margin)
    exact = 104 / 1.25 + 26 / 1.25 + 39 / 1.12 - number(found, 'scenario', 'cost') / sold
    assert abs(per_sale - exact) < 1e-3, (per_sale, exact)


def tax_is_of_each_product():
    """Shoppers who stay the same pay what they paid; each product's tax comes off by itself."""
    stay = {'elasticity': {'value': -2.0}}
    bare = simulate(**stay)
    taken = [simulate({sku: rate}, **stay) for sku, rate in zip(PARTS, ('25', '7', '5,5%'))]
    both = simulate(dict(zip(PARTS, ('25', '7', '5,5%'))), **stay)
    for side in ('baseline', 'scenario'):
        assert number(both, side, 'revenue') == number(bare, side, 'revenue')
        lost = [number(bare, side) - number(one, side) for one in taken]
        assert min(lost) > 0, lost
        assert abs(sum(lost) - (number(bare, side) - number(both, side))) < 0.05, (side, lost)
    assert len({found['inputs_hash'] for found in (bare, both, *taken)}) == 5
    name = 'Tax contained in the price of “Silk tie, burgundy”'
    assert listed(both)[name]['value'] == 0.07 and listed(both)[name]['source'] == 'Its tax class'


def tax_turns_the_verdict():
    """The set pays without tax and does not with it, however the tax is told."""
    bare, by_class = simulate(), simulate({sku: '25' for sku in PARTS})
    stated = simulate(vat_share={'value': 0.25})
    assert number(bare, 'delta') > 0 > number(by_class, 'delta')
    for side in ('baseline', 'scenario', 'delta'):
        assert by_class[side]['contribution'] == stated[side]['contribution'], side
    own = simulate({sku: '25' for sku in PARTS}, vat_share={'value': 0.07})
    assert own['baseline']['contribution'] == by_class['baseline']['contribution']
    named = simulate({sku: 'reduced' for sku in PARTS}, vat_share={'value': 0.25})
    assert named['baseline']['contribution'] == stated['baseline']['contribution']


def prices_follow():
    """The best price, the floor and the advice count with the tax of each product."""
    classes = {sku: '25' for sku in PARTS}
    bare, by_class = optimise(), optimise(classes)
    stated = optimise(vat_share={'value': 0.25})
    assert by_class['price'] == stated['price'] != bare['price']
    assert by_class['profit'] == stated['profit'] and by_class['curve'] == stated['curve']
    mixed = optimise(dict(zip(PARTS, ('25', '25', '12'))))
    assert float(stated['profit']) < float(mixed['profit']) < float(bare['profit'])
    gains = []
    for settings in ({}, {'classes': classes}):
        folder, plan = plan_with(**settings)
        offers = ask(folder, 'advise', plan, '--anchor', 'JKT-NAVY', *SHOPPERS)['offers']
        gains.append({offer['sku']: float(offer['contribution_per_100']['value'])
                      for offer in offers})
    assert gains[0].keys() == gains[1].keys()
    assert all(gains[0][sku] != gains[1][sku] for sku in gains[0]), gains


def doubt_about_costs_is_told():
    """A range of a cost is listed with its source, widens the interval, and stamps the result."""
    for name, value, low, high, title in (
            ('shipping_per_order', 6, 1, 30, 'Shipping per order'),
            ('shipping_per_unit', 1, 0, 12, 'Shipping per further piece'),
            ('shipping_charge', 3, 0, 15, 'Shipping that the shopper pays'),
            ('payment_fee_share', 0.03, 0.01, 0.2, 'Payment fee, share'),
            ('payment_fee_fixed', 0.3, 0.1, 20, 'Payment fee, per order'),
            ('vat_share', 0.19, 0.05, 0.3, 'Tax contained in prices')):
        sure = simulate(**{name: {'value': value, 'source': 'contract'}})
        doubtful = simulate(**{name: {'value': value, 'low': low, 'high': high,
                                      'source': 'contract'}})
        for found, ends in ((sure, (value, value)), (doubtful, (low, high))):
            entry = listed(found)[title]
            assert abs(entry['value'] - value) < 1e-9 and entry['source'] == 'contract', entry
            assert (entry['low'], entry['high']) == ends, entry
        assert sure['inputs_hash'] != doubtful['inputs_hash'], name
        for side in ('baseline', 'scenario'):
            assert sure[side]['contribution']['value'] == doubtful[side]['contribution']['value']
        width = [number(found, 'baseline', end='high') - number(found, 'baseline', end='low')
                 for found in (sure, doubtful)]
        assert width[1] > 1.1 * width[0], (name, width)
        assert title in listed(optimise(**{name: {'value': value, 'low': low, 'high': high}}))


def bars_show_doubtful_costs():
    folder, plan = plan_with(shipping_charge={'value': 3, 'low': 0, 'high': 15})
    found = ask(folder, 'simulate', plan, '--scenario', 'Suit set', '--study', 'tornado', *SHOPPERS)
    assert 'shipping charge' in str(found), found


main([a_sale_is_what_the_sheet_says, tax_is_of_each_product, tax_turns_the_verdict, prices_follow,
      doubt_about_costs_is_told, bars_show_doubtful_costs])
