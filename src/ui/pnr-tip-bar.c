/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows the tip of the line that the keyboard is on, for whoever has no pointer to hover with. */
#include "config.h"

#include "ui/pnr-tip-bar.h"

#include "ui/pnr-tip.h"

struct _PnrTipBar {
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkLabel *label;

  guint n_frames; /* until the bar has its height */
  guint tick_id;
  GtkRoot *root; /* watched while it is the bar's; only compared and disconnected */
};

G_DEFINE_FINAL_TYPE (PnrTipBar, pnr_tip_bar, ADW_TYPE_BIN)

/* Only lines and tiles explain their figures; a button's tip repeats what it says. */
static const char *
pnr_tip_bar_find_tip (PnrTipBar *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkWidget *focus;

  /* A window that goes away still tells of its focus. */
  if (self->root == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return NULL;
  focus = gtk_root_get_focus (self->root);
  if ((!GTK_IS_LIST_BOX_ROW (focus) && !GTK_IS_FLOW_BOX_CHILD (focus))
      || !gtk_window_get_focus_visible (GTK_WINDOW (self->root))
      || !gtk_widget_is_ancestor (focus, parent))
    return NULL;
  return pnr_tip_get (focus);
}

/* The line that the bar speaks of shall not end up under it. */
static void
pnr_tip_bar_uncover (PnrTipBar *self)
{
  GtkWidget *line = self->root != NULL ? gtk_root_get_focus (self->root) : NULL;
  GtkWidget *scroller =
      line != NULL ? gtk_widget_get_ancestor (line, GTK_TYPE_SCROLLED_WINDOW) : NULL;
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;
  double top;

  if (scroller == NULL || !gtk_widget_compute_bounds (line, scroller, &bounds))
    return;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  top = gtk_adjustment_get_value (adjustment) + bounds.origin.y;
  gtk_adjustment_clamp_page (adjustment, top, top + bounds.size.height);
}

static gboolean
uncover_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  PnrTipBar *self = PNR_TIP_BAR (widget);

  if (self->n_frames-- > 0)
    return G_SOURCE_CONTINUE;
  self->tick_id = 0;
  pnr_tip_bar_uncover (self);
  return G_SOURCE_REMOVE;
}

static void
focus_changed_cb (PnrTipBar *self)
{
  const char *tip = pnr_tip_bar_find_tip (self);

  if (tip != NULL)
    gtk_label_set_label (self->label, tip);
  gtk_revealer_set_reveal_child (self->revealer, tip != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->revealer), tip != NULL);
  self->n_frames = 1;
  if (tip != NULL && self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), uncover_cb, NULL, NULL);
}

static void
pnr_tip_bar_root (GtkWidget *widget)
{
  PnrTipBar *self = PNR_TIP_BAR (widget);

  GTK_WIDGET_CLASS (pnr_tip_bar_parent_class)->root (widget);
  self->root = gtk_widget_get_root (widget);
  if (!GTK_IS_WINDOW (self->root))
    self->root = NULL;
  if (self->root == NULL)
    return;
  g_signal_connect_swapped (self->root, "notify::focus-widget", G_CALLBACK (focus_changed_cb),
                            self);
  g_signal_connect_swapped (self->root, "notify::focus-visible", G_CALLBACK (focus_changed_cb),
                            self);
}

static void
pnr_tip_bar_unroot (GtkWidget *widget)
{
  PnrTipBar *self = PNR_TIP_BAR (widget);

  if (self->root != NULL)
    g_signal_handlers_disconnect_by_data (self->root, self);
  self->root = NULL;
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (widget, self->tick_id);
  self->tick_id = 0;

  GTK_WIDGET_CLASS (pnr_tip_bar_parent_class)->unroot (widget);
}

static void
pnr_tip_bar_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PNR_TYPE_TIP_BAR);

  G_OBJECT_CLASS (pnr_tip_bar_parent_class)->dispose (object);
}

static void
pnr_tip_bar_class_init (PnrTipBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_tip_bar_dispose;
  widget_class->root = pnr_tip_bar_root;
  widget_class->unroot = pnr_tip_bar_unroot;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/pannier/Pannier/ui/pnr-tip-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrTipBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, PnrTipBar, label);
}

static void
pnr_tip_bar_init (PnrTipBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
