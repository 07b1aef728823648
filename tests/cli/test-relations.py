#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a plan's relationships show is simulated, compared, listed and stamped with the rest."""

import pathlib

from command import BUNDLES_ALONE, Folder, ask, main, run

SHOPPERS = ('--shoppers', '16384')


def plan_with(*assumptions, sample='suits', bundle='SUIT-SET'):
    folder = Folder()
    plan = folder / 'plan.pannier'
    ask(folder, 'new', plan, '--sample', sample)
    scenarios = [{'name': 'Shown', 'bundles': [bundle], 'assumptions': list(assumptions)},
                 {'name': 'Alone', 'bundles': [bundle], 'assumptions': BUNDLES_ALONE}]
    ask(folder, 'apply', plan, folder.write('plan.json', {'pannier': 1, 'scenarios': scenarios}))
    return folder, plan


def simulate(folder, plan, *scenarios, **words):
    named = [word for name in scenarios for word in ('--scenario', name)]
    more = [str(word) for name, value in words.items() for word in (f'--{name}', value)]
    return ask(folder, 'simulate', plan, *named, *SHOPPERS, *more)


def pairs(found):
    return {(row['type'], row['from'], row['to']): row for row in found['relationships']}


def they_take_part():
    """Trousers beside the jacket and a dearer jacket instead; tie and cufflinks are known."""
    folder, plan = plan_with()
    found = simulate(folder, plan, 'Shown')
    told = pairs(found)
    beside = told['cross-sell', 'JKT-NAVY', 'TRS-NAVY']
    instead = told['upsell', 'JKT-NAVY', 'JKT-GREY']
    assert beside['placement'] == 'cart' and instead['placement'] == 'product page'
    for row in (beside, instead):
        assert row['is_offered'] and row['note'] is None, row
        assert 0 < row['taken'] < row['shown'] <= found['scenario']['orders']['value'], row
        assert abs(sum(row['takers'].values()) - 1) < 1e-9, row
    assert instead['takers']['instead'] > 0.5 and beside['takers']['instead'] == 0
    known = told['cross-sell', 'JKT-NAVY', 'TIE-SILK']
    assert not known['is_offered'] and known['shown'] is None and 'bundle' in known['note']
    assert [offer['sku'] for offer in found['offers']] == ['SUIT-SET']
    listed = {row['name']: row for row in found['assumptions']}
    for start in ('Share who know “Suit trousers', 'Share who see “Suit trousers',
                  'Share of buyers lost by showing “Jacket “Statesman”'):
        row, = [row for name, row in listed.items() if name.startswith(start)]
        assert row['low'] < row['value'] < row['high'] and row['source'], row


def nothing_is_shown_alone():
    folder, plan = plan_with()
    alone = simulate(folder, plan, 'Alone')
    assert alone['relationships'] and not any(row['is_offered'] for row in alone['relationships'])
    assert not any('see' in row['name'].split() for row in alone['assumptions'])
    assert alone['inputs_hash'] != simulate(folder, plan, 'Shown')['inputs_hash']
    assert simulate(folder, plan, 'Alone') == alone


def same_bytes():
    folder, plan = plan_with(sample='phones', bundle='NOVA5-KIT')
    words = ('simulate', plan, '--scenario', 'Shown', *SHOPPERS)
    texts = {run(folder, '--json', '--threads', n, *words).stdout for n in (1, 2, 8)}
    assert len(texts) == 1


def side_by_side():
    """With and without on the same shoppers: one baseline, and only what is shown differs."""
    folder, plan = plan_with()
    found = simulate(folder, plan, 'Alone', 'Shown')
    alone, shown = (column['outcome'] for column in found['scenarios'])
    for metric in ('contribution', 'orders', 'units', 'revenue'):
        assert alone['baseline'][metric]['value'] == shown['baseline'][metric]['value'], metric
    assert alone['delta']['units']['value'] != shown['delta']['units']['value']
    assert not any(row['is_offered'] for row in alone['relationships'])
    assert any(row['is_offered'] for row in shown['relationships'])


def studies_show_them():
    folder, plan = plan_with()
    bars = simulate(folder, plan, 'Shown', study='tornado')['bars']
    moved = {bar['assumption']: bar for bar in bars}
    for name in ('cart exposure', 'product page exposure', 'awareness TRS-NAVY',
                 'awareness JKT-GREY', 'upsell lost sales', 'cross-sell lost sales'):
        assert moved[name]['change_low'] != moved[name]['change_high'], name
    steps = simulate(folder, plan, 'Shown', study='waterfall')['steps']
    units = {step['step']: step['value'] for step in steps if step['measure'] == 'Units'}
    assert units['Given up'] < 0 < units['Instead'], units
    changes = sum(value for name, value in units.items() if name not in ('Without', 'With'))
    assert abs(units['Without'] + changes - units['With']) < 0.5, units


def assumptions_move_them():
    """Twice as many see it, twice as many take it; one relationship can be told apart."""
    def taken(*assumptions):
        folder, plan = plan_with(*[{'name': name, 'value': value} for name, value in assumptions])
        return pairs(simulate(folder, plan, 'Shown'))['upsell', 'JKT-NAVY', 'JKT-GREY']

    half, whole = taken(('product page exposure', 0.5)), taken(('product page exposure', 1))
    assert abs(whole['taken'] - 2 * half['taken']) < 1e-6 * whole['taken'], (half, whole)
    own = taken(('product page exposure', 1), ('exposure JKT-NAVY>JKT-GREY', 0.5))
    assert own['exposure'] == 0.5 and abs(own['taken'] - half['taken']) < 1e-6 * whole['taken']
    many = taken(('product page exposure', 1), ('upsell acceptance JKT-GREY', 0.25))
    assert many['taken'] > 1.5 * whole['taken'], (many, whole)


def prices_count_on_them():
    """A price is found for the scenario that is simulated, alone and with all others."""
    folder, plan = plan_with()
    for name in ('Shown', 'Alone'):
        simulated = ask(folder, 'simulate', plan, '--scenario', name)
        profit = float(simulated['scenario']['contribution']['value'])
        words = ('optimise', plan, '--bundle', 'SUIT-SET', '--scenario', name)
        texts = {run(folder, '--json', '--threads', n, *words).stdout for n in (1, 2, 8)}
        assert len(texts) == 1
        one = ask(folder, *words)
        together = ask(folder, 'optimise', plan, '--scenario', name)
        own, = together['prices']
        for found in (one, own):
            now = float(found['profit_at_current'])
            assert abs(now - profit) < 1e-4 * profit, (name, now, profit)


def a_report_has_them():
    folder, plan = plan_with()
    path = folder / 'report.pdf'
    with_them = ask(folder, 'report', plan, '--scenario', 'Shown', '--out', path)
    assert pathlib.Path(path).read_bytes().startswith(b'%PDF') and with_them['pages'] >= 3


if __name__ == '__main__':
    main([they_take_part, nothing_is_shown_alone, same_bytes, side_by_side, studies_show_them,
          assumptions_move_them, prices_count_on_them, a_report_has_them])
