/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenarios as rows, each with its bundles and its registry of assumptions. */
#include "config.h"

#include "store/pnr-table.h"

#include "model/pnr-scenario.h"

#include <math.h>

/* The registry of assumptions is kept in millionths, as every share and rate is. */
static gint64
to_ppm (double number)
{
  return (gint64) CLAMP (round (number * 1e6), -9e18, 9e18);
}

static gboolean
read_bundle_ids (PnrDb *db, PnrScenario *scenario, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  PnrStatement *rows = pnr_db_get_statement (db,
                                             "SELECT bundle_id FROM scenario_bundle "
                                             "WHERE scenario_id = ? "
                                             "ORDER BY position",
                                             error);
  gboolean has_row = rows != NULL;

  if (rows == NULL)
    return FALSE;
  pnr_statement_bind_number (rows, 1, pnr_scenario_get_id (scenario));
  while (has_row) {
    gint64 id;

    if (!pnr_statement_step (rows, &has_row, error))
      return FALSE;
    if (!has_row)
      break;
    id = pnr_statement_get_number (rows, 0);
    g_array_append_val (ids, id);
  }
  pnr_scenario_set_bundle_ids (scenario, (const gint64 *) ids->data, ids->len);
  return TRUE;
}

static PnrAssumption *
assumption_from_row (PnrStatement *row)
{
  PnrAssumption *assumption = pnr_assumption_new ();

  pnr_assumption_set_name (assumption, pnr_statement_get_text (row, 0));
  pnr_assumption_set_value (assumption, pnr_statement_get_number (row, 1) / 1e6);
  pnr_assumption_set_low (assumption, pnr_statement_get_number (row, 2) / 1e6);
  pnr_assumption_set_high (assumption, pnr_statement_get_number (row, 3) / 1e6);
  pnr_assumption_set_source (assumption, pnr_statement_get_text (row, 4));
  pnr_assumption_set_author (assumption, pnr_statement_get_text (row, 5));
  pnr_assumption_set_created (assumption, pnr_statement_get_number (row, 6));
  return assumption;
}

static gboolean
read_assumptions (PnrDb *db, PnrScenario *scenario, GError **error)
{
  g_autoptr (GPtrArray) assumptions = g_ptr_array_new_with_free_func (g_object_unref);
  PnrStatement *rows =
      pnr_db_get_statement (db,
                            "SELECT name, value_ppm, low_ppm, high_ppm, source, author, created "
                            "FROM assumption "
                            "WHERE scenario_id = ? "
                            "ORDER BY position",
                            error);
  gboolean has_row = rows != NULL;

  if (rows == NULL)
    return FALSE;
  pnr_statement_bind_number (rows, 1, pnr_scenario_get_id (scenario));
  while (has_row) {
    if (!pnr_statement_step (rows, &has_row, error))
      return FALSE;
    if (has_row)
      g_ptr_array_add (assumptions, assumption_from_row (rows));
  }
  pnr_scenario_set_assumptions (scenario, assumptions);
  return TRUE;
}

static gboolean
cut_list (PnrDb *db, const char *sql, gint64 id, guint n_kept, GError **error)
{
  PnrStatement *cut = pnr_db_get_statement (db, sql, error);

  if (cut == NULL)
    return FALSE;
  pnr_statement_bind_number (cut, 1, id);
  pnr_statement_bind_number (cut, 2, n_kept);
  return pnr_statement_run (cut, error);
}

