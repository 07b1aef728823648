/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands for one product of the canvas in the accessible tree: named, focusable, never painted. */
#include "config.h"

#include "ui/relationships/pnr-product-proxy.h"

struct _PnrProductProxy {
  GtkWidget parent_instance;

  gint64 product_id;
  char *label;
  gboolean is_selected;
};

enum {
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrProductProxy, pnr_product_proxy, GTK_TYPE_WIDGET)

static void
node_open (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[OPENED], 0);
}

/* The canvas gives it the size of the card, whatever that is. */
static void
pnr_product_proxy_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                           int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = 0;
  *natural = 0;
}

static void
pnr_product_proxy_finalize (GObject *object)
{
  g_clear_pointer (&PNR_PRODUCT_PROXY (object)->label, g_free);

  G_OBJECT_CLASS (pnr_product_proxy_parent_class)->finalize (object);
}

static void
pnr_product_proxy_class_init (PnrProductProxyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pnr_product_proxy_finalize;
  widget_class->measure = pnr_product_proxy_measure;

  signals[OPENED] = g_signal_new ("opened", PNR_TYPE_PRODUCT_PROXY, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "node.open", NULL, node_open);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
}

static void
pnr_product_proxy_init (PnrProductProxy *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

GtkWidget *
pnr_product_proxy_new (gint64 product_id)
{
  PnrProductProxy *self = g_object_new (PNR_TYPE_PRODUCT_PROXY, NULL);

  self->product_id = product_id;
  return GTK_WIDGET (self);
}

gint64
pnr_product_proxy_get_product_id (PnrProductProxy *self)
{
  g_return_val_if_fail (PNR_IS_PRODUCT_PROXY (self), 0);

  return self->product_id;
}

const char *
pnr_product_proxy_get_label (PnrProductProxy *self)
{
  g_return_val_if_fail (PNR_IS_PRODUCT_PROXY (self), NULL);

  return self->label;
}

/**
 * pnr_product_proxy_describe:
 * @self: a proxy
 * @label: the name, the kind and the links in words
 * @is_selected: whether its card is selected
 *
 * Tells assistive technology only what differs, so that nothing is spoken twice.
 */
void
pnr_product_proxy_describe (PnrProductProxy *self, const char *label, gboolean is_selected)
{
  gboolean is_first = self->label == NULL;

  g_return_if_fail (PNR_IS_PRODUCT_PROXY (self));

  if (g_strcmp0 (self->label, label) != 0) {
    g_free (self->label);
    self->label = g_strdup (label);
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    self->label != NULL ? self->label : "", -1);
  }
  if (is_first || self->is_selected != is_selected) {
    self->is_selected = is_selected;
    gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, is_selected,
                                 -1);
  }
}
