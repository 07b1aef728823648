/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bundles that moved with their products' prices, to be derived anew or kept.
 *
 * What is done here is an action like any other, and the list is found anew after it; with nothing
 * left to decide the window goes. */
#include "config.h"

#include "ui/bundles/pnr-drift-window.h"

#include "ui/bundles/pnr-drift-row.h"

#include <glib/gi18n.h>

struct _PnrDriftWindow {
  AdwWindow parent_instance;

  GtkListBox *list;

  PnrSession *session;
  GPtrArray *drifts;
};

G_DEFINE_FINAL_TYPE (PnrDriftWindow, pnr_drift_window, ADW_TYPE_WINDOW)

static gboolean
has_derived (GPtrArray *drifts)
{
  for (guint i = 0; i < drifts->len; i++)
    if (((PnrDrift *) g_ptr_array_index (drifts, i))->derived != NULL)
      return TRUE;
  return FALSE;
}

/* (transfer container): the one that a button is about. */
static GPtrArray *
pnr_drift_window_pick (PnrDriftWindow *self, GVariant *id)
{
  GPtrArray *picked = g_ptr_array_new ();

  for (guint i = 0; i < self->drifts->len; i++) {
    PnrDrift *drift = g_ptr_array_index (self->drifts, i);

    if (pnr_bundle_get_id (drift->bundle) == g_variant_get_int64 (id))
      g_ptr_array_add (picked, drift);
  }
  return picked;
}

static void
pnr_drift_window_derive (PnrDriftWindow *self, GPtrArray *drifts)
{
  g_autoptr (PnrEdit) edit = pnr_drifts_derive (drifts);

  if (edit != NULL)
    pnr_session_commit (self->session, edit, _ ("Price derived anew"));
}

static void
drift_derive (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrDriftWindow *self = PNR_DRIFT_WINDOW (widget);
  g_autoptr (GPtrArray) picked = pnr_drift_window_pick (self, parameter);

  pnr_drift_window_derive (self, picked);
}

static void
drift_derive_all (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrDriftWindow *self = PNR_DRIFT_WINDOW (widget);

  pnr_drift_window_derive (self, self->drifts);
}

static void
drift_keep (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrDriftWindow *self = PNR_DRIFT_WINDOW (widget);
  g_autoptr (GPtrArray) picked = pnr_drift_window_pick (self, parameter);
  g_autoptr (PnrEdit) edit = picked->len > 0 ? pnr_drifts_keep (picked) : NULL;

  if (edit != NULL)
    pnr_session_commit (self->session, edit, _ ("Kept at new prices"));
}

static void
pnr_drift_window_dispose (GObject *object)
{
  PnrDriftWindow *self = PNR_DRIFT_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_DRIFT_WINDOW);
  g_clear_pointer (&self->drifts, g_ptr_array_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_drift_window_parent_class)->dispose (object);
}

static void
pnr_drift_window_class_init (PnrDriftWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_drift_window_dispose;

  gtk_widget_class_install_action (widget_class, "drift.derive", "x", drift_derive);
  gtk_widget_class_install_action (widget_class, "drift.keep", "x", drift_keep);
  gtk_widget_class_install_action (widget_class, "drift.derive-all", NULL, drift_derive_all);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/bundles/pnr-drift-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrDriftWindow, list);
}

static void
pnr_drift_window_init (PnrDriftWindow *self)
{
  self->drifts = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

PnrDriftWindow *
pnr_drift_window_new (PnrSession *session, GtkWindow *parent)
{
  PnrDriftWindow *self = g_object_new (PNR_TYPE_DRIFT_WINDOW, "transient-for", parent,
                                       "destroy-with-parent", TRUE, NULL);

  self->session = g_object_ref (session);
  return self;
}

/**
 * pnr_drift_window_set_drifts:
 * @self: the window
 * @drifts: (element-type PnrDrift): what moved, found just now
 */
void
pnr_drift_window_set_drifts (PnrDriftWindow *self, GPtrArray *drifts)
{
  gboolean is_writable;
  GtkListBoxRow *row;

  g_return_if_fail (PNR_IS_DRIFT_WINDOW (self));

  is_writable = !pnr_plan_is_read_only (pnr_session_get_plan (self->session));
  g_ptr_array_unref (self->drifts);
  self->drifts = g_ptr_array_ref (drifts);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < drifts->len; i++)
    gtk_list_box_append (self->list,
                         pnr_drift_row_new (self->session, g_ptr_array_index (drifts, i)));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "drift.derive", is_writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "drift.keep", is_writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "drift.derive-all",
                                 is_writable && has_derived (drifts));
  if (drifts->len == 0)
    gtk_window_close (GTK_WINDOW (self));
}
