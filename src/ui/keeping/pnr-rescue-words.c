/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was found and lost in a rescue, in words. */
#include "config.h"

#include "ui/keeping/pnr-rescue-words.h"

#include "base/pnr-report.h"

#include <glib/gi18n.h>

/* What a merchant knows by name; the rest belongs to these. */
static const struct {
  const char *table;
  const char *title;
} shown[] = {
  { "product", N_ ("Products") },
  { "orders", N_ ("Orders") },
  { "order_line", N_ ("Order lines") },
  { "customer", N_ ("Customers") },
  { "relation", N_ ("Relationships") },
  { "bundle", N_ ("Bundles") },
  { "scenario", N_ ("Scenarios") },
  { "board_place", N_ ("Places on the canvas") },
  { "verdict", N_ ("Decided suggestions") },
  { "change_piece", N_ ("Steps of undo") },
};

static GVariant *
find_table (GVariant *report, const char *table)
{
  g_autoptr (GVariant) tables = pnr_report_get (report, "tables");

  for (gsize i = 0; i < pnr_report_list_length (tables); i++) {
    g_autoptr (GVariant) entry = pnr_report_list_get (tables, i);
    g_autofree char *name = pnr_report_dup_text (entry, "table");

    if (g_strcmp0 (name, table) == 0)
      return g_steal_pointer (&entry);
  }
  return NULL;
}

static void
append_line (GString *words, GVariant *entry, const char *title)
{
  gint64 n_found = 0;
  gint64 n_lost = 0;

  pnr_report_get_count (entry, "found", &n_found);
  if (!pnr_report_get_count (entry, "lost", &n_lost))
    /* Translators: "Orders: 4,210 found, nobody can tell how many are lost" */
    g_string_append_printf (words, _ ("%s: %'d found, unknown how many are lost\n"), title,
                            (int) n_found);
  else if (n_lost > 0)
    g_string_append_printf (words, _ ("%s: %'d found, %'d lost\n"), title, (int) n_found,
                            (int) n_lost);
  else
    g_string_append_printf (words, _ ("%s: %'d found, none lost\n"), title, (int) n_found);
}

/**
 * pnr_rescue_words_dup:
 * @report: what pnr_plan_rescue() gave
 *
 * Returns: (transfer full): a line for each kind of thing, below what concerns the whole plan
 */
char *
pnr_rescue_words_dup (GVariant *report)
{
  GString *words = g_string_new (NULL);
  g_autofree char *message = pnr_report_dup_text (report, "message");

  /* What concerns the whole plan is not to be read past. */
  if (message != NULL)
    g_string_append_printf (words, "%s\n\n", message);

  for (gsize i = 0; i < G_N_ELEMENTS (shown); i++) {
    g_autoptr (GVariant) entry = find_table (report, shown[i].table);

    if (entry != NULL)
      append_line (words, entry, _ (shown[i].title));
  }
  return g_strchomp (g_string_free (words, FALSE));
}
