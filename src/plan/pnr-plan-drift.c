/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles whose price, saving or margin moved because their products' prices did.
 *
 * A bundle was decided with what its products cost then. A catalogue that is imported moves them,
 * and with them a percentage moves the price, an amount the saving, both the margin. What was
 * decided is compared with what is; deciding again, anew or as it stands, settles it. */
#include "config.h"

#include "plan/pnr-plan-drift.h"

#include <glib/gi18n.h>

#include "base/pnr-money.h"
#include "economy/pnr-vat.h"
#include "model/pnr-bundle-quote.h"
#include "plan/pnr-plan-private.h"
#include "plan/pnr-plan-sheet-parts.h"

/* The bundle, its products and the scenarios that may say what tax there is; with @past_prices as
 * they were. (nullable): where a product is gone. */
static PnrContents *
dup_scene (PnrContents *contents, PnrBundle *bundle, GArray *past_prices)
{
  g_autoptr (PnrContents) scene = pnr_contents_new (contents->name, contents->currency);

  for (guint i = 0; i < contents->scenarios->len; i++)
    pnr_contents_take (scene, g_object_ref (g_ptr_array_index (contents->scenarios, i)));
  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    gint64 id = pnr_bundle_get_component (bundle, i)->product_id;
    PnrProduct *product = pnr_contents_get_product (contents, id);

    if (product == NULL)
      return NULL;
    if (pnr_contents_get_product (scene, id) == NULL)
      pnr_contents_take (scene, pnr_product_copy (product));
  }
  for (guint i = 0; past_prices != NULL && i < past_prices->len; i++) {
    const PnrPastPrice *past = &g_array_index (past_prices, PnrPastPrice, i);
    PnrProduct *product = pnr_contents_get_product (scene, past->product_id);

    if (product == NULL || past->bundle_id != pnr_bundle_get_id (bundle))
      continue;
    pnr_product_set_price_minor (product, past->price_minor);
    pnr_product_set_cost_minor (product, past->cost_minor);
  }
  return g_steal_pointer (&scene);
}

/* Adds so many times an amount; %FALSE where it is unknown or too large. */
static gboolean
add_times (gint64 *sum, gint64 minor, gint64 quantity)
{
  return minor != PNR_MONEY_UNKNOWN && !__builtin_mul_overflow (minor, quantity, &minor)
         && !__builtin_add_overflow (*sum, minor, sum);
}

static gint64
find_margin (const PnrSheetParts *sale)
{
  g_autofree PnrAllocationShare *shares = g_new0 (PnrAllocationShare, sale->n_parts);
  g_autofree PnrVatLine *lines = g_new0 (PnrVatLine, sale->n_parts);
  gint64 cost = 0;

  for (guint i = 0; i < sale->n_parts; i++) {
    if (!add_times (&cost, sale->parts[i].cost_minor, sale->parts[i].quantity))
      return PNR_MONEY_UNKNOWN;
  }
  if (!pnr_allocation_split (sale->price_minor, PNR_ALLOCATION_BY_LIST_PRICE, sale->parts,
                             sale->n_parts, shares, NULL))
    return PNR_MONEY_UNKNOWN;
  return sale->price_minor - cost
         - pnr_vat_compare (sale->parts, shares, sale->n_parts, 0, TRUE, lines).by_part.tax_minor;
}

static gint64
add_lists (const PnrSheetParts *sale)
{
  gint64 sum = 0;

  for (guint i = 0; i < sale->n_parts; i++) {
    if (!add_times (&sum, sale->parts[i].list_minor, sale->parts[i].quantity))
      return PNR_MONEY_UNKNOWN;
  }
  return sum;
}

static PnrDriftSide
look_at (PnrContents *scene, PnrBundle *bundle)
{
  g_autoptr (PnrSheetParts) sale = pnr_sheet_parts_new (scene, bundle);
  PnrDriftSide side = { add_lists (sale), sale->price_minor, PNR_MONEY_UNKNOWN };

  if (side.sum_minor != PNR_MONEY_UNKNOWN && side.price_minor != PNR_MONEY_UNKNOWN)
    side.margin_minor = find_margin (sale);
  return side;
}

/* What the bundle's amount is a part of: all products of a sale, or where others keep their price
 * those that do not. */
