/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture of one kind of bundle as a widget: in the theme's colours, mirrored with the text. */
#include "config.h"

#include "ui/bundles/pnr-kind-picture.h"

#include "drawing/pnr-bundle-picture.h"
#include "ui/charts/pnr-chart-view.h"

#include <adwaita.h>

struct _PnrKindPicture {
  GtkWidget parent_instance;

  PnrBundleKind kind;
};

G_DEFINE_FINAL_TYPE (PnrKindPicture, pnr_kind_picture, GTK_TYPE_WIDGET)

static void
pnr_kind_picture_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                          int *natural, int *minimum_baseline, int *natural_baseline)
{
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? PNR_BUNDLE_PICTURE_WIDTH
                                                       : PNR_BUNDLE_PICTURE_HEIGHT;
  /* Half of it is still plain where there is little room. */
  *minimum = *natural / 2;
}

static void
pnr_kind_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PnrPalette palette = pnr_chart_view_find_palette ();
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL) {
    cairo_translate (cr, width, 0.0);
    cairo_scale (cr, -1.0, 1.0);
  }
  pnr_bundle_picture_paint (PNR_KIND_PICTURE (widget)->kind, cr, width, height, &palette);
  cairo_destroy (cr);
}

static void
pnr_kind_picture_class_init (PnrKindPictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = pnr_kind_picture_measure;
  widget_class->snapshot = pnr_kind_picture_snapshot;
  /* The words beside it say the same. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
pnr_kind_picture_init (PnrKindPicture *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  g_signal_connect_object (style, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

void
pnr_kind_picture_set_kind (PnrKindPicture *self, PnrBundleKind kind)
{
  g_return_if_fail (PNR_IS_KIND_PICTURE (self));

  self->kind = kind;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
