/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles as rows, each with its components in the merchant's order and its tiers. */
#include "config.h"

#include "store/pnr-table.h"

#include "model/pnr-bundle.h"
#include "store/pnr-lineage-columns.h"
#include "store/pnr-soundness.h"

#define MILLION 1000000

/* What a shopper gets only on terms; these columns follow the price. */
#define TERMS                                                                                 \
  "tier_basis, tier_effect, choice_min, choice_max, choice_step, threshold_minor, max_uses, " \
  "margin_floor_ppm, exception, exception_reason"
#define FIRST_AFTER_TERMS 16

static gboolean
component_is_sound (const PnrComponent *component)
{
  return component->quantity >= 1 && component->quantity <= PNR_COMPONENT_MOST_UNITS
         && component->min_quantity >= 0 && component->max_quantity >= 0
         && component->max_quantity <= PNR_COMPONENT_MOST_UNITS
         && component->min_quantity <= PNR_COMPONENT_MOST_UNITS;
}

static PnrComponent
component_from_row (PnrStatement *row)
{
  return (PnrComponent){
    .product_id = pnr_statement_get_number (row, 0),
    .quantity = pnr_statement_get_number (row, 1),
    .role = pnr_statement_get_kind (row, 2, PNR_TYPE_COMPONENT_ROLE),
    .is_optional = pnr_statement_get_number (row, 3) != 0,
    .min_quantity = pnr_statement_get_number (row, 4),
    .max_quantity = pnr_statement_get_number (row, 5),
    .weight = CLAMP (pnr_statement_get_number (row, 6), 0, PNR_COMPONENT_MOST_WEIGHT),
    .off_ppm = CLAMP (pnr_statement_get_number (row, 7), 0, MILLION),
    .extra_minor = MAX (0, pnr_statement_get_number (row, 8)),
  };
}

static gboolean
read_components (PnrDb *db, PnrBundle *bundle, GError **error)
{
  g_autoptr (GArray) components = g_array_new (FALSE, FALSE, sizeof (PnrComponent));
  PnrStatement *rows =
      pnr_db_get_statement (db,
                            "SELECT product_id, quantity, role, is_optional, min_quantity, "
                            "max_quantity, weight, off_ppm, extra_minor "
                            "FROM bundle_component "
                            "WHERE bundle_id = ? "
                            "ORDER BY position",
                            error);
  gboolean has_row = rows != NULL;

  if (rows == NULL)
    return FALSE;
  pnr_statement_bind_number (rows, 1, pnr_bundle_get_id (bundle));
  while (has_row) {
    PnrComponent component;

    if (!pnr_statement_step (rows, &has_row, error))
      return FALSE;
    if (!has_row)
      break;
    component = component_from_row (rows);
    if (!component_is_sound (&component)) {
      pnr_statement_reset (rows);
      return pnr_soundness_refuse (error);
    }
    g_array_append_val (components, component);
  }
  pnr_bundle_set_components (bundle, (const PnrComponent *) components->data, components->len);
  return TRUE;
}

static gboolean
read_tiers (PnrDb *db, PnrBundle *bundle, GError **error)
{
  PnrPriceTier tiers[PNR_PRICE_RULE_MOST_TIERS];
  guint n_tiers = 0;
  PnrStatement *rows = pnr_db_get_statement (db,
                                             "SELECT start, value "
                                             "FROM bundle_tier "
                                             "WHERE bundle_id = ? "
                                             "ORDER BY position",
                                             error);
  gboolean has_row = rows != NULL;

  if (rows == NULL)
    return FALSE;
  pnr_statement_bind_number (rows, 1, pnr_bundle_get_id (bundle));
  while (has_row) {
    if (!pnr_statement_step (rows, &has_row, error))
      return FALSE;
    if (has_row && n_tiers == PNR_PRICE_RULE_MOST_TIERS) {
      pnr_statement_reset (rows);
      return pnr_soundness_refuse (error);
    }
    if (has_row)
      tiers[n_tiers++] =
          (PnrPriceTier){ pnr_statement_get_number (rows, 0), pnr_statement_get_number (rows, 1) };
  }
  pnr_bundle_set_tiers (bundle, tiers, n_tiers);
  return TRUE;
}

