#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What nobody can mean by an assumption or a limit is refused, found and warned of, and a price
says whose assumptions it rests on."""

import sqlite3

from command import Folder, ask, fail, main

SHOPPERS = ('--shoppers', 4096)


def suits():
    folder = Folder()
    plan = folder / 'suits.pannier'
    ask(folder, 'new', plan, '--sample', 'suits')
    return folder, plan


def scenario(name, *assumptions):
    return {'name': name, 'bundles': ['SUIT-SET'], 'assumptions': list(assumptions)}


def write(folder, *scenarios):
    return folder.write('scenarios.json', {'pannier': 1, 'scenarios': list(scenarios)})


def what_cannot_be_is_refused():
    folder, plan = suits()
    for name, value, more, field, word in (
            ('vat share', 19, {}, 'value', '0.19'), ('vat share', -1, {}, 'value', 'from 0 to 1'),
            ('payment fee share', 2.9, {}, 'value', '0.029'),
            ('shipping per order', -6, {}, 'value', 'below zero'),
            ('parcel up to 2000 g', -1, {}, 'value', 'below zero'),
            ('discount rate', 10, {}, 'value', '0.1'), ('persistence', 100, {}, 'value', '1'),
            ('retention effect', 5, {}, 'value', '1'), ('lifetime weeks', 0, {}, 'value', '520'),
            ('elasticity', 2, {}, 'value', 'below zero'),
            ('elasticity JKT-NAVY', 0, {}, 'value', 'below zero'),
            ('exposure SUIT-SET', 2, {}, 'value', '0.02'), ('bother', -1, {}, 'value', 'below'),
            ('objective', 9, {}, 'value', '3'), ('price step', -1, {}, 'value', 'zero'),
            ('relevant shoppers', 0, {}, 'value', 'one person'),
            ('elasticity', -2, {'low': -1, 'high': -3}, 'low', 'above'),
            ('elasticity', -2, {'low': -1, 'high': -0.5}, 'value', 'from its low'),
            ('vat share', 0.5, {'low': 0.1, 'high': 19}, 'high', '0.19'),
            ('elastisity', -2, {}, 'name', '“elasticity”'),
            ('relevant shopers', 900, {}, 'name', '“relevant shoppers”'),
            ('weather', 3, {}, 'name', 'editor')):
        bad = {'name': name, 'value': value, **more}
        document = write(folder, scenario('Good', {'name': 'vat share', 'value': 0.19}),
                         scenario('Bad', {'name': 'vat_share', 'value': 0.19}, bad))
        problem, = ask(folder, 'apply', plan, document, status=3)['problems']
        assert problem['path'] == f'scenarios[1].assumptions[1].{field}', problem
        assert problem['value'] == name and word in problem['message'], problem
        names = ask(folder, 'info', plan)['scenario_names']
        assert 'Good' in names and 'Bad' not in names, names
        ask(folder, 'undo', plan)


def what_is_there_is_found_and_warned_of():
    folder, plan = suits()
    ask(folder, 'apply', plan, write(folder, scenario('Suit set',
                                                      {'name': 'vat share', 'value': 0.19},
                                                      {'name': 'persistence', 'value': 1})))
    assert ask(folder, 'check', plan) == {'findings': []}
    assert not any('assumption' in text for text in ask(
        folder, 'simulate', plan, '--scenario', 'Suit set', *SHOPPERS)['warnings'])
    db = sqlite3.connect(plan)
    db.execute("UPDATE assumption SET value_ppm = 19000000, low_ppm = 0, high_ppm = 0 "
               "WHERE name = 'vat share'")
    db.execute("UPDATE assumption SET name = 'persistance' WHERE name = 'persistence'")
    db.commit()
    db.close()
    codes = [row['code'] for row in ask(folder, 'check', plan, status=3)['findings']]
    assert codes == ['assumption-out-of-range', 'unknown-assumption'], codes
    warnings = ask(folder, 'simulate', plan, '--scenario', 'Suit set', *SHOPPERS)['warnings']
    assert any('“vat share”' in text and '0.19' in text for text in warnings), warnings
    assert any('“persistence” meant' in text for text in warnings), warnings


def what_the_orders_rule_out_is_said():
    folder, plan = suits()
    ask(folder, 'apply', plan, write(
        folder, scenario('Unknown', {'name': 'awareness', 'value': 0}),
        scenario('Few', {'name': 'relevant shoppers', 'value': 100})))
    sentence = fail(folder, 'simulate', plan, '--scenario', 'Unknown', *SHOPPERS)
    assert 'only 0.00 % are assumed to know it' in sentence, sentence
    warnings = ask(folder, 'simulate', plan, '--scenario', 'Few', *SHOPPERS)['warnings']
    assert any(text.startswith('100 relevant shoppers are stated') and 'used instead' in text
               for text in warnings), warnings


def limits_are_shares():
    folder, plan = suits()
    for option in ('--margin-floor', '--max-discount'):
        for value in ('nan', '-1', '2', 'inf', '-inf'):
            fail(folder, 'optimise', plan, '--bundle', 'SUIT-SET', f'{option}={value}', status=2)
    fail(folder, 'optimise', plan, '--bundle', 'SUIT-SET', '--margin-floor', '1', status=2)
    ask(folder, 'optimise', plan, '--bundle', 'SUIT-SET', '--margin-floor', '0', '--max-discount',
        '1', *SHOPPERS)


def a_price_says_whose_it_is():
    folder, plan = suits()

    def optimise(*words):
        return ask(folder, 'optimise', plan, '--bundle', 'SUIT-SET', *words, *SHOPPERS)

    alone = optimise()
    assert alone['scenario'] == 'Suit set' and not any('offer this' in text
                                                       for text in alone['warnings']), alone
    ask(folder, 'apply', plan, write(folder, scenario('Keen', {'name': 'elasticity', 'value': -7})))
    first, keen, named = optimise(), optimise('--scenario', 'Keen'), optimise('--scenario',
                                                                             'Suit set')
    assert first['price'] == named['price'] == alone['price'] != keen['price']
    assert any('“Suit set”' in text for text in first['warnings']), first['warnings']
    assert keen['scenario'] == 'Keen' and not any('offer this' in text
                                                  for text in keen['warnings']), keen['warnings']
    assert 'Keen' in fail(folder, 'optimise', plan, '--bundle', 'SUIT-SET', '--scenario', 'None')


main([what_cannot_be_is_refused, what_is_there_is_found_and_warned_of,
      what_the_orders_rule_out_is_said, limits_are_shares, a_price_says_whose_it_is])
