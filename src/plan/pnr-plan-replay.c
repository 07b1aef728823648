/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goes through a plan's past orders with the offers of a scenario on sale. */
#include "config.h"

#include "plan/pnr-plan-replay.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "base/pnr-money.h"
#include "economy/pnr-replay.h"
#include "model/pnr-bundle-fault.h"
#include "plan/pnr-plan-market.h"
#include "plan/pnr-plan-private.h"
#include "plan/pnr-plan-tax.h"

#define MILLION 1000000

/* As of advice on cross-sells: of those who hold a part and are offered the rest. */
static const PnrRange usual_acceptance = { 0.10, 0.02, 0.30 };

static gboolean
check_bundle (PnrBundle *bundle, GError **error)
{
  PnrBundleFault fault;

  if (pnr_bundle_get_n_components (bundle) > 0 && !pnr_bundle_find_fault (bundle, &fault)
      && !pnr_bundle_find_gap (bundle, &fault))
    return TRUE;
  if (pnr_bundle_get_n_components (bundle) == 0)
    g_set_error (error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_INCOMPLETE,
                 _ ("The bundle %s is empty. Add its components, then try again."),
                 pnr_bundle_get_sku (bundle));
  else
    /* Translators: a SKU, then a sentence. */
    g_set_error (error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_INCOMPLETE,
                 _ ("The past orders cannot be gone through with the bundle %s. %s"),
                 pnr_bundle_get_sku (bundle), fault.sentence);
  return FALSE;
}

static GPtrArray *
list_bundles (PnrContents *contents, PnrScenario *scenario, GError **error)
{
  g_autoptr (GPtrArray) bundles = g_ptr_array_new ();

  for (guint i = 0; i < contents->bundles->len; i++) {
    PnrBundle *bundle = g_ptr_array_index (contents->bundles, i);

    if (!pnr_scenario_has_bundle (scenario, pnr_bundle_get_id (bundle)))
      continue;
    if (!check_bundle (bundle, error))
      return NULL;
    g_ptr_array_add (bundles, bundle);
  }
  if (bundles->len > 0 && bundles->len <= PNR_REPLAY_MOST_OFFERS)
    return g_steal_pointer (&bundles);
  if (bundles->len == 0)
    g_set_error_literal (error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_INCOMPLETE,
                         _ ("The scenario has no bundle to go through the past orders with. Add "
                            "one, then try again."));
  else
    g_set_error (error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_TOO_LARGE,
                 _ ("The scenario has more than %d bundles. Simulate fewer at a time."),
                 PNR_REPLAY_MOST_OFFERS);
  return NULL;
}

/* Ids of all products of @bundles, each once. */
static GArray *
list_products (GPtrArray *bundles)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint b = 0; b < bundles->len; b++) {
    PnrBundle *bundle = g_ptr_array_index (bundles, b);

    for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
      gint64 id = pnr_bundle_get_component (bundle, i)->product_id;
      gboolean is_known = FALSE;

      for (guint k = 0; k < ids->len && !is_known; k++)
        is_known = g_array_index (ids, gint64, k) == id;
      if (!is_known)
        g_array_append_val (ids, id);
    }
  }
  return ids;
}

/* Orders without any of the products matter where a gift asks for an amount. */
static gint64
find_least_total (GPtrArray *bundles)
{
  gint64 least = G_MAXINT64;

  for (guint b = 0; b < bundles->len; b++) {
    PnrBundle *bundle = g_ptr_array_index (bundles, b);

    if (pnr_bundle_get_kind (bundle) == PNR_BUNDLE_KIND_GIFT)
      least = MIN (least, pnr_bundle_get_threshold_minor (bundle));
  }
  return least;
}

static PnrReplayProduct *
describe_products (PnrContents *contents, GArray *ids, gint64 vat_ppm)
{
  PnrReplayProduct *products = g_new0 (PnrReplayProduct, MAX (1, ids->len));
  PnrTaxRate assumed = { vat_ppm, PNR_TAX_FROM_ASSUMPTION };

  for (guint i = 0; i < ids->len; i++) {
    PnrProduct *product = pnr_contents_get_product (contents, g_array_index (ids, gint64, i));

    products[i] = (PnrReplayProduct){ pnr_product_get_price_minor (product),
                                      pnr_product_get_cost_minor (product),
                                      pnr_plan_tax_find (product, assumed).vat_ppm,
                                      MAX (0, pnr_product_get_weight_g (product)) };
  }
  return products;
}

/* Where the scenario does not say, what shoppers pay for shipping is taxed as the product that is
 * taxed highest, as in a simulation. */
