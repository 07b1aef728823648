/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many order lines a second go into a plan, and how many baskets come out. */
#include <glib/gstdio.h>

#include "store/pnr-store.h"

int
main (int argc, char *argv[])
{
  const guint n_lines = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 1000000;
  g_autofree char *folder = g_dir_make_tmp ("pannier-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.pannier", NULL);
  g_autoptr (PnrStore) store = pnr_store_create (path, "EUR", NULL);
  g_autoptr (PnrIntake) intake = pnr_store_begin_import (store, "Bench", NULL);
  g_autoptr (PnrBasketSet) baskets = NULL;
  g_autoptr (GRand) chance = g_rand_new_with_seed (1);
  PnrIntakeSource source = { "bench", "bench", NULL };
  gint64 start = g_get_monotonic_time ();
  double seconds;

  pnr_intake_begin_file (intake, &source, NULL);
  for (guint i = 0; i < n_lines; i++) {
    PnrOrderRecord order;
    PnrLineRecord line;
    PnrIntakeFate fate;
    char key[16];
    char sku[16];

    g_snprintf (key, sizeof key, "%u", i / 5);
    g_snprintf (sku, sizeof sku, "P%d", g_rand_int_range (chance, 0, 5000));
    pnr_order_record_clear (&order);
    pnr_line_record_clear (&line);
    order.key = key;
    order.ordered_at = 1700000000 + i;
    line.item_sku = sku;
    line.total_minor = 1000;
    pnr_intake_add_line (intake, &order, &line, &fate, NULL);
  }
  seconds = (g_get_monotonic_time () - start) / 1e6;
  g_print ("rows in: %.0f lines/s\n", n_lines / seconds);
  pnr_store_finish_import (store, intake, PNR_STORE_IMPORT_KEEP, NULL, NULL);
  seconds = (g_get_monotonic_time () - start) / 1e6;
  g_print ("with averages, sums and commit: %.0f lines/s\n", n_lines / seconds);
  start = g_get_monotonic_time ();
  baskets = pnr_store_read_baskets (store, NULL, NULL);
  seconds = (g_get_monotonic_time () - start) / 1e6;
  g_print ("baskets out: %.0f baskets/s, %.0f lines/s\n",
           pnr_basket_set_get_n_baskets (baskets) / seconds, n_lines / seconds);
  start = g_get_monotonic_time ();
  pnr_store_undo (store, NULL, NULL);
  g_print ("undo: %.2f s\n", (g_get_monotonic_time () - start) / 1e6);
  pnr_store_close (store);
  g_unlink (path);
  g_rmdir (folder);
  return 0;
}
