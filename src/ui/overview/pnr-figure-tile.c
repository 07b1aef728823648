/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One figure of a period: its name, its value, how it differs from the compared period. */
#include "config.h"

#include "ui/overview/pnr-figure-tile.h"

#include "ui/pnr-tip.h"
#include "ui/pnr-wording.h"

#include <glib/gi18n.h>
#include <math.h>

struct _PnrFigureTile {
  GtkFlowBoxChild parent_instance;

  GtkLabel *title_label;
  GtkLabel *value_label;
  GtkLabel *change_label;
};

G_DEFINE_FINAL_TYPE (PnrFigureTile, pnr_figure_tile, GTK_TYPE_FLOW_BOX_CHILD)

static void
pnr_figure_tile_dispose (GObject *object)
{
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PNR_TYPE_FIGURE_TILE);

  G_OBJECT_CLASS (pnr_figure_tile_parent_class)->dispose (object);
}

static void
pnr_figure_tile_class_init (PnrFigureTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_figure_tile_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/overview/pnr-figure-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrFigureTile, title_label);
  gtk_widget_class_bind_template_child (widget_class, PnrFigureTile, value_label);
  gtk_widget_class_bind_template_child (widget_class, PnrFigureTile, change_label);
}

static void
pnr_figure_tile_init (PnrFigureTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pnr_figure_tile_new (const char *title)
{
  PnrFigureTile *self = g_object_new (PNR_TYPE_FIGURE_TILE, NULL);

  gtk_label_set_label (self->title_label, title);
  return GTK_WIDGET (self);
}

/**
 * pnr_figure_tile_show:
 * @self: a tile
 * @value: the figure, formatted
 * @change: (nullable): how it differs, in words
 * @explanation: how it is worked out, from what
 *
 * Whoever hears the tile hears all of it; whoever points at it reads the explanation.
 */
void
pnr_figure_tile_show (PnrFigureTile *self, const char *value, const char *change,
                      const char *explanation)
{
  g_autofree char *spoken = NULL;

  g_return_if_fail (PNR_IS_FIGURE_TILE (self));

  gtk_label_set_label (self->value_label, value);
  gtk_label_set_label (self->change_label, change != NULL ? change : "");
  gtk_widget_set_visible (GTK_WIDGET (self->change_label), change != NULL);
  pnr_tip_set (GTK_WIDGET (self), explanation);
  spoken = g_strdup_printf (change != NULL ? "%s: %s, %s" : "%s: %s%s",
                            gtk_label_get_label (self->title_label), value,
                            change != NULL ? change : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, explanation, -1);
}

/**
 * pnr_figure_tile_dup_change:
 * @now: a figure
 * @before: the same of the compared period
 * @is_share: whether they are shares, whose difference is told in percentage points
 *
 * Returns: (transfer full): an arrow and words
 */
char *
pnr_figure_tile_dup_change (double now, double before, gboolean is_share)
{
  double change = is_share ? (now - before) * 100.0 : (now - before) / fabs (before) * 100.0;
  g_autofree char *amount = NULL;

  if (!isfinite (change))
    return g_strdup (_ ("nothing to compare"));
  amount = is_share ? pnr_wording_dup_number (fabs (change), 1)
                    : pnr_wording_dup_share (fabs (change) / 100.0, 1);
  if (fabs (change) < 0.05)
    return g_strdup (_ ("= as before"));
  if (is_share)
    /* Translators: a number of percentage points. */
    return g_strdup_printf (change > 0.0 ? _ ("▲ %s points more") : _ ("▼ %s points less"), amount);
  /* Translators: a percentage. */
  return g_strdup_printf (change > 0.0 ? _ ("▲ %s more") : _ ("▼ %s less"), amount);
}
