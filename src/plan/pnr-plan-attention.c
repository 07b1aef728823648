/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What in a plan wants looking after: what is not known, what no longer holds. */
#include "config.h"

#include "plan/pnr-plan-attention.h"

#include "base/pnr-money.h"
#include "model/pnr-bundle-quote.h"
#include "plan/check/pnr-check-rule.h"

static void
add_attention (PnrPlanAttentions *attentions, PnrAttention attention, gint64 id)
{
  if (attentions->n_found[attention]++ == 0)
    attentions->first_id[attention] = id;
}

static void
look_at_relation (PnrContents *contents, PnrRelation *relation, PnrPlanAttentions *attentions)
{
  gint64 from_id = pnr_relation_get_from_id (relation);

  if (!pnr_check_is_upsell_dearer (contents, relation))
    add_attention (attentions, PNR_ATTENTION_CHEAP_UPSELL, from_id);
  if (pnr_check_is_target_sold_out (contents, relation))
    add_attention (attentions, PNR_ATTENTION_OUT_OF_STOCK, from_id);
}

static void
look_at_bundle (PnrContents *contents, PnrBundle *bundle, PnrPlanAttentions *attentions)
{
  PnrPriceRule rule = pnr_bundle_get_price_rule (bundle);
  gint64 sum = pnr_check_sum_parts (contents, bundle);
  gint64 price;

  if (sum == PNR_MONEY_UNKNOWN || !pnr_bundle_is_plain_set (bundle))
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
