/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many rows or records a second are read and typed, without keeping them. */
#include "config.h"

#include "exchange/pnr-importer.h"

#include "pnr-counting-intake.h"

static gboolean
measure (const char *path)
{
  const char *paths[] = { path, NULL };
  g_autoptr (PnrCountingIntake) intake = pnr_counting_intake_new ("USD", FALSE);
  g_autoptr (PnrImportReport) report = pnr_import_report_new ();
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  double seconds;
  gint64 n_rows;

  if (!pnr_import_files (paths, NULL, PNR_INTAKE (intake), report, NULL, &error)) {
    g_printerr ("%s\n", error->message);
    return FALSE;
  }
  seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  n_rows = pnr_import_report_get_counts (report)->rows_read;
  g_print ("%s: %" G_GINT64_FORMAT " rows, %" G_GINT64_FORMAT " lines, %.3f s, %.0f rows/s, "
           "%.0f lines/s\n",
           path, n_rows, intake->n_lines, seconds, (double) n_rows / seconds,
           (double) intake->n_lines / seconds);
  return TRUE;
}

int
main (int argc, char **argv)
{
  const char *data = g_getenv ("PANNIER_DATA");
  g_autofree char *sales = NULL;
  g_autofree char *retail = NULL;

  if (argc > 1) {
    for (int i = 1; i < argc; i++) {
      if (!measure (argv[i]))
        return 1;
    }
    return 0;
  }
  sales = g_build_filename (data != NULL ? data : "", "foodmart-sales-1997.csv.gz", NULL);
  retail = g_build_filename (data != NULL ? data : "", "retail.dat.gz", NULL);
  if (!g_file_test (sales, G_FILE_TEST_IS_REGULAR)
      || !g_file_test (retail, G_FILE_TEST_IS_REGULAR)) {
    g_print (
        "Reading needs FoodMart's sales and retail.dat in PANNIER_DATA, or files that are named; "
        "it is left out.\n");
    return 0;
  }
  return measure (sales) && measure (retail) ? 0 : 1;
}
