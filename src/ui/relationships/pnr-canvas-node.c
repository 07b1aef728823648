/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A card of the canvas as assistive technology meets it: named, focusable, never painted. */
#include "config.h"

#include "ui/relationships/pnr-canvas-node.h"

struct _PnrCanvasNode {
  GtkWidget parent_instance;

  gint64 product_id;
};

enum {
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrCanvasNode, pnr_canvas_node, GTK_TYPE_WIDGET)

static void
node_open (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[OPENED], 0);
}

/* The canvas decides the size; a card asks for none. */
static void
pnr_canvas_node_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                         int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
pnr_canvas_node_class_init (PnrCanvasNodeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = pnr_canvas_node_measure;

  signals[OPENED] = g_signal_new ("opened", PNR_TYPE_CANVAS_NODE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_widget_class_install_action (widget_class, "node.open", NULL, node_open);
}

static void
pnr_canvas_node_init (PnrCanvasNode *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

GtkWidget *
pnr_canvas_node_new (gint64 product_id)
{
  PnrCanvasNode *self = g_object_new (PNR_TYPE_CANVAS_NODE, NULL);

  self->product_id = product_id;
  return GTK_WIDGET (self);
}

gint64
pnr_canvas_node_get_product_id (PnrCanvasNode *self)
{
  g_return_val_if_fail (PNR_IS_CANVAS_NODE (self), 0);

  return self->product_id;
}

void
pnr_canvas_node_describe (PnrCanvasNode *self, const char *label, gboolean is_selected)
{
  g_return_if_fail (PNR_IS_CANVAS_NODE (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, is_selected,
                               -1);
}
