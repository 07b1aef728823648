/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one sale of a bundle holds, and what the shop charges for each product in it.
 *
 * It is the usual basket: no optional part, the fewest choices, just enough for the first tier. A
 * gift is sold with other goods, of which only the amount is known that they must come to. */
#include "config.h"

#include "plan/pnr-plan-sheet-parts.h"

#include <glib/gi18n.h>

#include "base/pnr-money.h"
#include "model/pnr-bundle-quote.h"

/* The first scenario that offers the bundle and says what tax its prices contain. */
PnrTaxRate
pnr_sheet_find_assumed_rate (PnrContents *contents, PnrBundle *bundle)
{
  PnrTaxRate rate = { 0, PNR_TAX_FROM_NOTHING };

  for (guint i = 0; i < contents->scenarios->len; i++)
    if (pnr_plan_tax_assume (g_ptr_array_index (contents->scenarios, i), bundle, &rate))
      break;
  return rate;
}

static gint64
find_weight (PnrBundle *bundle, gint64 product_id)
{
  gint64 weight = 0;

  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++)
    if (pnr_bundle_get_component (bundle, i)->product_id == product_id)
      weight += pnr_bundle_get_component (bundle, i)->weight;
  return weight;
}

static void
add_part (PnrSheetParts *self, PnrContents *contents, PnrBundle *bundle, PnrBasketLine *line,
          PnrTaxRate assumed)
{
  guint index = self->n_parts++;
  PnrProduct *product = pnr_contents_get_product (contents, line->product_id);

  line->price_minor = pnr_product_get_price_minor (product);
  line->cost_minor = pnr_product_get_cost_minor (product);
  self->products[index] = product;
  self->rates[index] = pnr_plan_tax_find (product, assumed);
  self->parts[index] = (PnrAllocationPart){ .name = pnr_product_get_title (product),
                                            .quantity = line->quantity,
                                            .list_minor = line->price_minor,
                                            .cost_minor = line->cost_minor,
                                            .weight = find_weight (bundle, line->product_id),
                                            .vat_ppm = self->rates[index].vat_ppm };
  /* Where it is too large the sale has no price either. */
  if (line->price_minor == PNR_MONEY_UNKNOWN
      || __builtin_mul_overflow (line->price_minor, line->quantity, &self->charges[index]))
    self->charges[index] = 0;
}

static void
add_other_goods (PnrSheetParts *self, PnrBundle *bundle, PnrTaxRate assumed)
{
  gint64 amount = pnr_bundle_get_threshold_minor (bundle);
  guint index = self->n_parts++;

  self->rates[index] = assumed;
  self->parts[index] = (PnrAllocationPart){ .name = _ ("Other goods"),
                                            .quantity = 1,
                                            .list_minor = amount,
                                            .cost_minor = PNR_MONEY_UNKNOWN,
                                            .vat_ppm = assumed.vat_ppm };
  self->charges[index] = amount;
}

/* Units of the product that are got because of others. */
static gint64
count_rewards (PnrBundle *bundle, gint64 product_id)
{
  gint64 n = 0;

  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    const PnrComponent *component = pnr_bundle_get_component (bundle, i);

    if (component->product_id == product_id && component->role != PNR_COMPONENT_ROLE_MAIN)
      n += component->quantity;
  }
  return n;
}

/* What the anchors and this product alone save: each add-on has its own price. */
static gint64
find_add_on_saving (PnrBundle *bundle, GArray *basket, guint index)
{
  g_autofree PnrBasketLine *pair = g_memdup2 (basket->data, basket->len * sizeof (PnrBasketLine));

  for (guint i = 0; i < basket->len; i++)
    if (i != index && count_rewards (bundle, pair[i].product_id) > 0)
      pair[i].quantity = 0;
  return pnr_bundle_quote (bundle, pair, basket->len, 0).saving_minor;
}

/* What is saved is taken off the rewards, in proportion to their list prices; in a set every part
 * is as good as every other, so a charge is in proportion, too. */
static void
charge_rewards (PnrSheetParts *self, PnrBundle *bundle, GArray *basket, gint64 saving)
{
  g_autofree gint64 *lists = g_new0 (gint64, self->n_parts);
  g_autofree gint64 *savings = g_new0 (gint64, self->n_parts);

  for (guint i = 0; i < basket->len; i++) {
    const PnrBasketLine *line = &g_array_index (basket, PnrBasketLine, i);

    lists[i] = count_rewards (bundle, line->product_id) * line->price_minor;
  }
  if (!pnr_money_allocate (saving, lists, self->n_parts, savings))
    return;
  for (guint i = 0; i < basket->len; i++)
    self->charges[i] -= savings[i];
}

static void
charge (PnrSheetParts *self, PnrBundle *bundle, GArray *basket, gint64 saving)
{
  switch (pnr_bundle_get_kind (bundle)) {
  case PNR_BUNDLE_KIND_LEADER:
  case PNR_BUNDLE_KIND_BUY_GET:
    charge_rewards (self, bundle, basket, saving);
    break;
  case PNR_BUNDLE_KIND_ADD_ON:
    for (guint i = 0; i < basket->len; i++)
      if (count_rewards (bundle, g_array_index (basket, PnrBasketLine, i).product_id) > 0)
        self->charges[i] -= find_add_on_saving (bundle, basket, i);
    break;
  case PNR_BUNDLE_KIND_GIFT:
    for (guint i = 0; i < basket->len; i++)
      self->charges[i] = 0;
    break;
  default:
    break;
  }
}

/**
 * pnr_sheet_parts_new:
 * @contents: what is planned
 * @bundle: one of its bundles; the parts live as long as both
 *
 * Returns: (transfer full): what a sale holds; %PNR_MONEY_UNKNOWN is its price where it has none
 */
PnrSheetParts *
pnr_sheet_parts_new (PnrContents *contents, PnrBundle *bundle)
{
  PnrSheetParts *self = g_new0 (PnrSheetParts, 1);
  PnrTaxRate assumed = pnr_sheet_find_assumed_rate (contents, bundle);
  g_autoptr (GArray) basket = pnr_bundle_dup_usual_basket (bundle);
  g_autoptr (PnrNounList) products = pnr_noun_list_new (PNR_TYPE_PRODUCT);
  gboolean is_gift = pnr_bundle_get_kind (bundle) == PNR_BUNDLE_KIND_GIFT;
  PnrBundleQuote quote;

  self->products = g_new0 (PnrProduct *, basket->len + 1);
  self->parts = g_new0 (PnrAllocationPart, basket->len + 1);
  self->rates = g_new0 (PnrTaxRate, basket->len + 1);
  self->charges = g_new0 (gint64, basket->len + 1);
  for (guint i = 0; i < basket->len; i++) {
    add_part (self, contents, bundle, &g_array_index (basket, PnrBasketLine, i), assumed);
    pnr_noun_list_put (products, PNR_NOUN (self->products[i]));
  }
  quote = pnr_bundle_quote_usual (bundle, products);
  self->price_minor = quote.price_minor;
  if (quote.price_minor != PNR_MONEY_UNKNOWN && quote.saving_minor != PNR_MONEY_UNKNOWN)
    charge (self, bundle, basket, quote.saving_minor);
  if (is_gift && self->price_minor != PNR_MONEY_UNKNOWN) {
    self->price_minor = pnr_bundle_get_threshold_minor (bundle);
    add_other_goods (self, bundle, assumed);
  }
  return self;
}

void
pnr_sheet_parts_free (PnrSheetParts *self)
{
  g_free (self->products);
  g_free (self->parts);
  g_free (self->rates);
  g_free (self->charges);
  g_free (self);
}