static gboolean
put_component (PnrDb *db, PnrBundle *bundle, guint position, GError **error)
{
  const PnrComponent *component = pnr_bundle_get_component (bundle, position);
  PnrStatement *put = pnr_db_get_statement (
      db,
      "INSERT INTO bundle_component (bundle_id, position, product_id, quantity, role, "
      "is_optional, min_quantity, max_quantity, weight, off_ppm, extra_minor) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (bundle_id, position) DO UPDATE SET "
      "product_id = excluded.product_id, quantity = excluded.quantity, role = excluded.role, "
      "is_optional = excluded.is_optional, min_quantity = excluded.min_quantity, "
      "max_quantity = excluded.max_quantity, weight = excluded.weight, "
      "off_ppm = excluded.off_ppm, extra_minor = excluded.extra_minor",
      error);

  if (put == NULL)
    return FALSE;
  pnr_statement_bind_number (put, 1, pnr_bundle_get_id (bundle));
  pnr_statement_bind_number (put, 2, position);
  pnr_statement_bind_number (put, 3, component->product_id);
  pnr_statement_bind_number (put, 4, component->quantity);
  pnr_statement_bind_kind (put, 5, PNR_TYPE_COMPONENT_ROLE, component->role);
  pnr_statement_bind_number (put, 6, component->is_optional ? 1 : 0);
  pnr_statement_bind_number (put, 7, component->min_quantity);
  pnr_statement_bind_number (put, 8, component->max_quantity);
  pnr_statement_bind_number (put, 9, component->weight);
  pnr_statement_bind_number (put, 10, component->off_ppm);
  pnr_statement_bind_number (put, 11, component->extra_minor);
  return pnr_statement_run (put, error);
}

static gboolean
put_tier (PnrDb *db, PnrBundle *bundle, guint position, const PnrPriceTier *tier, GError **error)
{
  PnrStatement *put =
      pnr_db_get_statement (db,
                            "INSERT INTO bundle_tier (bundle_id, position, start, value) "
                            "VALUES (?, ?, ?, ?) "
                            "ON CONFLICT (bundle_id, position) DO UPDATE SET "
                            "start = excluded.start, value = excluded.value",
                            error);

  if (put == NULL)
    return FALSE;
  pnr_statement_bind_number (put, 1, pnr_bundle_get_id (bundle));
  pnr_statement_bind_number (put, 2, position);
  pnr_statement_bind_number (put, 3, tier->start);
  pnr_statement_bind_number (put, 4, tier->value);
  return pnr_statement_run (put, error);
}

