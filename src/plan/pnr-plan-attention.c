/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What in a plan wants looking after: what is not known, what no longer holds. */
#include "config.h"

#include "plan/pnr-plan-attention.h"

#include "base/pnr-money.h"

static void
add_attention (PnrPlanAttentions *attentions, PnrAttention attention, gint64 id)
{
  if (attentions->n_found[attention]++ == 0)
    attentions->first_id[attention] = id;
}

static void
look_at_relation (PnrContents *contents, PnrRelation *relation, PnrPlanAttentions *attentions)
{
  PnrProduct *from = pnr_contents_get_product (contents, pnr_relation_get_from_id (relation));
  PnrProduct *to = pnr_contents_get_product (contents, pnr_relation_get_to_id (relation));
  gint64 stock;

  if (from == NULL || to == NULL)
    return;
  if (pnr_relation_get_kind (relation) == PNR_RELATION_KIND_UPSELL
      && pnr_product_get_price_minor (from) != PNR_MONEY_UNKNOWN
      && pnr_product_get_price_minor (to) != PNR_MONEY_UNKNOWN
      && pnr_product_get_price_minor (to) <= pnr_product_get_price_minor (from))
    add_attention (attentions, PNR_ATTENTION_CHEAP_UPSELL, pnr_product_get_id (from));
  stock = pnr_product_get_stock (to);
  if (stock != PNR_PRODUCT_STOCK_UNKNOWN && stock <= 0)
    add_attention (attentions, PNR_ATTENTION_OUT_OF_STOCK, pnr_product_get_id (from));
}

/* An empty sum: a part has no price, or there are no parts. */
static gint64
sum_parts (PnrContents *contents, PnrBundle *bundle)
{
  gint64 sum = 0;

  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    const PnrComponent *part = pnr_bundle_get_component (bundle, i);
    PnrProduct *product = pnr_contents_get_product (contents, part->product_id);
    gint64 price = product != NULL ? pnr_product_get_price_minor (product) : PNR_MONEY_UNKNOWN;
    gint64 amount;

    if (price == PNR_MONEY_UNKNOWN || __builtin_mul_overflow (price, part->quantity, &amount)
        || __builtin_add_overflow (sum, amount, &sum))
      return PNR_MONEY_UNKNOWN;
  }
  return pnr_bundle_get_n_components (bundle) > 0 ? sum : PNR_MONEY_UNKNOWN;
}

static void
look_at_bundle (PnrContents *contents, PnrBundle *bundle, PnrPlanAttentions *attentions)
{
  PnrPriceRule rule = pnr_bundle_get_price_rule (bundle);
  gint64 sum = sum_parts (contents, bundle);
  gint64 price;

  if (sum == PNR_MONEY_UNKNOWN)
    return;
  price = pnr_price_rule_apply (rule, sum);
  if (price != PNR_MONEY_UNKNOWN && price > sum)
    add_attention (attentions, PNR_ATTENTION_DEAR_BUNDLE, pnr_bundle_get_id (bundle));
}

/**
 * pnr_plan_find_attentions:
 * @contents: what is planned
 * @attentions: (out caller-allocates): what in it wants looking after
 *
 * What nobody has stated (a price, a stock) is no finding, but where it is itself the finding.
 */
void
pnr_plan_find_attentions (PnrContents *contents, PnrPlanAttentions *attentions)
{
  *attentions = (PnrPlanAttentions){ 0 };
  for (guint i = 0; i < contents->products->len; i++) {
    PnrProduct *product = g_ptr_array_index (contents->products, i);

    if (pnr_product_get_cost_minor (product) == PNR_MONEY_UNKNOWN)
      add_attention (attentions, PNR_ATTENTION_NO_COST, pnr_product_get_id (product));
    if (pnr_product_get_price_minor (product) == PNR_MONEY_UNKNOWN)
      add_attention (attentions, PNR_ATTENTION_NO_PRICE, pnr_product_get_id (product));
  }
  for (guint i = 0; i < contents->relations->len; i++)
    look_at_relation (contents, g_ptr_array_index (contents->relations, i), attentions);
  for (guint i = 0; i < contents->bundles->len; i++)
    look_at_bundle (contents, g_ptr_array_index (contents->bundles, i), attentions);
}
