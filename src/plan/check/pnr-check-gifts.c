/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rule for gifts: whatever a shopper buys to get one, the order must not lose money.
 *
 * Any product of the catalogue may be what reaches the amount, so all are tried, each in the fewest
 * units that do: the order that earns least is the one that will be found. */
#include "config.h"

#include <glib/gi18n.h>

#include "base/pnr-money.h"
#include "model/pnr-bundle-fault.h"
#include "model/pnr-bundle-quote.h"
#include "plan/check/pnr-check-rule.h"
#include "plan/pnr-plan-sheet-parts.h"

/* More of one thing hardly anybody buys for a gift. */
#define MOST_UNITS 99

#define MILLION 1000000

/* One product in the fewest units that reach the amount. @earned_minor: without tax and gift. */
typedef struct {
  PnrProduct *product;
  gint64 n_units;
  gint64 paid_minor;
  gint64 cost_minor;
  gint64 earned_minor;
} Trigger;

static gboolean
trigger_init (Trigger *self, PnrProduct *product, gint64 threshold, PnrTaxRate assumed)
{
  gint64 price = pnr_product_get_price_minor (product);
  gint64 cost = pnr_product_get_cost_minor (product);
  gint64 vat_ppm = pnr_plan_tax_find (product, assumed).vat_ppm;

  if (!pnr_product_is_visible (product) || price == PNR_MONEY_UNKNOWN || price <= 0
      || cost == PNR_MONEY_UNKNOWN)
    return FALSE;
  *self = (Trigger){ .product = product, .n_units = (threshold - 1) / price + 1 };
  if (self->n_units > MOST_UNITS || __builtin_mul_overflow (price, self->n_units, &self->paid_minor)
      || __builtin_mul_overflow (cost, self->n_units, &self->cost_minor))
    return FALSE;
  self->earned_minor =
      (gint64) ((__int128) self->paid_minor * MILLION / (MILLION + vat_ppm)) - self->cost_minor;
  return TRUE;
}

static gboolean
find_worst (PnrCheckScene *scene, PnrBundle *gift, Trigger *worst)
{
  PnrTaxRate assumed = pnr_sheet_find_assumed_rate (scene->contents, gift);
  gint64 threshold = pnr_bundle_get_threshold_minor (gift);

  worst->product = NULL;
  for (guint i = 0; i < scene->contents->products->len; i++) {
    Trigger trigger;

    if (trigger_init (&trigger, g_ptr_array_index (scene->contents->products, i), threshold,
                      assumed)
        && (worst->product == NULL || trigger.earned_minor < worst->earned_minor))
      *worst = trigger;
  }
  return worst->product != NULL;
}

static gint64
find_gift_cost (PnrContents *contents, PnrBundle *gift)
{
  g_autoptr (PnrNounList) products = pnr_noun_list_new (PNR_TYPE_PRODUCT);

  for (guint i = 0; i < pnr_bundle_get_n_components (gift); i++) {
    PnrProduct *product =
        pnr_contents_get_product (contents, pnr_bundle_get_component (gift, i)->product_id);

    if (product != NULL)
      pnr_noun_list_put (products, PNR_NOUN (product));
  }
  return pnr_bundle_quote_usual (gift, products).cost_minor;
}

static char *
say_cart (PnrCheckScene *scene, PnrBundle *gift, const Trigger *trigger, gint64 gift_cost)
{
  g_autofree char *paid = pnr_money_format (trigger->paid_minor, scene->contents->currency);
  g_autofree char *loss =
      pnr_money_format (gift_cost - trigger->earned_minor, scene->contents->currency);
  g_autofree char *cost = pnr_money_format (gift_cost, scene->contents->currency);
  g_autofree char *units = trigger->n_units > 1
                               ? g_strdup_printf ("%" G_GINT64_FORMAT " × ", trigger->n_units)
                               : g_strdup ("");

  /* Translators: a number of units as in "2 × ", the SKU of a product, and amounts of money: what
   * is paid, what the gift costs the shop, what the order loses. */
  return g_strdup_printf (
      _ ("Who buys %s%s for %s gets the gift, which costs you %s: this order loses %s."), units,
      pnr_product_get_sku (trigger->product), paid, cost, loss);
}

char *
pnr_check_find_gift_loss (PnrCheckScene *scene, gpointer noun)
{
  PnrBundleFault fault;
  Trigger worst;
  gint64 cost;

  if (pnr_bundle_get_kind (noun) != PNR_BUNDLE_KIND_GIFT
      || pnr_bundle_get_exception (noun) != PNR_PRICE_EXCEPTION_NONE
      || pnr_bundle_find_fault (noun, &fault) || pnr_bundle_find_gap (noun, &fault))
    return NULL;
  cost = find_gift_cost (scene->contents, noun);
  if (cost == PNR_MONEY_UNKNOWN || !find_worst (scene, noun, &worst) || worst.earned_minor >= cost)
    return NULL;
  return say_cart (scene, noun, &worst, cost);
}
