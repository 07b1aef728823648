/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How one past order stands to one offer: holds it, holds a part of it, or neither.
 *
 * What a basket costs is asked of the rule that the shop sells by, so every kind of bundle is
 * gone through alike. A part is completed along the basket the bundle is usually sold as, unit by
 * unit, until the offer applies: all that a set lacks, the first piece that a tier lacks. */
#include "config.h"

#include "economy/pnr-replay.h"

#include "base/pnr-money.h"
#include "economy/pnr-vat.h"

/* Of an amount that is spread over the lines as their prices are. */
static gint64
take_tax_off (gint64 amount_minor, const PnrBasketLine *lines, const PnrReplayProduct *products,
              guint n_lines)
{
  gint64 gross = 0, net = 0;

  for (guint i = 0; i < n_lines; i++) {
    gint64 paid;

    if (lines[i].quantity == 0
        || __builtin_mul_overflow (lines[i].price_minor, lines[i].quantity, &paid)
        || __builtin_add_overflow (gross, paid, &gross))
      continue;
    net += pnr_vat_of_line (paid, products[i].vat_ppm, TRUE).net_minor;
  }
  return gross > 0 ? pnr_money_round_ratio (amount_minor, net, gross) : amount_minor;
}

static gboolean
is_gift (PnrBundle *bundle)
{
  return pnr_bundle_get_kind (bundle) == PNR_BUNDLE_KIND_GIFT;
}

/* What is shown beside an anchor is shown to those who hold it. */
static gboolean
has_anchor (PnrBundle *bundle)
{
  PnrBundleKind kind = pnr_bundle_get_kind (bundle);

  return kind == PNR_BUNDLE_KIND_LEADER || kind == PNR_BUNDLE_KIND_BUY_GET
         || kind == PNR_BUNDLE_KIND_ADD_ON;
}

static gint64
count_units (const PnrBasketLine *lines, guint n_lines, gint64 product_id)
{
  for (guint i = 0; i < n_lines; i++)
    if (lines[i].product_id == product_id)
      return lines[i].quantity;
  return 0;
}

static gboolean
is_called_up (PnrBundle *bundle, const PnrBasketLine *lines, guint n_lines)
{
  gboolean holds_any = FALSE;

  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    const PnrComponent *component = pnr_bundle_get_component (bundle, i);
    gint64 units = count_units (lines, n_lines, component->product_id);

    if (has_anchor (bundle) && component->role == PNR_COMPONENT_ROLE_MAIN
        && units < component->quantity)
      return FALSE;
    holds_any = holds_any || units > 0;
  }
  return holds_any;
}

static void
add_unit (PnrReplayFit *fit, PnrBasketLine *line, const PnrReplayProduct *product)
{
  line->quantity++;
  fit->units++;
  fit->weight_g += MAX (0, product->weight_g);
  if (line->cost_minor == PNR_MONEY_UNKNOWN || fit->cost_minor == PNR_MONEY_UNKNOWN
      || __builtin_add_overflow (fit->cost_minor, line->cost_minor, &fit->cost_minor))
    fit->cost_minor = PNR_MONEY_UNKNOWN;
}

/* Adds up to what the bundle is usually sold with; with @until_applied no unit more than the offer
 * asks for. */
static PnrBundleQuote
complete (PnrBundle *bundle, PnrBasketLine *lines, const PnrReplayProduct *products, guint n_lines,
          gint64 other_goods_minor, gboolean until_applied, PnrReplayFit *fit)
{
  g_autoptr (GArray) usual = pnr_bundle_dup_usual_basket (bundle);
  PnrBundleQuote quote = pnr_bundle_quote (bundle, lines, n_lines, other_goods_minor);

  for (guint i = 0; i < n_lines; i++) {
    gint64 wanted =
        count_units ((const PnrBasketLine *) usual->data, usual->len, lines[i].product_id);

    while (lines[i].quantity < wanted && !(until_applied && quote.n_uses > 0)) {
      add_unit (fit, &lines[i], &products[i]);
      quote = pnr_bundle_quote (bundle, lines, n_lines, other_goods_minor);
    }
  }
  return quote;
}

static void
fit_applied (PnrBundle *bundle, const PnrBundleQuote *quote, PnrBasketLine *lines,
             const PnrReplayProduct *products, guint n_lines, gint64 other_goods_minor,
             PnrReplayFit *fit)
{
  gint64 saving = MAX (0, quote->saving_minor);

  fit->n_uses = quote->n_uses;
  fit->change_minor = -saving;
  fit->net_minor = -take_tax_off (saving, lines, products, n_lines);
  if (is_gift (bundle))
    complete (bundle, lines, products, n_lines, other_goods_minor, FALSE, fit);
  fit->stand = saving > 0 || fit->units > 0 ? PNR_REPLAY_TOUCHED : PNR_REPLAY_NOT_CHEAPER;
}

static void
fit_part (PnrBundle *bundle, const PnrBundleQuote *before, PnrBasketLine *lines,
          const PnrReplayProduct *products, guint n_lines, gint64 other_goods_minor,
          PnrReplayFit *fit)
{
  PnrBundleQuote after = complete (bundle, lines, products, n_lines, other_goods_minor, TRUE, fit);

  if (after.n_uses == 0 || after.price_minor == PNR_MONEY_UNKNOWN) {
    *fit = (PnrReplayFit){ .stand = PNR_REPLAY_APART };
    return;
  }
  fit->stand = PNR_REPLAY_PART;
  fit->n_uses = after.n_uses;
  fit->change_minor = after.price_minor - before->list_minor;
  fit->net_minor = take_tax_off (fit->change_minor, lines, products, n_lines);
  fit->is_dearer = after.price_minor >= after.list_minor;
}

/**
 * pnr_replay_fit:
 * @bundle: an offer
 * @lines: (array length=n_lines): of each product of @bundle how many units the order holds, none
 *   or more, at the price paid; where it holds none, at the price asked
 * @products: (array length=n_lines): the same products
 * @n_lines: how many products @bundle has
 * @other_goods_minor: what else was paid for in the order
 *
 * Returns: how the order stands to the offer
 */
PnrReplayFit
pnr_replay_fit (PnrBundle *bundle, const PnrBasketLine *lines, const PnrReplayProduct *products,
                guint n_lines, gint64 other_goods_minor)
{
  g_autofree PnrBasketLine *own = g_memdup2 (lines, n_lines * sizeof *lines);
  PnrBundleQuote quote = pnr_bundle_quote (bundle, lines, n_lines, other_goods_minor);
  PnrReplayFit fit = { .stand = PNR_REPLAY_APART };

  if (quote.saving_minor == PNR_MONEY_UNKNOWN)
    return fit;
  if (quote.n_uses > 0)
    fit_applied (bundle, &quote, own, products, n_lines, other_goods_minor, &fit);
  else if (!is_gift (bundle) && is_called_up (bundle, lines, n_lines))
    fit_part (bundle, &quote, own, products, n_lines, other_goods_minor, &fit);
  return fit;
}