static gboolean
put_tiers (PnrDb *db, PnrBundle *bundle, GError **error)
{
  PnrPriceRule rule = pnr_bundle_get_price_rule (bundle);
  PnrStatement *cut = pnr_db_get_statement (db,
                                            "DELETE FROM bundle_tier "
                                            "WHERE bundle_id = ? AND position >= ?",
                                            error);

  if (cut == NULL)
    return FALSE;
  pnr_statement_bind_number (cut, 1, pnr_bundle_get_id (bundle));
  pnr_statement_bind_number (cut, 2, rule.n_tiers);
  if (!pnr_statement_run (cut, error))
    return FALSE;
  for (guint i = 0; i < rule.n_tiers; i++) {
    if (!put_tier (db, bundle, i, &rule.tiers[i], error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
put_components (PnrDb *db, PnrBundle *bundle, GError **error)
{
  guint n_components = pnr_bundle_get_n_components (bundle);
  PnrStatement *cut = pnr_db_get_statement (db,
                                            "DELETE FROM bundle_component "
                                            "WHERE bundle_id = ? AND position >= ?",
                                            error);

  if (cut == NULL)
    return FALSE;
  pnr_statement_bind_number (cut, 1, pnr_bundle_get_id (bundle));
  pnr_statement_bind_number (cut, 2, n_components);
  if (!pnr_statement_run (cut, error))
    return FALSE;
  for (guint i = 0; i < n_components; i++) {
    if (!put_component (db, bundle, i, error))
      return FALSE;
  }
  return TRUE;
}

static void
read_terms (PnrStatement *row, PnrBundle *bundle)
{
  pnr_bundle_set_tier_basis (bundle, pnr_statement_get_kind (row, 6, PNR_TYPE_PRICE_TIER_BASIS));
  pnr_bundle_set_tier_effect (bundle, pnr_statement_get_kind (row, 7, PNR_TYPE_PRICE_TIER_EFFECT));
  pnr_bundle_set_choice (bundle, pnr_statement_get_number (row, 8),
                         pnr_statement_get_number (row, 9), pnr_statement_get_number (row, 10));
  pnr_bundle_set_threshold_minor (bundle, pnr_statement_get_number (row, 11));
  pnr_bundle_set_max_uses (bundle, pnr_statement_get_number (row, 12));
  pnr_bundle_set_margin_floor_ppm (bundle, pnr_statement_get_known (row, 13, PNR_BUNDLE_NO_FLOOR));
  pnr_bundle_set_exception (bundle, pnr_statement_get_kind (row, 14, PNR_TYPE_PRICE_EXCEPTION));
  pnr_bundle_set_exception_reason (bundle, pnr_statement_get_text (row, 15));
}

static gpointer
bundle_from_row (PnrDb *db, PnrStatement *row, GError **error)
{
  g_autoptr (PnrBundle) bundle = pnr_bundle_new (pnr_statement_get_number (row, 0));

  pnr_bundle_set_sku (bundle, pnr_statement_get_text (row, 1));
  pnr_bundle_set_name (bundle, pnr_statement_get_text (row, 2));
  pnr_bundle_set_kind (bundle, pnr_statement_get_kind (row, 3, PNR_TYPE_BUNDLE_KIND));
  pnr_bundle_set_price_mode (bundle, pnr_statement_get_kind (row, 4, PNR_TYPE_PRICE_MODE));
  pnr_bundle_set_price_value (bundle, MAX (0, pnr_statement_get_number (row, 5)));
  read_terms (row, bundle);
  pnr_bundle_set_note (bundle, pnr_statement_get_text (row, FIRST_AFTER_TERMS));
  if (!read_components (db, bundle, error) || !read_tiers (db, bundle, error))
    return NULL;
  /* Last: a change of the parts would withdraw the approval. */
  pnr_lineage_columns_read (row, FIRST_AFTER_TERMS + 1, PNR_DECISION (bundle));
  return g_steal_pointer (&bundle);
}

static gboolean
pnr_bundle_table_read (PnrDb *db, gint64 id, PnrTableTakeFunc take, gpointer data, GError **error)
{
  return pnr_table_read_rows (db,
                              "SELECT "
                              "id, sku, name, kind, price_mode, price_value, " TERMS
                              ", note, " PNR_LINEAGE_COLUMNS " "
                              "FROM bundle "
                              "WHERE bundle.id BETWEEN ? AND ? "
                              "ORDER BY bundle.id",
                              id, bundle_from_row, take, data, error);
}

static void
bind_terms (PnrStatement *put, PnrBundle *bundle)
{
  pnr_statement_bind_kind (put, 7, PNR_TYPE_PRICE_TIER_BASIS, pnr_bundle_get_tier_basis (bundle));
  pnr_statement_bind_kind (put, 8, PNR_TYPE_PRICE_TIER_EFFECT, pnr_bundle_get_tier_effect (bundle));
  pnr_statement_bind_number (put, 9, pnr_bundle_get_choice_min (bundle));
  pnr_statement_bind_number (put, 10, pnr_bundle_get_choice_max (bundle));
  pnr_statement_bind_number (put, 11, pnr_bundle_get_choice_step (bundle));
  pnr_statement_bind_number (put, 12, pnr_bundle_get_threshold_minor (bundle));
  pnr_statement_bind_number (put, 13, pnr_bundle_get_max_uses (bundle));
  pnr_statement_bind_known (put, 14, pnr_bundle_get_margin_floor_ppm (bundle), PNR_BUNDLE_NO_FLOOR);
  pnr_statement_bind_kind (put, 15, PNR_TYPE_PRICE_EXCEPTION, pnr_bundle_get_exception (bundle));
  pnr_statement_bind_text (put, 16, pnr_bundle_get_exception_reason (bundle));
}

static gboolean
pnr_bundle_table_put (PnrDb *db, gpointer noun, GError **error)
{
  PnrBundle *bundle = noun;
  PnrStatement *put = pnr_db_get_statement (
      db,
      "INSERT INTO bundle ("
      "id, sku, name, kind, price_mode, price_value, " TERMS ", note, " PNR_LINEAGE_COLUMNS ") "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, " PNR_LINEAGE_PARAMETERS ") "
      "ON CONFLICT (id) DO UPDATE SET "
      "sku = excluded.sku, name = excluded.name, kind = excluded.kind, "
      "price_mode = excluded.price_mode, price_value = excluded.price_value, "
      "tier_basis = excluded.tier_basis, tier_effect = excluded.tier_effect, "
      "choice_min = excluded.choice_min, choice_max = excluded.choice_max, "
      "choice_step = excluded.choice_step, threshold_minor = excluded.threshold_minor, "
      "max_uses = excluded.max_uses, margin_floor_ppm = excluded.margin_floor_ppm, "
      "exception = excluded.exception, exception_reason = excluded.exception_reason, "
      "note = excluded.note, " PNR_LINEAGE_UPDATES,
      error);

  if (put == NULL)
    return FALSE;
  pnr_statement_bind_number (put, 1, pnr_bundle_get_id (bundle));
  pnr_statement_bind_text (put, 2, pnr_bundle_get_sku (bundle));
  pnr_statement_bind_text (put, 3, pnr_bundle_get_name (bundle));
  pnr_statement_bind_kind (put, 4, PNR_TYPE_BUNDLE_KIND, pnr_bundle_get_kind (bundle));
  pnr_statement_bind_kind (put, 5, PNR_TYPE_PRICE_MODE, pnr_bundle_get_price_mode (bundle));
  pnr_statement_bind_number (put, 6, pnr_bundle_get_price_value (bundle));
  bind_terms (put, bundle);
  pnr_statement_bind_text (put, 17, pnr_bundle_get_note (bundle));
  pnr_lineage_columns_bind (put, 18, PNR_DECISION (bundle));
  return pnr_statement_run (put, error) && put_components (db, bundle, error)
         && put_tiers (db, bundle, error);
}

static gboolean
pnr_bundle_table_remove (PnrDb *db, gint64 id, GError **error)
{
  return pnr_table_remove_row (db, "DELETE FROM bundle WHERE id = ?", id, error);
}

const PnrTable pnr_bundle_table = {
  .get_type = pnr_bundle_get_type,
  .read = pnr_bundle_table_read,
  .put = pnr_bundle_table_put,
  .remove = pnr_bundle_table_remove,
};
