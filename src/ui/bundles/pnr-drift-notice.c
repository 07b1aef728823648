/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A quiet line above the bundles: so many moved with their products' prices.
 *
 * The history is read beside the window, once changes have come to rest, and only while somebody
 * looks at the bundles or at the list of what moved. */
#include "config.h"

#include "ui/bundles/pnr-drift-notice.h"

#include "plan/pnr-plan-drift.h"
#include "ui/bundles/pnr-drift-window.h"

#include <glib/gi18n.h>

#define REST_MS 300

struct _PnrDriftNotice {
  AdwBin parent_instance;

  GtkWidget *button;
  GtkLabel *label;

  PnrSession *session;
  GPtrArray *drifts;
  PnrDriftWindow *window;
  guint rest_id;
  gboolean is_asked;
  gboolean is_stale;
};

G_DEFINE_FINAL_TYPE (PnrDriftNotice, pnr_drift_notice, ADW_TYPE_BIN)

static void pnr_drift_notice_refresh (PnrDriftNotice *self);

static void
pnr_drift_notice_show (PnrDriftNotice *self)
{
  guint n = self->drifts->len;
  g_autofree char *text =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u bundle moved with prices",
                                    "%u bundles moved with prices", n),
                       n);

  gtk_label_set_label (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  if (self->window != NULL)
    pnr_drift_window_set_drifts (self->window, self->drifts);
}

/* A history that cannot be read is told of where it matters, on undo and by the check. */
static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PnrDriftNotice) self = user_data;
  g_autoptr (GPtrArray) drifts = pnr_plan_find_drifts_finish (PNR_PLAN (source), result, NULL);

  self->is_asked = FALSE;
  if (self->label == NULL)
    return;
  if (drifts != NULL) {
    g_clear_pointer (&self->drifts, g_ptr_array_unref);
    self->drifts = g_steal_pointer (&drifts);
    pnr_drift_notice_show (self);
  }
  if (self->is_stale)
    pnr_drift_notice_refresh (self);
}

static gboolean
rested_cb (gpointer user_data)
{
  PnrDriftNotice *self = user_data;

  self->rest_id = 0;
  self->is_stale = self->is_asked;
  if (self->is_asked)
    return G_SOURCE_REMOVE;
  self->is_asked = TRUE;
  pnr_plan_find_drifts_async (pnr_session_get_plan (self->session), found_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* The notice itself is hidden while nothing moved, so it asks whether its page is shown. */
static gboolean
pnr_drift_notice_is_looked_at (PnrDriftNotice *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  return parent != NULL && gtk_widget_get_mapped (parent);
}

static void
pnr_drift_notice_refresh (PnrDriftNotice *self)
{
  if (self->session == NULL || !pnr_drift_notice_is_looked_at (self))
    return;
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST_MS, rested_cb, self);
}

static void
window_gone_cb (PnrDriftNotice *self)
{
  self->window = NULL;
}

static void
drift_review (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrDriftNotice *self = PNR_DRIFT_NOTICE (widget);

  if (self->window == NULL) {
    self->window = pnr_drift_window_new (self->session, GTK_WINDOW (gtk_widget_get_root (widget)));
    g_signal_connect_object (self->window, "destroy", G_CALLBACK (window_gone_cb), self,
                             G_CONNECT_SWAPPED);
    pnr_drift_window_set_drifts (self->window, self->drifts);
  }
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
pnr_drift_notice_dispose (GObject *object)
{
  PnrDriftNotice *self = PNR_DRIFT_NOTICE (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_DRIFT_NOTICE);
  self->label = NULL;
  g_clear_pointer (&self->drifts, g_ptr_array_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_drift_notice_parent_class)->dispose (object);
}

static void
pnr_drift_notice_class_init (PnrDriftNoticeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_drift_notice_dispose;

  gtk_widget_class_install_action (widget_class, "drift.review", NULL, drift_review);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/bundles/pnr-drift-notice.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrDriftNotice, button);
  gtk_widget_class_bind_template_child (widget_class, PnrDriftNotice, label);
}

static void
pnr_drift_notice_init (PnrDriftNotice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pnr_drift_notice_set_session (PnrDriftNotice *self, PnrSession *session)
{
  GtkWidget *parent;

  g_return_if_fail (PNR_IS_DRIFT_NOTICE (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_signal_connect_object (pnr_session_get_plan (session), "notify::newest-action",
                           G_CALLBACK (pnr_drift_notice_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (parent, "map", G_CALLBACK (pnr_drift_notice_refresh), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  pnr_drift_notice_refresh (self);
}
