/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences follow each other however fast they come, and an offer goes when it is void. */
#include "config.h"

#include "ui/pnr-toaster.h"

#define PATIENCE_US (30 * G_USEC_PER_SEC)

typedef struct {
  GtkWidget *window;
  PnrToaster *toaster;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), gtk_label_new ("Plan"));
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 600, 400);
  gtk_window_set_child (GTK_WINDOW (fixture->window), overlay);
  fixture->toaster = pnr_toaster_new (ADW_TOAST_OVERLAY (overlay));
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->toaster);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
spin (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;
  guint id = g_timeout_add (5, wake_cb, NULL);

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}

static void
wait_for_sentence (Fixture *fixture, const char *sentence)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;

  while (g_strcmp0 (pnr_toaster_get_sentence (fixture->toaster), sentence) != 0
         && g_get_monotonic_time () < end)
    spin (10);
  g_assert_cmpstr (pnr_toaster_get_sentence (fixture->toaster), ==, sentence);
}

/* Every pause there is between two sentences, from none to longer than one needs to come up. */
static void
test_fast (Fixture *fixture, gconstpointer data)
{
  for (guint pause = 0; pause <= 600; pause += 40) {
    pnr_toaster_offer (fixture->toaster, "Removed", "_Undo", "win.undo");
    spin (pause);
    pnr_toaster_withdraw (fixture->toaster);
    pnr_toaster_offer (fixture->toaster, "Added", "_Undo", "win.undo");
    spin (pause);
  }
  pnr_toaster_say (fixture->toaster, "Last");
  wait_for_sentence (fixture, "Last");
}

static void
test_withdraw (Fixture *fixture, gconstpointer data)
{
  pnr_toaster_withdraw (fixture->toaster);
  pnr_toaster_offer (fixture->toaster, "Removed", "_Undo", "win.undo");
  g_assert_cmpstr (pnr_toaster_get_sentence (fixture->toaster), ==, "Removed");
  pnr_toaster_offer (fixture->toaster, "Never shown", "_Undo", "win.undo");
  pnr_toaster_withdraw (fixture->toaster);
  wait_for_sentence (fixture, NULL);
  /* What offers nothing is not withdrawn. */
  pnr_toaster_say (fixture->toaster, "Saved");
  pnr_toaster_withdraw (fixture->toaster);
  spin (1000);
  g_assert_cmpstr (pnr_toaster_get_sentence (fixture->toaster), ==, "Saved");
}

/* A failure comes back after what was said in between, until it is read. */
static void
test_failure (Fixture *fixture, gconstpointer data)
{
  pnr_toaster_fail (fixture->toaster, "Disk & all full");
  pnr_toaster_offer (fixture->toaster, "Removed", "_Undo", "win.undo");
  wait_for_sentence (fixture, "Removed");
  pnr_toaster_withdraw (fixture->toaster);
  wait_for_sentence (fixture, "Disk & all full");
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/toaster/fast", test_fast);
  ADD ("/toaster/withdraw", test_withdraw);
  ADD ("/toaster/failure", test_failure);
#undef ADD

  return g_test_run ();
}
