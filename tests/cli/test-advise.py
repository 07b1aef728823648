#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The advisor on the sample shop: planted winners, the tie, and assumptions that move it."""

from command import BUNDLES_ALONE, Folder, ask, fail, main, run

ANCHOR = 'JKT-NAVY'


def plan_with(**numbers):
    """A sample plan whose scenario assumes @numbers, each as a value or as a triple."""
    folder = Folder()
    plan = folder / 'suits.pannier'
    ask(folder, 'new', plan, '--sample', 'suits')
    assumptions = list(BUNDLES_ALONE)
    for name, number in numbers.items():
        value, low, high = number if isinstance(number, tuple) else (number, number, number)
        assumptions.append({'name': name.replace('_', ' '), 'value': value, 'low': low,
                            'high': high, 'source': 'planted'})
    document = {'pannier': 1, 'scenarios': [{'name': 'Suit set', 'bundles': ['SUIT-SET'],
                                             'assumptions': assumptions}]}
    assert ask(folder, 'apply', plan, folder.write('plan.json', document))['problems'] == []
    return folder, plan


def advise(*words, **numbers):
    folder, plan = plan_with(**numbers)
    return ask(folder, 'advise', plan, '--anchor', ANCHOR, '--shoppers', '16384', *words)


def numbers_of(found, tactic):
    return next(offer for offer in found['ranking'] if offer['tactic'] == tactic)


def too_close():
    """Where nothing was tested yet, the honest answer is that nobody can tell."""
    found = advise()
    assert found['too_close'] and found['advice'].startswith('Too close to call'), found['advice']
    assert [offer['tactic'] for offer in found['ranking']].count('bundle') == 1
    assert len(found['ranking']) == 3 and len(found['offers']) == 5
    gains = [float(offer['contribution_per_100']['value']) for offer in found['ranking']]
    assert gains == sorted(gains, reverse=True)
    listed = {entry['name']: entry for entry in found['assumptions']}
    for name in ('cross-sell acceptance', 'upsell acceptance', 'cross-sell lost sales',
                 'upsell lost sales', 'price step'):
        assert listed[name]['low'] < listed[name]['value'] < listed[name]['high'], name
        assert listed[name]['source'], name
    assert all(offer['break_even_acceptance'] > 0 for offer in found['offers']
               if offer['tactic'] != 'bundle')


def nothing_is_a_candidate():
    """One offer whose interval holds zero wins against nobody, and its takers are of the anchor's
    visitors as the euros are."""
    folder, plan = plan_with()
    found = ask(folder, 'advise', plan, '--anchor', 'TIE-SILK')
    offer, = found['ranking']
    gain = {end: float(offer['contribution_per_100'][end]) for end in ('low', 'high')}
    assert gain['low'] < 0 < gain['high'], gain
    assert found['too_close'] and offer['too_close'], found['advice']
    assert 'to offer nothing may be as good' in found['advice'], found['advice']
    outcome = ask(folder, 'simulate', plan, '--scenario', 'Suit set')
    for end in ('value', 'low', 'high'):
        per_order = offer['takers_per_anchor_order'][end]
        assert abs(per_order * found['anchor_orders']
                   - outcome['scenario']['takers'][end]) < 1e-6 * found['anchor_orders']
        assert offer['take_rate'][end] == outcome['scenario']['take_rate'][end]


def each_tactic_wins():
    calm = {'upsell_lost_sales': 0.0, 'cross-sell_lost_sales': 0.0, 'price_step': 0.0,
            'relevant_shoppers': (15000, 14500, 15500)}
    low, high = (0.001, 0.0005, 0.0015), (0.6, 0.59, 0.61)
    keen, calm_buyers = (-4.0, -4.1, -3.9), (-1.3, -1.4, -1.2)
    for tactic, elasticity, upsell, cross_sell in (('bundle', keen, low, low),
                                                   ('upsell', calm_buyers, high, low),
                                                   ('cross-sell', calm_buyers, low, high)):
        found = advise(**calm, elasticity=elasticity, upsell_acceptance=upsell,
                       **{'cross-sell_acceptance': cross_sell})
        assert found['ranking'][0]['tactic'] == tactic, (tactic, found['ranking'])
        assert not found['too_close'], (tactic, found['ranking'])


def golden():
    """An upsell from 20 to 25 with margins of 8 and 11, 15 % accepting and 2 % lost."""
    folder = Folder()
    plan = folder / 'shirts.pannier'
    ask(folder, 'new', plan, '--currency', 'EUR')
    ask(folder, 'import', plan, folder.write(
        'products.csv', 'sku,name,price,cost\nPLAIN,Plain shirt,20.00,12.00\n'
                        'FINE,Fine shirt,25.00,14.00\n'))
    for lost, even in ((0.02, 0.16 / 3), (0.05, 0.40 / 3)):
        document = {'pannier': 1,
                    'relationships': [{'type': 'upsell', 'from': 'PLAIN', 'to': 'FINE'}],
                    'scenarios': [{'name': 'S', 'assumptions': [
                        {'name': 'upsell acceptance FINE', 'value': 0.15},
                        {'name': 'upsell lost sales', 'value': lost}]}]}
        assert ask(folder, 'apply', plan, folder.write('p.json', document))['problems'] == []
        offer, = ask(folder, 'advise', plan, '--anchor', 'PLAIN')['ranking']
        assert abs(offer['break_even_acceptance'] - even) < 1e-12
        if lost == 0.02:
            assert offer['contribution_per_100']['value'] == '29.00'
            assert offer['order_value'] == '20.77'
            assert offer['source'] == 'Stated for this product'


def assumptions_move_it():
    usual = numbers_of(advise(), 'upsell')
    keen = numbers_of(advise(upsell_acceptance=(0.2, 0.1, 0.3)), 'upsell')
    steep = numbers_of(advise(price_step=(3.0, 2.0, 4.0)), 'upsell')
    careless = numbers_of(advise(upsell_lost_sales=0.0), 'upsell')
    value = {name: float(offer['contribution_per_100']['value']) for name, offer in
             {'usual': usual, 'keen': keen, 'steep': steep, 'careless': careless}.items()}
    assert value['keen'] > value['usual'] > value['steep'], value
    assert value['careless'] > value['usual'], value
    assert careless['break_even_acceptance'] == 0
    found = advise(upsell_acceptance=(0.2, 0.1, 0.3))
    entry = next(entry for entry in found['assumptions'] if entry['name'] == 'upsell acceptance')
    assert (entry['value'], entry['source']) == (0.2, 'planted')


def same_bytes():
    folder, plan = plan_with()
    words = ('advise', plan, '--anchor', ANCHOR, '--shoppers', '16384')
    one, two = (run(folder, '--json', '--threads', n, *words).stdout for n in (1, 2))
    assert one == two


def nothing_to_say():
    folder, plan = plan_with()
    assert 'no product “NOPE”' in fail(folder, 'advise', plan, '--anchor', 'NOPE')
    assert 'no scenario “X”' in fail(folder, 'advise', plan, '--anchor', ANCHOR, '--scenario', 'X')
    fail(folder, 'advise', plan, status=2)
    lonely = ask(folder, 'advise', plan, '--anchor', 'TIE-SILK')
    assert {offer['tactic'] for offer in lonely['offers']} == {'bundle'}
    alone = ask(folder, 'advise', plan, '--anchor', 'JKT-TWEED')
    assert alone['offers'] == [] and 'nothing to offer' in alone['advice']


main([too_close, nothing_is_a_candidate, each_tactic_wins, golden, assumptions_move_it, same_bytes,
      nothing_to_say])
