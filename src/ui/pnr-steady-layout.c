/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lays out the one child of a page, whose width does not depend on its height. */
#include "config.h"

#include "ui/pnr-steady-layout.h"

/* A leaflet asks its children how wide they must be at the height they have. A line that wraps
 * answers by trying one width after the other, a page of them by shaping all its text a dozen
 * times; and what it says, a page that is as wide as it takes to need no more height, is not what
 * anybody wants. */
struct _PnrSteadyLayout {
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (PnrSteadyLayout, pnr_steady_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
pnr_steady_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
pnr_steady_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation,
                           int for_size, int *minimum, int *natural, int *minimum_baseline,
                           int *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child == NULL || !gtk_widget_should_layout (child))
    return;
  gtk_widget_measure (child, orientation, orientation == GTK_ORIENTATION_HORIZONTAL ? -1 : for_size,
                      minimum, natural, minimum_baseline, natural_baseline);
}

static void
pnr_steady_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height,
                            int baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child != NULL && gtk_widget_should_layout (child))
    gtk_widget_allocate (child, width, height, baseline, NULL);
}

static void
pnr_steady_layout_class_init (PnrSteadyLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = pnr_steady_layout_get_request_mode;
  layout_class->measure = pnr_steady_layout_measure;
  layout_class->allocate = pnr_steady_layout_allocate;
}

static void
pnr_steady_layout_init (PnrSteadyLayout *self)
{
}
