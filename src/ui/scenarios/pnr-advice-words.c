/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a line of the advisor is said: its figures, and for each the formula, inputs and source. */
#include "config.h"

#include "ui/scenarios/pnr-advice-words.h"

#include "ui/pnr-wording.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

static char *
dup_money (PnrAdvice *advice, double minor, gboolean is_signed)
{
  g_autofree char *money = NULL;

  if (!isfinite (minor))
    return g_strdup ("–");
  money = pnr_money_format (llround (minor), advice->currency);
  return is_signed && llround (minor) > 0 ? g_strconcat ("+", money, NULL)
                                          : g_steal_pointer (&money);
}

static char *
dup_share (double share)
{
  return isfinite (share) ? pnr_wording_dup_share (share, share < 0.1 ? 2 : 1) : g_strdup ("–");
}

static char *
dup_gain_interval (PnrAdvice *advice, const PnrEstimate *gain)
{
  g_autofree char *low = dup_money (advice, gain->low, TRUE);
  g_autofree char *high = dup_money (advice, gain->high, TRUE);

  return g_strdup_printf (_ ("%s to %s"), low, high);
}

static char *
dup_share_interval (PnrRange range)
{
  g_autofree char *low = dup_share (range.low);
  g_autofree char *high = dup_share (range.high);

  return g_strdup_printf (_ ("%s to %s"), low, high);
}

void
pnr_advice_words_fill_head (PnrSheetRow *row)
{
  pnr_sheet_row_show (row, _ ("Offer"), NULL);
  pnr_sheet_row_set_cell (row, 0, _ ("Per 100 visitors"), NULL, NULL);
  pnr_sheet_row_set_cell (row, 1, _ ("Taken per visitor"), NULL, NULL);
  pnr_sheet_row_set_cell (row, 2, _ ("It pays"), NULL, NULL);
  pnr_sheet_row_set_head (row);
  pnr_sheet_row_wrap_cells (row);
  pnr_sheet_row_explain (row, NULL);
}

static char *
dup_gain_tip (PnrAdvice *advice, const PnrAdviceOffer *offer)
{
  g_autofree char *lost = dup_share (offer->loss.value);
  g_autofree char *already = dup_share (offer->already);
  g_autofree char *value = dup_money (advice, offer->aov_minor, FALSE);

  switch (offer->tactic) {
  case PNR_TACTIC_UPSELL:
    /* Translators: a share, then an amount. */
    return g_strdup_printf (_ ("Per 100 visitors: acceptance × what the dearer product earns more, "
                               "− lost sales (%s) × what the anchor earns. Orders are then worth "
                               "%s. Interval: nine in ten joint draws of the assumptions."),
                            lost, value);
  case PNR_TACTIC_CROSS_SELL:
    /* Translators: two shares, then an amount. */
    return g_strdup_printf (_ ("Per 100 visitors: acceptance × what the product adds, of those who "
                               "would not buy it anyway (all but %s), − lost sales (%s) × what the "
                               "anchor earns. Orders are then worth %s. Interval: nine in ten "
                               "joint draws of the assumptions."),
                            already, lost, value);
  default:
    return g_strdup_printf (
        _ ("Per 100 visitors: change of contribution in the simulation of this bundle alone ÷ "
           "%" PRId64 " orders with the anchor × 100. Interval: nine in ten joint draws of the "
           "assumptions."),
        advice->n_orders);
  }
}

static char *
dup_even (const PnrAdviceOffer *offer)
{
  g_autofree char *share = dup_share (offer->break_even);

  if (offer->tactic != PNR_TACTIC_BUNDLE)
    return isfinite (offer->break_even)
               /* Translators: in the column “It pays”: from a share on. */
               ? g_strdup_printf (_ ("from %s"), share)
               : g_strdup (C_ ("it pays", "never"));
  if (!isfinite (offer->giveaway))
    return g_strdup ("–");
  switch (offer->verdict) {
  case PNR_BREAK_EVEN_BELOW:
    /* Translators: in the column “It pays”: below a share. */
    return g_strdup_printf (_ ("below %s"), share);
  case PNR_BREAK_EVEN_ABOVE:
    /* Translators: in the column “It pays”: above a share. */
    return g_strdup_printf (_ ("above %s"), share);
  case PNR_BREAK_EVEN_ALWAYS:
    return g_strdup (C_ ("it pays", "always"));
  case PNR_BREAK_EVEN_NEVER:
  default:
    return g_strdup (C_ ("it pays", "never"));
  }
}