static gint64
find_basis (PnrContents *scene, PnrBundle *bundle)
{
  PnrBundleKind kind = pnr_bundle_get_kind (bundle);
  gboolean is_of_rewards = kind == PNR_BUNDLE_KIND_LEADER || kind == PNR_BUNDLE_KIND_BUY_GET
                           || kind == PNR_BUNDLE_KIND_ADD_ON;
  gint64 sum = 0;

  if (!is_of_rewards)
    return look_at (scene, bundle).sum_minor;
  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    const PnrComponent *part = pnr_bundle_get_component (bundle, i);
    gint64 list = pnr_product_get_price_minor (pnr_contents_get_product (scene, part->product_id));

    if (part->role != PNR_COMPONENT_ROLE_MAIN && !add_times (&sum, list, part->quantity))
      return PNR_MONEY_UNKNOWN;
  }
  return sum;
}

static gboolean
is_amount (PnrPriceMode mode)
{
  return mode == PNR_PRICE_MODE_FIXED || mode == PNR_PRICE_MODE_AMOUNT_OFF
         || mode == PNR_PRICE_MODE_N_FOR;
}

/* (nullable): keeps the share that the discount had. */
static PnrBundle *
derive (PnrContents *before, PnrContents *now, PnrBundle *bundle)
{
  gint64 old_basis, new_basis, value = pnr_bundle_get_price_value (bundle);
  g_autoptr (PnrBundle) derived = NULL;

  if (!is_amount (pnr_bundle_get_price_mode (bundle)))
    return NULL;
  old_basis = find_basis (before, bundle);
  new_basis = find_basis (now, bundle);
  if (old_basis == PNR_MONEY_UNKNOWN || new_basis == PNR_MONEY_UNKNOWN || old_basis <= 0
      || old_basis == new_basis)
    return NULL;
  derived = pnr_bundle_copy (bundle);
  pnr_bundle_set_price_value (derived, pnr_money_round_ratio (value, new_basis, old_basis));
  return pnr_bundle_get_price_value (derived) != value ? g_steal_pointer (&derived) : NULL;
}

static gboolean
is_same (const PnrDriftSide *a, const PnrDriftSide *b)
{
  return a->sum_minor == b->sum_minor && a->price_minor == b->price_minor
         && a->margin_minor == b->margin_minor;
}

static gboolean
has_past (PnrBundle *bundle, GArray *past_prices)
{
  for (guint i = 0; i < past_prices->len; i++)
    if (g_array_index (past_prices, PnrPastPrice, i).bundle_id == pnr_bundle_get_id (bundle))
      return TRUE;
  return FALSE;
}

/**
 * pnr_drift_new:
 * @contents: the plan, or as much of it as the bundle is about
 * @bundle: one of its bundles
 * @past_prices: (element-type PnrPastPrice): of all bundles
 *
 * Returns: (transfer full) (nullable): how the bundle moved; %NULL where it did not
 */
PnrDrift *
pnr_drift_new (PnrContents *contents, PnrBundle *bundle, GArray *past_prices)
{
  g_autoptr (PnrDrift) self = NULL;
  g_autoptr (PnrContents) before = NULL;
  g_autoptr (PnrContents) now = NULL;

  if (pnr_bundle_get_n_components (bundle) == 0 || !has_past (bundle, past_prices))
    return NULL;
  before = dup_scene (contents, bundle, past_prices);
  now = dup_scene (contents, bundle, NULL);
  if (before == NULL || now == NULL)
    return NULL;
  self = g_new0 (PnrDrift, 1);
  self->bundle = g_object_ref (bundle);
  self->before = look_at (before, bundle);
  self->now = look_at (now, bundle);
  if (is_same (&self->before, &self->now))
    return NULL;
  self->derived = derive (before, now, bundle);
  self->after = self->derived != NULL ? look_at (now, self->derived) : self->now;
  return g_steal_pointer (&self);
}

void
pnr_drift_free (PnrDrift *self)
{
  g_clear_object (&self->bundle);
  g_clear_object (&self->derived);
  g_free (self);
}

static gpointer
read_past_prices (PnrStore *store, gpointer data, PnrStoreChange **change, GError **error)
{
  return pnr_store_read_past_prices (store, error);
}

/* In the main thread: copies of what the few bundles that moved are about. */
static PnrContents *
dup_contents_of (PnrPlan *self, PnrBundle *bundle)
{
  PnrContents *contents = pnr_contents_new (pnr_plan_get_name (self), pnr_plan_get_currency (self));
  GListModel *scenarios = G_LIST_MODEL (pnr_plan_get_scenarios (self));

  for (guint i = 0; i < g_list_model_get_n_items (scenarios); i++)
    pnr_contents_take (contents, g_list_model_get_item (scenarios, i));
  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    gint64 id = pnr_bundle_get_component (bundle, i)->product_id;
    PnrProduct *product = pnr_noun_list_get_by_id (pnr_plan_get_products (self), id);

    if (product != NULL && pnr_contents_get_product (contents, id) == NULL)
      pnr_contents_take (contents, g_object_ref (product));
  }
  return contents;
}