static gboolean
put_bundle_ids (PnrDb *db, PnrScenario *scenario, GError **error)
{
  guint n_bundles = pnr_scenario_get_n_bundles (scenario);

  if (!cut_list (db, "DELETE FROM scenario_bundle WHERE scenario_id = ? AND position >= ?",
                 pnr_scenario_get_id (scenario), n_bundles, error))
    return FALSE;
  for (guint i = 0; i < n_bundles; i++) {
    PnrStatement *put = pnr_db_get_statement (
        db,
        "INSERT INTO scenario_bundle (scenario_id, position, bundle_id) "
        "VALUES (?, ?, ?) "
        "ON CONFLICT (scenario_id, position) DO UPDATE SET bundle_id = excluded.bundle_id",
        error);

    if (put == NULL)
      return FALSE;
    pnr_statement_bind_number (put, 1, pnr_scenario_get_id (scenario));
    pnr_statement_bind_number (put, 2, i);
    pnr_statement_bind_number (put, 3, pnr_scenario_get_bundle_id (scenario, i));
    if (!pnr_statement_run (put, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
put_assumption (PnrDb *db, gint64 scenario_id, guint position, PnrAssumption *assumption,
                GError **error)
{
  PnrStatement *put = pnr_db_get_statement (
      db,
      "INSERT INTO assumption (scenario_id, position, name, "
      "value_ppm, low_ppm, high_ppm, source, author, created) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (scenario_id, position) DO UPDATE SET "
      "name = excluded.name, value_ppm = excluded.value_ppm, low_ppm = excluded.low_ppm, "
      "high_ppm = excluded.high_ppm, source = excluded.source, author = excluded.author, "
      "created = excluded.created",
      error);

  if (put == NULL)
    return FALSE;
  pnr_statement_bind_number (put, 1, scenario_id);
  pnr_statement_bind_number (put, 2, position);
  pnr_statement_bind_text (put, 3, pnr_assumption_get_name (assumption));
  pnr_statement_bind_number (put, 4, to_ppm (pnr_assumption_get_value (assumption)));
  pnr_statement_bind_number (put, 5, to_ppm (pnr_assumption_get_low (assumption)));
  pnr_statement_bind_number (put, 6, to_ppm (pnr_assumption_get_high (assumption)));
  pnr_statement_bind_text (put, 7, pnr_assumption_get_source (assumption));
  pnr_statement_bind_text (put, 8, pnr_assumption_get_author (assumption));
  pnr_statement_bind_number (put, 9, pnr_assumption_get_created (assumption));
  return pnr_statement_run (put, error);
}

static gboolean
put_assumptions (PnrDb *db, PnrScenario *scenario, GError **error)
{
  GPtrArray *assumptions = pnr_scenario_get_assumptions (scenario);
  gint64 id = pnr_scenario_get_id (scenario);

  if (!cut_list (db, "DELETE FROM assumption WHERE scenario_id = ? AND position >= ?", id,
                 assumptions->len, error))
    return FALSE;
  for (guint i = 0; i < assumptions->len; i++) {
    if (!put_assumption (db, id, i, g_ptr_array_index (assumptions, i), error))
      return FALSE;
  }
  return TRUE;
}

static gpointer
scenario_from_row (PnrDb *db, PnrStatement *row, GError **error)
{
  g_autoptr (PnrScenario) scenario = pnr_scenario_new (pnr_statement_get_number (row, 0));

  pnr_scenario_set_name (scenario, pnr_statement_get_text (row, 1));
  pnr_scenario_set_note (scenario, pnr_statement_get_text (row, 2));
  pnr_scenario_set_author (scenario, pnr_statement_get_text (row, 3));
  pnr_scenario_set_created (scenario, pnr_statement_get_number (row, 4));
  if (!read_bundle_ids (db, scenario, error) || !read_assumptions (db, scenario, error))
    return NULL;
  return g_steal_pointer (&scenario);
}

static gboolean
pnr_scenario_table_read (PnrDb *db, gint64 id, PnrTableTakeFunc take, gpointer data, GError **error)
{
  return pnr_table_read_rows (db,
                              "SELECT "
                              "id, name, note, author, created "
                              "FROM scenario "
                              "WHERE scenario.id BETWEEN ? AND ? "
                              "ORDER BY scenario.id",
                              id, scenario_from_row, take, data, error);
}

static gboolean
pnr_scenario_table_put (PnrDb *db, gpointer noun, GError **error)
{
  PnrScenario *scenario = noun;
  PnrStatement *put =
      pnr_db_get_statement (db,
                            "INSERT INTO scenario ("
                            "id, name, note, author, created) "
                            "VALUES (?, ?, ?, ?, ?) "
                            "ON CONFLICT (id) DO UPDATE SET "
                            "name = excluded.name, note = excluded.note, author = excluded.author, "
                            "created = excluded.created",
                            error);

  if (put == NULL)
    return FALSE;
  pnr_statement_bind_number (put, 1, pnr_scenario_get_id (scenario));
  pnr_statement_bind_text (put, 2, pnr_scenario_get_name (scenario));
  pnr_statement_bind_text (put, 3, pnr_scenario_get_note (scenario));
  pnr_statement_bind_text (put, 4, pnr_scenario_get_author (scenario));
  pnr_statement_bind_number (put, 5, pnr_scenario_get_created (scenario));
  return pnr_statement_run (put, error) && put_bundle_ids (db, scenario, error)
         && put_assumptions (db, scenario, error);
}

static gboolean
pnr_scenario_table_remove (PnrDb *db, gint64 id, GError **error)
{
  return pnr_table_remove_row (db, "DELETE FROM scenario WHERE id = ?", id, error);
}

const PnrTable pnr_scenario_table = {
  .get_type = pnr_scenario_get_type,
  .read = pnr_scenario_table_read,
  .put = pnr_scenario_table_put,
  .remove = pnr_scenario_table_remove,
};
