/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One bundle that moved with its products' prices: before and now, and what to do about it. */
#include "config.h"

#include "ui/bundles/pnr-drift-row.h"

#include <glib/gi18n.h>

struct _PnrDriftRow {
  GtkListBoxRow parent_instance;

  GtkLabel *name_label;
  GtkLabel *sum_label;
  GtkLabel *old_sum_label;
  GtkLabel *price_label;
  GtkLabel *old_price_label;
  GtkLabel *margin_label;
  GtkLabel *old_margin_label;
  GtkWidget *keep_button;
  GtkButton *derive_button;
};

G_DEFINE_FINAL_TYPE (PnrDriftRow, pnr_drift_row, GTK_TYPE_LIST_BOX_ROW)

static void
pnr_drift_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PNR_TYPE_DRIFT_ROW);

  G_OBJECT_CLASS (pnr_drift_row_parent_class)->dispose (object);
}

static void
pnr_drift_row_class_init (PnrDriftRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_drift_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/pannier/Pannier/ui/bundles/pnr-drift-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrDriftRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, PnrDriftRow, sum_label);
  gtk_widget_class_bind_template_child (widget_class, PnrDriftRow, old_sum_label);
  gtk_widget_class_bind_template_child (widget_class, PnrDriftRow, price_label);
  gtk_widget_class_bind_template_child (widget_class, PnrDriftRow, old_price_label);
  gtk_widget_class_bind_template_child (widget_class, PnrDriftRow, margin_label);
  gtk_widget_class_bind_template_child (widget_class, PnrDriftRow, old_margin_label);
  gtk_widget_class_bind_template_child (widget_class, PnrDriftRow, keep_button);
  gtk_widget_class_bind_template_child (widget_class, PnrDriftRow, derive_button);
}

static void
pnr_drift_row_init (PnrDriftRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_pair (PnrSession *session, GtkLabel *label, GtkLabel *old_label, gint64 now, gint64 before)
{
  g_autofree char *money = pnr_session_format_money (session, now);
  g_autofree char *old_money = pnr_session_format_money (session, before);
  /* Translators: an amount of money, before prices changed. */
  g_autofree char *was =
      now == before ? g_strdup (_ ("as before")) : g_strdup_printf (_ ("was %s"), old_money);

  gtk_label_set_label (label, money);
  gtk_label_set_label (old_label, was);
}

static void
pnr_drift_row_show_derived (PnrDriftRow *self, PnrSession *session, const PnrDrift *drift)
{
  g_autofree char *price = NULL;
  g_autofree char *label = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->derive_button), drift->derived != NULL);
  if (drift->derived == NULL)
    return;
  price = pnr_session_format_money (session, drift->after.price_minor);
  /* Translators: a price. */
  label = g_strdup_printf (_ ("Re-derive to %s"), price);
  gtk_button_set_label (self->derive_button, label);
}

static void
pnr_drift_row_name (PnrDriftRow *self)
{
  g_autofree char *label = g_strdup_printf (
      "%s, %s %s, %s %s, %s %s", gtk_label_get_label (self->name_label),
      gtk_label_get_label (self->sum_label), gtk_label_get_label (self->old_sum_label),
      gtk_label_get_label (self->price_label), gtk_label_get_label (self->old_price_label),
      gtk_label_get_label (self->margin_label), gtk_label_get_label (self->old_margin_label));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* Buttons of one word in every row are told apart by what they are about. */
static void
name_button (gpointer button, const char *format, const char *name)
{
  g_autoptr (GString) label = g_string_new (format);

  g_string_replace (label, "{bundle}", name, 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label->str, -1);
}

GtkWidget *
pnr_drift_row_new (PnrSession *session, const PnrDrift *drift)
{
  PnrDriftRow *self = g_object_new (PNR_TYPE_DRIFT_ROW, NULL);
  gint64 id = pnr_bundle_get_id (drift->bundle);

  gtk_label_set_label (self->name_label, pnr_bundle_get_name (drift->bundle));
  show_pair (session, self->sum_label, self->old_sum_label, drift->now.sum_minor,
             drift->before.sum_minor);
  show_pair (session, self->price_label, self->old_price_label, drift->now.price_minor,
             drift->before.price_minor);
  show_pair (session, self->margin_label, self->old_margin_label, drift->now.margin_minor,
             drift->before.margin_minor);
  pnr_drift_row_show_derived (self, session, drift);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->derive_button), "x", id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->keep_button), "x", id);
  pnr_drift_row_name (self);
  /* Translators: {bundle} is a name. */
  name_button (self->keep_button, _ ("Keep “{bundle}” as it is"),
               pnr_bundle_get_name (drift->bundle));
  /* Translators: {bundle} is a name. */
  name_button (self->derive_button, _ ("Re-derive the price of “{bundle}”"),
               pnr_bundle_get_name (drift->bundle));
  return GTK_WIDGET (self);
}