static gint64
find_shipping_tax (PnrScenario *scenario, const PnrReplayProduct *products, guint n_products,
                   gint64 assumed_ppm)
{
  gint64 highest = 0;

  if (pnr_plan_find_assumption (scenario, "vat share") != NULL)
    return assumed_ppm;
  for (guint i = 0; i < n_products; i++)
    highest = MAX (highest, products[i].vat_ppm);
  return highest;
}

static void
hash_numbers (GChecksum *checksum, const gint64 *numbers, guint n_numbers)
{
  for (guint i = 0; i < n_numbers; i++) {
    gint64 bytes = GINT64_TO_LE (numbers[i]);

    g_checksum_update (checksum, (const guchar *) &bytes, sizeof bytes);
  }
}

static void
hash_bundle (GChecksum *checksum, PnrBundle *bundle)
{
  PnrPriceRule rule = pnr_bundle_get_price_rule (bundle);
  const gint64 terms[] = { pnr_bundle_get_kind (bundle),
                           rule.mode,
                           rule.value,
                           rule.tier_basis,
                           rule.tier_effect,
                           pnr_bundle_get_choice_min (bundle),
                           pnr_bundle_get_choice_max (bundle),
                           pnr_bundle_get_choice_step (bundle),
                           pnr_bundle_get_threshold_minor (bundle),
                           pnr_bundle_get_max_uses (bundle) };
  const char *sku = pnr_bundle_get_sku (bundle);

  g_checksum_update (checksum, (const guchar *) sku, strlen (sku) + 1);
  hash_numbers (checksum, terms, G_N_ELEMENTS (terms));
  for (guint i = 0; i < rule.n_tiers; i++)
    hash_numbers (checksum, (const gint64[]){ rule.tiers[i].start, rule.tiers[i].value }, 2);
  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    const PnrComponent *part = pnr_bundle_get_component (bundle, i);
    const gint64 numbers[] = { part->product_id,  part->quantity,     part->role,
                               part->is_optional, part->min_quantity, part->max_quantity,
                               part->off_ppm,     part->extra_minor };

    hash_numbers (checksum, numbers, G_N_ELEMENTS (numbers));
  }
}

/* Of the data, the offers and all that is assumed. */
static char *
dup_hash (const PnrReplayShop *shop)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const PnrParcelTariff *tariff = &shop->costs.tariff;
  const gint64 costs[] = { shop->costs.fee_ppm,    shop->costs.vat_ppm, tariff->split,
                           tariff->order_minor,    tariff->unit_minor,  tariff->charge_minor,
                           tariff->free_from_minor };

  g_checksum_update (checksum, (const guchar *) shop->orders->data_hash, -1);
  hash_numbers (checksum, costs, G_N_ELEMENTS (costs));
  for (guint i = 0; i < tariff->n_bands; i++)
    hash_numbers (checksum, (const gint64[]){ tariff->bands[i].up_to, tariff->bands[i].cost_minor },
                  2);
  for (guint i = 0; i < PNR_REPLAY_N_COLUMNS; i++)
    hash_numbers (checksum, (const gint64[]){ llround (shop->acceptance[i] * MILLION) }, 1);
  for (guint b = 0; b < shop->bundles->len; b++)
    hash_numbers (checksum,
                  (const gint64[]){ llround (shop->exposures[b].value * MILLION),
                                    llround (shop->exposures[b].low * MILLION),
                                    llround (shop->exposures[b].high * MILLION) },
                  3);
  for (guint i = 0; i < shop->orders->product_ids->len; i++)
    hash_numbers (checksum,
                  (const gint64[]){ shop->products[i].vat_ppm, shop->products[i].weight_g }, 2);
  for (guint b = 0; b < shop->bundles->len; b++)
    hash_bundle (checksum, g_ptr_array_index (shop->bundles, b));
  return g_strdup (g_checksum_get_string (checksum));
}

/* As in a simulation: of one bundle, else of all, else everybody. */
static PnrRange *
assume_exposures (PnrScenario *scenario, GPtrArray *bundles, GError **error)
{
  const PnrRange everybody = { 1.0, 1.0, 1.0 };
  g_autofree PnrRange *exposures = g_new (PnrRange, MAX (1, bundles->len));
  guint n_unseen = 0;

  for (guint b = 0; b < bundles->len; b++) {
    exposures[b] = pnr_plan_assume_range_of (
        scenario, "exposure", pnr_bundle_get_sku (g_ptr_array_index (bundles, b)), everybody);
    n_unseen += exposures[b].value < 1.0;
  }
  if (n_unseen <= PNR_REPLAY_MOST_UNSEEN)
    return g_steal_pointer (&exposures);
  g_set_error (error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_TOO_LARGE,
               _ ("The scenario has more than %d bundles that not everybody sees. Go through the "
                  "past orders with fewer at a time."),
               PNR_REPLAY_MOST_UNSEEN);
  return NULL;
}