static GPtrArray *
compare_with_past (PnrPlan *self, GArray *past_prices)
{
  GPtrArray *drifts = g_ptr_array_new_with_free_func ((GDestroyNotify) pnr_drift_free);
  gint64 last_id = 0;

  for (guint i = 0; i < past_prices->len; i++) {
    gint64 id = g_array_index (past_prices, PnrPastPrice, i).bundle_id;
    PnrBundle *bundle =
        id != last_id ? pnr_noun_list_get_by_id (pnr_plan_get_bundles (self), id) : NULL;
    g_autoptr (PnrContents) contents = bundle != NULL ? dup_contents_of (self, bundle) : NULL;
    PnrDrift *drift = bundle != NULL ? pnr_drift_new (contents, bundle, past_prices) : NULL;

    if (drift != NULL)
      g_ptr_array_add (drifts, drift);
    last_id = id;
  }
  return drifts;
}

/**
 * pnr_plan_find_drifts:
 * @self: a plan
 * @error: a place for a sentence
 *
 * In the main thread; blocks.
 *
 * Returns: (transfer full) (nullable) (element-type PnrDrift): the bundles that moved, by id
 */
GPtrArray *
pnr_plan_find_drifts (PnrPlan *self, GError **error)
{
  g_autoptr (GArray) past_prices = pnr_plan_run_on_store (self, read_past_prices, NULL, error);

  return past_prices != NULL ? compare_with_past (self, past_prices) : NULL;
}

void
pnr_plan_find_drifts_async (PnrPlan *self, GAsyncReadyCallback callback, gpointer user_data)
{
  pnr_plan_call_later (self, read_past_prices, NULL, NULL, (GDestroyNotify) g_array_unref, callback,
                       user_data);
}

GPtrArray *
pnr_plan_find_drifts_finish (PnrPlan *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GArray) past_prices = pnr_plan_call_finish (self, result, error);

  return past_prices != NULL ? compare_with_past (self, past_prices) : NULL;
}

/**
 * pnr_drifts_derive:
 * @drifts: (element-type PnrDrift): bundles that moved
 *
 * Returns: (transfer full) (nullable): gives all of them that have one their derived price, in one
 *   action; %NULL where none has
 */
PnrEdit *
pnr_drifts_derive (GPtrArray *drifts)
{
  g_autoptr (PnrEdit) edit = NULL;
  g_autofree char *name = NULL;
  PnrDrift *first = NULL;
  guint n = 0;

  for (guint i = 0; i < drifts->len; i++) {
    PnrDrift *drift = g_ptr_array_index (drifts, i);

    first = first == NULL && drift->derived != NULL ? drift : first;
    n += drift->derived != NULL;
  }
  if (first == NULL)
    return NULL;
  name = n == 1 ? g_strdup_printf (_ ("Re-derive the price of “%s”"),
                                   pnr_bundle_get_name (first->bundle))
                : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Re-derive the price of %u bundle",
                                                "Re-derive the prices of %u bundles", n),
                                   n);
  edit = pnr_edit_new (name);
  for (guint i = 0; i < drifts->len; i++) {
    PnrDrift *drift = g_ptr_array_index (drifts, i);

    if (drift->derived != NULL)
      pnr_edit_put (edit, drift->derived);
  }
  return g_steal_pointer (&edit);
}

/**
 * pnr_drifts_keep:
 * @drifts: (element-type PnrDrift): bundles that moved, at least one
 *
 * Returns: (transfer full): approves all of them as they are now, in one action
 */
PnrEdit *
pnr_drifts_keep (GPtrArray *drifts)
{
  PnrDrift *first = g_ptr_array_index (drifts, 0);
  g_autofree char *name =
      drifts->len == 1
          ? g_strdup_printf (_ ("Keep “%s” at new prices"), pnr_bundle_get_name (first->bundle))
          : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Keep %u bundle at new prices",
                                          "Keep %u bundles at new prices", drifts->len),
                             drifts->len);
  PnrEdit *edit = pnr_edit_new (name);

  for (guint i = 0; i < drifts->len; i++) {
    PnrDrift *drift = g_ptr_array_index (drifts, i);
    g_autoptr (PnrBundle) kept = pnr_bundle_copy (drift->bundle);
    PnrDecision *decision = PNR_DECISION (kept);

    pnr_decision_set_approver (decision, g_get_real_name ());
    /* Twice within a second would be no change, and so settle nothing. */
    pnr_decision_set_approved (decision, MAX (g_get_real_time () / G_USEC_PER_SEC,
                                              pnr_decision_get_approved (decision) + 1));
    pnr_edit_put (edit, kept);
  }
  return edit;
}
