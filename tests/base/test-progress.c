/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A progress tells its step, and from when on stopping is too late. */
#include <math.h>

#include "base/pnr-progress.h"

static void
test_steps (void)
{
  g_autoptr (PnrProgress) progress = pnr_progress_new ();
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  pnr_progress_begin_step (progress, "Reading");
  pnr_progress_set_fraction (progress, 0.5);
  first = pnr_progress_dup_step (progress);
  g_assert_cmpstr (first, ==, "Reading");
  g_assert_false (pnr_progress_is_in_last_step (progress));
  g_assert_true (pnr_progress_begin_last_step (progress, "Finishing", NULL));
  last = pnr_progress_dup_step (progress);
  g_assert_cmpstr (last, ==, "Finishing");
  g_assert_true (isnan (pnr_progress_get_fraction (progress)));
  g_assert_true (pnr_progress_is_in_last_step (progress));
  pnr_progress_begin_step (progress, "Reading");
  g_assert_false (pnr_progress_is_in_last_step (progress));
}

static void
test_too_late (void)
{
  g_autoptr (PnrProgress) progress = pnr_progress_new ();
  g_autoptr (GError) error = NULL;

  pnr_progress_cancel (progress);
  g_assert_false (pnr_progress_begin_last_step (progress, "Finishing", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (pnr_progress_is_in_last_step (progress));
}

static void
test_nobody_waits (void)
{
  pnr_progress_begin_step (NULL, "Reading");
  g_assert_true (pnr_progress_begin_last_step (NULL, "Finishing", NULL));
  g_assert_true (pnr_progress_check (NULL, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/progress/steps", test_steps);
  g_test_add_func ("/progress/too-late", test_too_late);
  g_test_add_func ("/progress/nobody-waits", test_nobody_waits);
  return g_test_run ();
}
