/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles as rows, each with its components in the merchant's order. */
#include "config.h"

#include "store/pnr-table.h"

#include "model/pnr-bundle.h"
#include "store/pnr-lineage-columns.h"
#include "store/pnr-soundness.h"

static gboolean
read_components (PnrDb *db, PnrBundle *bundle, GError **error)
{
  g_autoptr (GArray) components = g_array_new (FALSE, FALSE, sizeof (PnrComponent));
  PnrStatement *rows = pnr_db_get_statement (db,
                                             "SELECT product_id, quantity, role "
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
    component.product_id = pnr_statement_get_number (rows, 0);
    component.quantity = pnr_statement_get_number (rows, 1);
    component.role = pnr_statement_get_kind (rows, 2, PNR_TYPE_COMPONENT_ROLE);
    if (component.quantity < 1 || component.quantity > PNR_COMPONENT_MOST_UNITS) {
      pnr_statement_reset (rows);
      return pnr_soundness_refuse (error);
    }
    g_array_append_val (components, component);
  }
  pnr_bundle_set_components (bundle, (const PnrComponent *) components->data, components->len);
  return TRUE;
}

static gboolean
put_component (PnrDb *db, PnrBundle *bundle, guint position, GError **error)
{
  const PnrComponent *component = pnr_bundle_get_component (bundle, position);
  PnrStatement *put = pnr_db_get_statement (
      db,
      "INSERT INTO bundle_component (bundle_id, position, product_id, quantity, role) "
      "VALUES (?, ?, ?, ?, ?) "
      "ON CONFLICT (bundle_id, position) DO UPDATE SET "
      "product_id = excluded.product_id, quantity = excluded.quantity, role = excluded.role",
      error);

  if (put == NULL)
    return FALSE;
  pnr_statement_bind_number (put, 1, pnr_bundle_get_id (bundle));
  pnr_statement_bind_number (put, 2, position);
  pnr_statement_bind_number (put, 3, component->product_id);
  pnr_statement_bind_number (put, 4, component->quantity);
  pnr_statement_bind_kind (put, 5, PNR_TYPE_COMPONENT_ROLE, component->role);
  return pnr_statement_run (put, error);
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

static PnrBundle *
bundle_from_row (PnrStatement *row)
{
  PnrBundle *bundle = pnr_bundle_new (pnr_statement_get_number (row, 0));

  pnr_bundle_set_sku (bundle, pnr_statement_get_text (row, 1));
  pnr_bundle_set_name (bundle, pnr_statement_get_text (row, 2));
  pnr_bundle_set_kind (bundle, pnr_statement_get_kind (row, 3, PNR_TYPE_BUNDLE_KIND));
  pnr_bundle_set_price_mode (bundle, pnr_statement_get_kind (row, 4, PNR_TYPE_PRICE_MODE));
  pnr_bundle_set_price_value (bundle, MAX (0, pnr_statement_get_number (row, 5)));
  pnr_bundle_set_note (bundle, pnr_statement_get_text (row, 6));
  return bundle;
}

static gboolean
pnr_bundle_table_read (PnrDb *db, gint64 id, PnrTableTakeFunc take, gpointer data, GError **error)
{
  PnrStatement *rows = pnr_db_get_statement (
      db,
      "SELECT "
      "id, sku, name, kind, price_mode, price_value, note, " PNR_LINEAGE_COLUMNS " "
      "FROM bundle "
      "WHERE bundle.id BETWEEN ? AND ? "
      "ORDER BY bundle.id",
      error);
  gboolean has_row;

  if (rows == NULL)
    return FALSE;
  pnr_statement_bind_number (rows, 1, id != 0 ? id : G_MININT64);
  pnr_statement_bind_number (rows, 2, id != 0 ? id : G_MAXINT64);
  while (pnr_statement_step (rows, &has_row, error)) {
    g_autoptr (PnrBundle) bundle = NULL;

    if (!has_row)
      return TRUE;
    bundle = bundle_from_row (rows);
    if (!read_components (db, bundle, error))
      return FALSE;
    pnr_lineage_columns_read (rows, 7, PNR_DECISION (bundle));
    take (g_steal_pointer (&bundle), data);
  }
  return FALSE;
}

static gboolean
pnr_bundle_table_put (PnrDb *db, gpointer noun, GError **error)
{
  PnrBundle *bundle = noun;
  PnrStatement *put = pnr_db_get_statement (
      db,
      "INSERT INTO bundle ("
      "id, sku, name, kind, price_mode, price_value, note, " PNR_LINEAGE_COLUMNS ") "
      "VALUES (?, ?, ?, ?, ?, ?, ?, " PNR_LINEAGE_PARAMETERS ") "
      "ON CONFLICT (id) DO UPDATE SET "
      "sku = excluded.sku, name = excluded.name, kind = excluded.kind, "
      "price_mode = excluded.price_mode, price_value = excluded.price_value, "
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
  pnr_statement_bind_text (put, 7, pnr_bundle_get_note (bundle));
  pnr_lineage_columns_bind (put, 8, PNR_DECISION (bundle));
  return pnr_statement_run (put, error) && put_components (db, bundle, error);
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
