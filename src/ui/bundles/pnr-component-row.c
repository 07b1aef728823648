/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One product in the bundle editor: how many of it, and the button that takes it out. */
#include "config.h"

#include "ui/bundles/pnr-component-row.h"

#include <glib/gi18n.h>

struct _PnrComponentRow {
  AdwActionRow parent_instance;

  GtkSpinButton *quantity_spin;
  GtkButton *remove_button;

  gint64 product_id;
  gboolean is_showing;
};

enum {
  QUANTITY_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrComponentRow, pnr_component_row, ADW_TYPE_ACTION_ROW)

static void
quantity_changed_cb (PnrComponentRow *self)
{
  gint64 quantity = gtk_spin_button_get_value_as_int (self->quantity_spin);

  if (!self->is_showing)
    g_signal_emit (self, signals[QUANTITY_CHANGED], 0, self->product_id, quantity);
}

static void
remove_clicked_cb (PnrComponentRow *self)
{
  g_signal_emit (self, signals[QUANTITY_CHANGED], 0, self->product_id, (gint64) 0);
}

static void
pnr_component_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PNR_TYPE_COMPONENT_ROW);

  G_OBJECT_CLASS (pnr_component_row_parent_class)->dispose (object);
}

static void
pnr_component_row_class_init (PnrComponentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_component_row_dispose;

  signals[QUANTITY_CHANGED] =
      g_signal_new ("quantity-changed", PNR_TYPE_COMPONENT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/bundles/pnr-component-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrComponentRow, quantity_spin);
  gtk_widget_class_bind_template_child (widget_class, PnrComponentRow, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, quantity_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
}

static void
pnr_component_row_init (PnrComponentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pnr_component_row_new (gint64 product_id)
{
  PnrComponentRow *self = g_object_new (PNR_TYPE_COMPONENT_ROW, NULL);

  self->product_id = product_id;
  return GTK_WIDGET (self);
}

gint64
pnr_component_row_get_product_id (PnrComponentRow *self)
{
  g_return_val_if_fail (PNR_IS_COMPONENT_ROW (self), 0);

  return self->product_id;
}

/* The row stays while its figures change, so that the hand on the spin button goes on. */
void
pnr_component_row_show (PnrComponentRow *self, PnrSession *session, gint64 quantity)
{
  PnrProduct *product = pnr_session_find_product (session, self->product_id);
  g_autofree char *title = pnr_session_dup_product_title (session, self->product_id);
  g_autofree char *price = pnr_session_format_money (
      session, product != NULL ? pnr_product_get_price_minor (product) : PNR_MONEY_UNKNOWN);
  g_autofree char *quantity_label = g_strdup_printf (_ ("Quantity of “%s”"), title);
  g_autofree char *remove_label = g_strdup_printf (_ ("Take “%s” out"), title);

  g_return_if_fail (PNR_IS_COMPONENT_ROW (self));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), price);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->quantity_spin),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, quantity_label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, remove_label, -1);
  self->is_showing = TRUE;
  if (gtk_spin_button_get_value_as_int (self->quantity_spin) != quantity)
    gtk_spin_button_set_value (self->quantity_spin, (double) quantity);
  self->is_showing = FALSE;
}