/* What the share in the column “It pays” is a share of. */
static const char *
get_measure (const PnrAdviceOffer *offer)
{
  return offer->tactic == PNR_TACTIC_BUNDLE ? C_ ("it pays", "bought anyway")
                                            : C_ ("it pays", "acceptance");
}

static char *
dup_even_tip (const PnrAdviceOffer *offer)
{
  g_autofree char *giveaway = dup_share (offer->giveaway);

  switch (offer->tactic) {
  case PNR_TACTIC_UPSELL:
    return g_strdup (_ ("It pays: from an acceptance of lost sales × what the anchor earns ÷ what "
                        "the dearer product earns more."));
  case PNR_TACTIC_CROSS_SELL:
    return g_strdup (_ ("It pays: from an acceptance of lost sales × what the anchor earns ÷ what "
                        "the product adds, of those who would not buy it anyway."));
  default:
    /* Translators: a share of takers. */
    return g_strdup_printf (_ ("It pays: on the whole orders of its takers, by the share of them "
                               "who would have bought everything anyway; simulated: %s."),
                            giveaway);
  }
}

/* The simulation counts a bundle's takers among everybody who sees it; beside the other tactics
 * only the anchor's visitors can be compared. */
static char *
dup_accepted_tip (PnrAdvice *advice, const PnrAdviceOffer *offer)
{
  g_autofree char *rate = dup_share (offer->take_rate.value);

  if (offer->tactic != PNR_TACTIC_BUNDLE)
    /* Translators: where an acceptance comes from. */
    return g_strdup_printf (_ ("Acceptance: of the visitors who are about to buy the product. %s."),
                            offer->source);
  /* Translators: a number of orders, a share, where the figure comes from. */
  return g_strdup_printf (_ ("Acceptance: orders with the bundle ÷ %" PRId64 " orders with the "
                             "product. Of all who see the bundle, %s take it. %s."),
                          advice->n_orders, rate, offer->source);
}

void
pnr_advice_words_fill (PnrSheetRow *row, PnrAdvice *advice, const PnrAdviceOffer *offer)
{
  g_autofree char *price =
      dup_money (advice, (double) offer->price_minor, offer->tactic == PNR_TACTIC_UPSELL);
  g_autofree char *subtitle =
      offer->tactic == PNR_TACTIC_UPSELL
          /* Translators: a tactic, then how much dearer the product is. */
          ? g_strdup_printf (_ ("%s · %s more"), pnr_tactic_get_label (offer->tactic), price)
          : g_strdup_printf ("%s · %s", pnr_tactic_get_label (offer->tactic), price);
  g_autofree char *gain = dup_money (advice, offer->gain.value, TRUE);
  g_autofree char *interval = dup_gain_interval (advice, &offer->gain);
  g_autofree char *gain_tip = dup_gain_tip (advice, offer);
  g_autofree char *accepted = dup_share (offer->acceptance.value);
  g_autofree char *spread = dup_share_interval (offer->acceptance);
  g_autofree char *accepted_tip = dup_accepted_tip (advice, offer);
  g_autofree char *even = dup_even (offer);
  g_autofree char *even_tip = dup_even_tip (offer);

  pnr_sheet_row_show (row, offer->name, subtitle);
  pnr_sheet_row_wrap_cells (row);
  pnr_sheet_row_set_cell (row, 0, gain, interval, gain_tip);
  pnr_sheet_row_set_cell (row, 1, accepted, spread, accepted_tip);
  pnr_sheet_row_set_cell (row, 2, even, get_measure (offer), even_tip);
  pnr_sheet_row_explain (row, NULL);
}
