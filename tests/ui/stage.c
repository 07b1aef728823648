/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every test of the window stands on: a plan of its own, a session, an empty window. */
#include "config.h"

#include "stage.h"

#include "plan/pnr-plan-jobs.h"

#include <glib/gstdio.h>

/* Sanitizers make everything slower, also what is waited for. */
#ifdef __SANITIZE_ADDRESS__
#define SLOWNESS 4
#else
#define SLOWNESS 1
#endif

static void
stage_name (Stage *stage)
{
  stage->folder = g_dir_make_tmp ("pannier-XXXXXX", NULL);
  stage->path = g_build_filename (stage->folder, "stage.pannier", NULL);
}

static void
stage_open_window (Stage *stage)
{
  stage->session = pnr_session_new (stage->plan);
  stage->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (stage->window), 900, 600);
}

/* A plan in euros without a product. */
void
stage_set_up_empty (Stage *stage)
{
  g_autoptr (GError) error = NULL;

  stage_name (stage);
  stage->plan = pnr_plan_create (stage->path, "EUR", &error);
  g_assert_no_error (error);
  stage_open_window (stage);
}

void
stage_set_up_sample (Stage *stage, const char *sample)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrPlan) made = NULL;

  stage_name (stage);
  made = pnr_plan_create_sample (stage->path, sample, NULL, &error);
  g_assert_no_error (error);
  pnr_plan_close (made);
  stage->plan = pnr_plan_open (stage->path, &error);
  g_assert_no_error (error);
  stage_open_window (stage);
}

void
stage_tear_down (Stage *stage)
{
  gtk_window_destroy (GTK_WINDOW (stage->window));
  stage_settle (50);
  g_object_unref (stage->session);
  pnr_plan_close (stage->plan);
  g_object_unref (stage->plan);
  g_unlink (stage->path);
  g_rmdir (stage->folder);
  g_free (stage->path);
  g_free (stage->folder);
}

void
stage_show (Stage *stage, GtkWidget *child)
{
  gtk_window_set_child (GTK_WINDOW (stage->window), child);
  gtk_window_present (GTK_WINDOW (stage->window));
  gtk_test_widget_wait_for_draw (child);
}

/* The main loop runs until everything that was asked for has happened. */
void
stage_settle (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * SLOWNESS * 1000;

  while (g_get_monotonic_time () < end) {
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  }
}

/* The first of this type at or below @widget, or NULL. */
GtkWidget *
stage_find_type (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = stage_find_type (child, type);

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* The window of this type that is open, or NULL. */
GtkWidget *
stage_find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
      return window;
  }
  return NULL;
}

/* As if the key had come from the keyboard to the key controllers of @widget. */
gboolean
stage_press (GtkWidget *widget, guint keyval, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean is_handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !is_handled; i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
      g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &is_handled);
  }
  return is_handled;
}
