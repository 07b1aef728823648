/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lift with its interval as a small bar on a shared scale, 1 being chance. */
#include "config.h"

#include "ui/suggestions/pnr-lift-bar.h"

#include <math.h>

/* The scale is logarithmic, from half of chance to this many times it. */
#define SCALE_LOW 0.5
#define SCALE_HIGH 32.0
#define HEIGHT 16
#define WIDTH 90

struct _PnrLiftBar {
  GtkWidget parent_instance;

  double lift;
  double low;
  double high;
};

G_DEFINE_FINAL_TYPE (PnrLiftBar, pnr_lift_bar, GTK_TYPE_WIDGET)

static float
pnr_lift_bar_to_x (double lift, int width)
{
  double share =
      log (CLAMP (lift, SCALE_LOW, SCALE_HIGH) / SCALE_LOW) / log (SCALE_HIGH / SCALE_LOW);

  return (float) (share * (width - 4) + 2);
}

static void
pnr_lift_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PnrLiftBar *self = PNR_LIFT_BAR (widget);
  int width = gtk_widget_get_width (widget);
  float middle = (float) gtk_widget_get_height (widget) / 2;
  float low = pnr_lift_bar_to_x (self->low, width);
  float high = pnr_lift_bar_to_x (self->high, width);
  float chance = pnr_lift_bar_to_x (1.0, width);
  GdkRGBA colour;
  GdkRGBA quiet;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  quiet = colour;
  quiet.alpha *= 0.35f;
  gtk_snapshot_append_color (snapshot, &quiet,
                             &GRAPHENE_RECT_INIT (chance, middle - HEIGHT / 2.0f, 1, HEIGHT));
  if (!isnan (self->low) && !isnan (self->high))
    gtk_snapshot_append_color (snapshot, &quiet,
                               &GRAPHENE_RECT_INIT (low, middle - 2, MAX (high - low, 2), 4));
  gtk_snapshot_append_color (
      snapshot, &colour,
      &GRAPHENE_RECT_INIT (pnr_lift_bar_to_x (self->lift, width) - 1.5f, middle - 5, 3, 10));
}

static void
pnr_lift_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                      int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
pnr_lift_bar_class_init (PnrLiftBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = pnr_lift_bar_snapshot;
  widget_class->measure = pnr_lift_bar_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "liftbar");
}

static void
pnr_lift_bar_init (PnrLiftBar *self)
{
  self->lift = self->low = self->high = 1.0;
}

GtkWidget *
pnr_lift_bar_new (void)
{
  return g_object_new (PNR_TYPE_LIFT_BAR, NULL);
}

void
pnr_lift_bar_set_lift (PnrLiftBar *self, double lift, double low, double high)
{
  g_return_if_fail (PNR_IS_LIFT_BAR (self));

  self->lift = lift;
  self->low = low;
  self->high = high;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