/* Names of the anchors, or of the rest, in one line. */
static char *
dup_names (PnrContents *contents, PnrBundle *bundle, gboolean is_anchor)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    const PnrComponent *part = pnr_bundle_get_component (bundle, i);
    PnrProduct *product = pnr_contents_get_product (contents, part->product_id);

    if ((part->role == PNR_COMPONENT_ROLE_MAIN) != is_anchor)
      continue;
    /* Translators: the name of a product. */
    g_string_append_printf (names, names->len > 0 ? " + %s" : "%s",
                            pnr_product_get_title (product));
  }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* Only beside an anchor is it the same for all what they hold. Several add-ons are offered each by
 * itself. */
static void
name_parts (PnrContents *contents, PnrBundle *bundle, PnrReplayOffer *offer)
{
  PnrBundleKind kind = pnr_bundle_get_kind (bundle);
  guint n_parts = pnr_bundle_get_n_components (bundle);

  if (kind != PNR_BUNDLE_KIND_LEADER && kind != PNR_BUNDLE_KIND_BUY_GET
      && !(kind == PNR_BUNDLE_KIND_ADD_ON && n_parts == 2))
    return;
  offer->held = dup_names (contents, bundle, TRUE);
  offer->missing = dup_names (contents, bundle, FALSE);
}

static PnrReplay *
replay (PnrContents *contents, PnrReplayShop *shop, PnrScenario *scenario, PnrProgress *progress,
        GError **error)
{
  PnrMarketCosts costs = pnr_plan_assume_costs (scenario, contents->currency);
  PnrRange acceptance = pnr_plan_assume_range (scenario, "cross-sell acceptance", usual_acceptance);
  g_autofree PnrReplayProduct *products =
      describe_products (contents, shop->orders->product_ids, costs.vat_ppm);
  g_autofree PnrRange *exposures = assume_exposures (scenario, shop->bundles, error);
  g_autoptr (PnrReplay) found = NULL;

  if (exposures == NULL)
    return NULL;
  shop->exposures = exposures;
  shop->products = products;
  shop->costs = (PnrReplayCosts){
    .fee_ppm = costs.fee_ppm,
    .vat_ppm =
        find_shipping_tax (scenario, products, shop->orders->product_ids->len, costs.vat_ppm),
    .tariff = pnr_plan_assume_tariff (scenario, contents->currency),
  };
  shop->acceptance[PNR_REPLAY_EXPECTED] = CLAMP (acceptance.value, 0.0, 1.0);
  shop->acceptance[PNR_REPLAY_CEILING] = CLAMP (acceptance.high, 0.0, 1.0);
  pnr_progress_begin_step (progress, _ ("Going through the orders"));
  found = pnr_replay_run (shop, progress, error);
  if (found == NULL)
    return NULL;
  found->inputs_hash = dup_hash (shop);
  for (guint b = 0; b < found->offers->len; b++)
    name_parts (contents, g_ptr_array_index (shop->bundles, b),
                g_ptr_array_index (found->offers, b));
  return g_steal_pointer (&found);
}

static PnrPastOrders *
read_orders (PnrStore *store, PnrContents *contents, GPtrArray *bundles, PnrProgress *progress,
             GError **error)
{
  g_autoptr (GArray) ids = list_products (bundles);
  g_autoptr (PnrPastOrders) empty = pnr_past_orders_new (contents->currency, contents->data_hash,
                                                         (const gint64 *) ids->data, ids->len);

  return pnr_store_read_past_orders (store, empty, find_least_total (bundles), progress, error);
}

/**
 * pnr_plan_replay:
 * @self: a plan
 * @scenario: one of its scenarios
 * @progress: (nullable): a progress
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable): what its past orders would have come to
 */
PnrReplay *
pnr_plan_replay (PnrPlan *self, PnrScenario *scenario, PnrProgress *progress, GError **error)
{
  g_autoptr (PnrStore) store = NULL;
  g_autoptr (PnrContents) contents = NULL;
  g_autoptr (GPtrArray) bundles = NULL;
  g_autoptr (PnrPastOrders) orders = NULL;
  PnrReplayShop shop = { 0 };

  pnr_progress_begin_step (progress, _ ("Reading the orders"));
  store = pnr_plan_open_reader (self, error);
  if (store == NULL)
    return NULL;
  contents = pnr_store_read_contents (store, error);
  bundles = contents != NULL ? list_bundles (contents, scenario, error) : NULL;
  if (bundles != NULL)
    orders = read_orders (store, contents, bundles, progress, error);
  pnr_store_close (store);
  if (orders == NULL)
    return NULL;
  shop.orders = orders;
  shop.bundles = bundles;
  return replay (contents, &shop, scenario, progress, error);
}
